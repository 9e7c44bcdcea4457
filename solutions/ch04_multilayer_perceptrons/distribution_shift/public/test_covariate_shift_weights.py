import torch

from grader.suite import check, hint, points


@points(1)
@hint("exp(h), but at most c.", zh="exp(h)，但不超过 c。")
def test_three_logits(student):
    """The logits ln 1/2, 0 and ln 8 with c = 4 give 1/2, 1 and 4. / logit 为 ln 1/2、0、ln 8，c = 4，得 1/2、1、4。"""
    h = torch.tensor([0.5, 1.0, 8.0]).log()
    check.close(student.covariate_shift_weights(h, 4.0), torch.tensor([0.5, 1.0, 4.0]))
