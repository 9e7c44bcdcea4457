import torch

from grader.suite import after, check, files, hint, points


def written(room, table):
    files(room).write("hidden.dat", "".join("\t".join(f"{x:.6f}" for x in row) + "\n" for row in table.tolist()))


def rows(data_iter):
    """Everything that one pass gives, features and target side by side, sorted by the first column."""
    batches = [torch.cat([X, y.reshape(-1, 1)], dim=1) for X, y in data_iter]
    check.that(len(batches) > 0, "data_iter gives no batches.", "data_iter 没有给出批量。")
    every = torch.cat(batches)
    return every[every[:, 0].argsort()]


def table(n, d):
    """Columns of different places and sizes."""
    return torch.randn(n, d + 1, dtype=torch.float64) * (torch.arange(d + 1) + 0.5) + 10 * torch.arange(d + 1)


@points(4)
@hint(
    "(data - data.mean(axis=0)) / data.std(axis=0), column by column, before rows are chosen.",
    zh="逐列计算 (data - data.mean(axis=0)) / data.std(axis=0)，在选取行之前进行。",
)
def test_another_table(student, reference):
    """Another table is standardised column by column, the target too. / 换一张表，也逐列标准化，包括目标。"""
    for n, d in ((12, 3), (7, 1)):
        data = table(n, d)
        written(student, data)
        written(reference, data)
        (mine, mine_d), (right, right_d) = (room.get_data_ch11(4, path="hidden.dat") for room in (student, reference))
        check.equal(mine_d, right_d)
        check.close(rows(mine), rows(right), atol=1e-4)


@points(2)
@after(test_another_table)
@hint("Mean and deviation of all rows; then the first n rows.", zh="均值和标准差取自所有行；然后取前 n 行。")
def test_the_first_rows(student, reference):
    """Only the first n rows are given, scaled by all rows. / 只给出前 n 行，但按所有行来缩放。"""
    data = table(15, 2)
    written(student, data)
    written(reference, data)
    mine, right = (room.get_data_ch11(batch_size=2, n=5, path="hidden.dat")[0] for room in (student, reference))
    check.close(rows(mine), rows(right), atol=1e-4)


@points(2)
@after(test_another_table)
@hint(
    "float32, X of shape (batch_size, d) and y of shape (batch_size,).",
    zh="float32，X 的形状为 (batch_size, d)，y 为 (batch_size,)。",
)
def test_batches(student):
    """Batches have the right sizes, shapes and dtypes. / 批量的大小、形状和 dtype 正确。"""
    written(student, table(11, 3))
    data_iter, _ = student.get_data_ch11(4, path="hidden.dat")
    batches = list(data_iter)
    check.equal([tuple(X.shape) for X, _ in batches], [(4, 3), (4, 3), (3, 3)])
    check.equal([tuple(y.shape) for _, y in batches], [(4,), (4,), (3,)])
    for X, y in batches:
        check.dtype(X, torch.float32)
        check.dtype(y, torch.float32)


@points(3)
@after(test_another_table)
@hint(
    "shuffle=True, and a loader rather than a generator: it can be gone through again.",
    zh="shuffle=True；用加载器而不是生成器：它可以反复遍历。",
)
def test_every_pass_is_shuffled(student):
    """Every pass is whole, in an order of its own. / 每一遍都是完整的，且各有各的顺序。"""
    data = table(24, 1)
    written(student, data)
    data_iter, _ = student.get_data_ch11(5, path="hidden.dat")
    passes = [torch.cat([X[:, 0] for X, _ in data_iter]) for _ in range(3)]
    column = data[:, 0]
    given = (column - column.mean()) / column.std(correction=0)
    orders = [[int((given - x).abs().argmin()) for x in seen.double()] for seen in passes]
    check.shuffled(orders, list(range(24)))
