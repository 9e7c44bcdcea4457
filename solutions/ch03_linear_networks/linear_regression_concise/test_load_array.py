import torch

from grader.suite import after, check, hint, points


def arrays(n):
    """Rows that can be told apart, labels that follow from them, and a third array."""
    X = torch.arange(2.0 * n).reshape(n, 2)
    return X, X[:, :1] * 10, torch.arange(n)


@points(3)
@hint(
    "TensorDataset(*data_arrays): the star hands on each array.",
    zh="TensorDataset(*data_arrays)：星号把每个数组分别传入。",
)
def test_in_order(student):
    """With is_train=False, all rows come in the order of the data. / is_train=False 时，各行按数据的顺序给出。"""
    for n, batch_size in ((6, 3), (7, 2), (9, 4)):
        pairs = list(student.load_array(arrays(n)[:2], batch_size, is_train=False))
        sizes = [len(part) for part in arrays(n)[0].split(batch_size)]
        check.equal([[tuple(part.shape) for part in pair] for pair in pairs], [[(k, 2), (k, 1)] for k in sizes])
        same = all(
            torch.equal(torch.cat(parts), a) for parts, a in zip(zip(*pairs, strict=True), arrays(n), strict=False)
        )
        check.that(same, "The rows are not those of the data, in order.", "各行与数据不符，或顺序不对。")


@points(1)
@after(test_in_order)
@hint("Only one or three arrays? Hand on all there are.", zh="只有一个或有三个数组？有多少就传多少。")
def test_any_number_of_arrays(student):
    """There may be one array or three; a list will do; dtypes stay. / 数组可以是一个或三个，也可以放在列表里；dtype 不变。"""
    for k in (1, 3):
        batches = [list(batch) for batch in student.load_array(list(arrays(5)[:k]), 4, False)]
        check.equal(batches, [[a[:4] for a in arrays(5)[:k]], [a[4:] for a in arrays(5)[:k]]])


@points(2)
@hint("shuffle=is_train.", zh="shuffle=is_train。")
def test_shuffled_for_training(student):
    """For training, which is the default, every pass has a random order. / 训练时（默认），每一遍的顺序都是随机的。"""
    for given in ({"is_train": True}, {}):
        loader = student.load_array((arrays(40)[2],), 8, **given)
        orders = [[int(i) for (batch,) in loader for i in batch] for _ in range(2)]
        check.shuffled(orders, list(range(40)))


@points(1)
@after(test_in_order)
@hint("Shuffle rows, not the arrays one by one.", zh="打乱的是行，而不是把各个数组分别打乱。")
def test_rows_stay_together(student):
    """Shuffled or not, a row keeps its label, and the last batch is what is left. / 打乱之后，每一行仍带着自己的标签，最后一个批量是剩下的行。"""
    batches = list(student.load_array(arrays(11), 4))
    check.equal([[len(part) for part in batch] for batch in batches], [[4, 4, 4]] * 2 + [[3, 3, 3]])
    X, y, i = (torch.cat(parts) for parts in zip(*batches, strict=True))
    order = i.argsort()
    check.close((X[order], y[order], i[order]), arrays(11))


@points(1)
@after(test_in_order)
@hint(
    "Return the loader itself, not its batches: it can be gone through again.",
    zh="返回加载器本身，而不是它的批量：这样可以反复遍历。",
)
def test_it_is_a_loader(student):
    """It is a DataLoader: it knows how many batches it has, and can be gone through again. / 得到的是 DataLoader：知道有多少个批量，并且可以反复遍历。"""
    loader = student.load_array(arrays(10)[:2], 4)
    check.that(isinstance(loader, torch.utils.data.DataLoader), "The result is no DataLoader.", "结果不是 DataLoader。")
    check.equal([len(loader), len(list(loader)), len(list(loader))], [3, 3, 3])
