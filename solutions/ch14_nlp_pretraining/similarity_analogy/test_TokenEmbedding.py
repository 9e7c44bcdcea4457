import torch

from grader.suite import after, check, files, hint, points

TOKENS = ["the", "l'été", "时间", "3.5", "🙂", "The", ","]


def given(student, n=7, dim=4, header="", end="", name="hidden.4d"):
    """A file of n tokens with vectors; returns what is right."""
    vectors = torch.randn(n, dim).mul(1000).round().div(1000)
    lines = [f"{t} " + " ".join(f"{x:.3f}" for x in row) for t, row in zip(TOKENS, vectors.tolist(), strict=False)]
    text = header + "".join(f"{line}{end}\n" for line in lines)
    files(student).write(f"data/{name}/vec.txt", text)
    return ["<unk>", *TOKENS[:n]], torch.cat([torch.zeros(1, dim), vectors])


@points(3)
@hint(
    '"<unk>" first, with a row of zeros, then the file line by line.', zh='"<unk>" 在最前，向量为零，然后逐行读文件。'
)
def test_the_tables(student):
    """Tokens, indices and vectors are those of the file, behind "<unk>". / 词元、索引和向量来自文件，排在 "<unk>" 之后。"""
    for n, dim in ((7, 4), (3, 2), (1, 6)):
        tokens, vectors = given(student, n, dim, name=f"some.{dim}d")
        embed = student.TokenEmbedding(f"some.{dim}d")
        check.equal(list(embed.idx_to_token), tokens)
        check.equal(dict(embed.token_to_idx), {token: i for i, token in enumerate(tokens)})
        check.close(embed.idx_to_vec, vectors)
        check.equal([len(embed), embed.unknown_idx], [n + 1, 0])


@points(3)
@after(test_the_tables)
@hint(
    "One row for each token of the list, in its order; tokens may come twice.",
    zh="列表中每个词元一行，次序相同；词元可以重复。",
)
def test_looking_up(student):
    """Vectors come for lists of tokens, in their order. / 按列表的次序给出各词元的向量。"""
    tokens, vectors = given(student)
    embed = student.TokenEmbedding("hidden.4d")
    for places in ([3, 1, 7], [2], [5, 5, 6, 1]):
        check.close(embed[[tokens[i] for i in places]], vectors[places])


@points(2)
@after(test_looking_up)
@hint("dict.get has a default; row 0 is for what is unknown.", zh="dict.get 有默认值；第 0 行留给不认识的词元。")
def test_unknown_tokens(student):
    """Unknown tokens have the vector zero; capital letters count. / 不认识的词元向量为零；区分大小写。"""
    _, vectors = given(student, 6)
    embed = student.TokenEmbedding("hidden.4d")
    found = embed[["nobody", "The", "the", ",", "<unk>", "THE"]]
    check.close(found, vectors[[0, 6, 1, 0, 0, 0]])


@points(2)
@after(test_the_tables)
@hint(
    "A line with fewer than two numbers behind its first word is no vector.", zh="第一个词之后不足两个数的行不是向量。"
)
def test_a_header(student):
    """The first line of fastText's files and empty lines are left out. / 略去 fastText 文件的首行和空行。"""
    for header in ("7 4\n", "7 4 \n\n", "\n"):
        tokens, vectors = given(student, header=header)
        embed = student.TokenEmbedding("hidden.4d")
        check.equal(list(embed.idx_to_token), tokens)
        check.close(embed.idx_to_vec, vectors)


@points(1)
@after(test_the_tables)
@hint("rstrip takes off a space at the end of the line.", zh="rstrip 可以去掉行末的空格。")
def test_a_space_at_the_end(student):
    """Spaces at the ends of lines do no harm. / 行末的空格不影响结果。"""
    tokens, vectors = given(student, end=" ")
    embed = student.TokenEmbedding("hidden.4d")
    check.equal(list(embed.idx_to_token), tokens)
    check.close(embed.idx_to_vec, vectors)
