import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "Both ratios are 10, so that the root of the mean of (ln 10)² is ln 10.",
    zh="两个比值都是 10，所以 (ln 10)² 的平均再开方就是 ln 10。",
)
def test_off_by_a_factor_of_ten(student):
    """Two predictions that are off by a factor of 10 give ln 10. / 两个预测各差 10 倍，得到 ln 10。"""
    found = student.log_rmse(nn.Identity(), torch.tensor([[100.0], [20.0]]), torch.tensor([[10.0], [200.0]]))
    check.close(found, 2.302585, rtol=1e-5)
