import torch

from grader.suite import check, hint, points


@points(2)
@hint("L counts every token of the sequence.", zh="L 是序列中全部词元的个数。")
def test_other_lengths(student, reference):
    """Sequences of other lengths, down to one token, and other alphas. / 其他长度（直到一个词元）和其他 alpha。"""
    for length, alpha in ((5, 0.75), (1, 0.5), (12, 1.0), (3, 2.0)):
        log_probs = (-3 * torch.rand(length) - 0.1).tolist()
        found = check.number(student.sequence_score(list(log_probs), alpha))
        check.close(found, reference.sequence_score(log_probs, alpha), rtol=1e-5)


@points(1)
@hint("alpha is 0.75 unless somebody says otherwise.", zh="不指定时，alpha 为 0.75。")
def test_the_usual_alpha(student):
    """Without alpha, it is 0.75. / 不给出 alpha 时，它是 0.75。"""
    log_probs = (-3 * torch.rand(4) - 0.1).tolist()
    check.close(check.number(student.sequence_score(list(log_probs))), sum(log_probs) / 4**0.75, rtol=1e-5)
