import numpy as np
import torch

from grader.suite import check, hint, points


@points(1)
@hint("X.numpy() shares the memory of X; change the array in place.", zh="X.numpy() 与 X 共用内存；请原地修改数组。")
def test_the_tensor_changes_with_the_array(student):
    """After add_through_numpy, X has changed as well. / 调用 add_through_numpy 之后，X 也变了。"""
    X = torch.tensor([1.0, 2.0])
    A = student.add_through_numpy(X, 5.0)
    check.equal(A, np.array([6.0, 7.0], dtype=np.float32))
    check.equal(X, torch.tensor([6.0, 7.0]))
