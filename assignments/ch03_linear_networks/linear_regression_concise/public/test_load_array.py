import torch

from grader.suite import check, hint, points


@points(1)
@hint("A TensorDataset of all arrays, in a DataLoader.", zh="把所有数组放进 TensorDataset，再交给 DataLoader。")
def test_five_rows_in_order(student):
    """Five rows in batches of two, in order: 2, 2, 1. / 五行数据，批量大小为 2，按顺序给出：2、2、1。"""
    X, y = torch.arange(5.0).reshape(5, 1), torch.arange(5.0) * 10
    seen = [(a.flatten().tolist(), b.tolist()) for a, b in student.load_array((X, y), 2, is_train=False)]
    check.equal(seen, [([0.0, 1.0], [0.0, 10.0]), ([2.0, 3.0], [20.0, 30.0]), ([4.0], [40.0])])
