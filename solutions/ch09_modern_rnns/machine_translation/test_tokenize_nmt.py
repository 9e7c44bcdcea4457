import torch

from grader.suite import after, check, hint, points


def pairs(n):
    """n lines, all different."""
    words = ["chat", "été", "mer", "!", "où", "蛋"]

    def some():
        return " ".join(words[i] for i in torch.randint(6, (int(torch.randint(1, 5, ())),)).tolist())

    return [f"s{i} {some()}\t{some()} t{i}" for i in range(n)]


@points(3)
@hint("The left side of the tab is the source, the right side the target.", zh="制表符左边是源语言，右边是目标语言。")
def test_words_of_both_sides(student, reference):
    """Source and target are the words of the two sides, line by line. / 源和目标分别是两边的单词，逐行给出。"""
    text = "\n".join(pairs(6))
    found, right = student.tokenize_nmt(text), reference.tokenize_nmt(text)
    check.close(found, right)
    text = "hello\tbonjour"
    check.close(student.tokenize_nmt(text), reference.tokenize_nmt(text))


@points(3)
@after(test_words_of_both_sides)
@hint(
    "Counting begins with 0: lines with i < num_examples are taken, and with i = num_examples there is one too many.",
    zh="计数从 0 开始：取 i < num_examples 的行，再取 i = num_examples 就多了一行。",
)
def test_num_examples(student, reference):
    """With num_examples, exactly so many pairs come from the start. / 给了 num_examples 时，恰好从开头取这么多对。"""
    text = "\n".join(pairs(7))
    for num_examples in (3, 1, 6, 7, 20):
        check.close(student.tokenize_nmt(text, num_examples), reference.tokenize_nmt(text, num_examples))


@points(2)
@after(test_words_of_both_sides)
@hint(
    "Look how many parts a line has: an empty line has no tab, and some have three columns.",
    zh="先看一行有几部分：空行没有制表符，有的行有三列。",
)
def test_other_lines(student, reference):
    """Lines without exactly one tab are left out. / 不是恰好含一个制表符的行要舍去。"""
    lines = pairs(5)
    lines[1] = "no tab in here"
    lines[3] = "three\tcolumns\there"
    text = "\n" + "\n".join(lines) + "\n\n"
    check.close(student.tokenize_nmt(text), reference.tokenize_nmt(text))


@points(1)
@after(test_words_of_both_sides)
@hint("Without a pair both lists are empty.", zh="没有句对时，两个列表都为空。")
def test_an_empty_text(student):
    """An empty text has no pairs. / 空文本没有句对。"""
    check.close(student.tokenize_nmt(""), ([], []))
