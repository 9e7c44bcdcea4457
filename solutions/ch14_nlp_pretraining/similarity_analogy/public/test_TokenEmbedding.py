import torch

from grader.suite import check, hint, points


@points(2)
@hint('65 words and "<unk>", whose vector is zero.', zh='65 个词，加上向量为零的 "<unk>"。')
def test_the_tiny_file(student):
    """The file of the course has 65 words of 12 dimensions. / 课程自带的文件有 65 个词，维度是 12。"""
    embed = student.TokenEmbedding("glove.tiny")
    check.equal([len(embed), embed.idx_to_token[0], embed.idx_to_token[1]], [66, "<unk>", "see"])
    right = torch.zeros(2, 12)
    right[1] = torch.tensor([-1.480, 0.766, 0.407, 0.731, -0.602, 0.894, -0.139, -0.123, -0.232, -0.432, 0.130, -0.486])
    check.close(embed[["no such word", "see"]], right)
