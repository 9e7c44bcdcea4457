import pytest
import torch

from grader.suite import after, check, hint, points


def examples(n, d=3):
    """Rows that can be told apart, and labels that follow from them."""
    features = torch.arange(n * d, dtype=torch.float32).reshape(n, d)
    return features, features[:, :1] * 10 + 1


def batches(student, batch_size, features, labels):
    return [(X, y) for X, y in student.data_iter(batch_size, features, labels)]


def in_order(pairs):
    """All rows and labels, sorted by the first column of the rows."""
    X, y = (torch.cat(parts) for parts in zip(*pairs, strict=True))
    order = X.flatten(1)[:, 0].argsort(stable=True)
    return X[order], y[order]


@points(3)
@hint(
    "Shuffle the numbers 0 .. n-1 and cut them into pieces; index features and labels with the same piece.",
    zh="把 0 到 n-1 的下标打乱后切成小段；用同一段下标去取 features 和 labels。",
)
@pytest.mark.parametrize(("n", "batch_size"), [(12, 4)])
def test_every_example_once_with_its_label(student, n, batch_size):
    """Every example comes once, with its own label. / 每个样本恰好出现一次，并带着自己的标签。"""
    for _ in range(3):
        pairs = batches(student, batch_size, *examples(n))
        check.that(bool(pairs), "There is no batch at all.", "一个批量也没有。")
        X, y = examples(n)
        check.close(in_order(pairs), (X, y))


@points(2)
@after(test_every_example_once_with_its_label)
@hint(
    "A slice that reaches beyond the end gives what is there: the last batch is smaller.",
    zh="切片越过末尾时只取到实有的部分：最后一个批量较小。",
)
def test_the_last_batch_is_what_is_left(student):
    """The last batch has what is left over; all others are full. / 最后一个批量是剩下的样本，其余批量都是满的。"""
    for n, batch_size in ((10, 4), (7, 3), (5, 5), (6, 1)):
        pairs = batches(student, batch_size, *examples(n))
        sizes = [batch_size] * (n // batch_size) + ([n % batch_size] if n % batch_size else [])
        check.equal([(len(X), len(y)) for X, y in pairs], [(size, size) for size in sizes])
        check.close(in_order(pairs), examples(n))


@points(1)
@after(test_every_example_once_with_its_label)
@hint("There is one batch with all examples then.", zh="此时只有一个批量，包含全部样本。")
def test_a_batch_size_above_the_number_of_examples(student):
    """A batch size larger than the data gives one batch. / 批量大小超过样本总数时只有一个批量。"""
    pairs = batches(student, 50, *examples(8))
    check.equal([len(X) for X, _ in pairs], [8])
    check.close(in_order(pairs), examples(8))


@points(2)
@after(test_every_example_once_with_its_label)
@hint(
    "Shuffle in each call: random.shuffle(indices) or torch.randperm(n).",
    zh="每次调用都要打乱：random.shuffle(indices) 或 torch.randperm(n)。",
)
def test_the_order_is_random(student):
    """The order is random, and another one in each pass. / 顺序是随机的，而且每一遍都不同。"""
    n = 40
    orders = []
    for _ in range(3):
        X = torch.cat([X for X, _ in batches(student, 8, *examples(n, 1))])
        orders.append([int(row) for row in X.flatten()])
    check.shuffled(orders, list(range(n)))


@points(1)
@after(test_every_example_once_with_its_label)
@hint("Index along axis 0 only, and make no new float tensors.", zh="只沿第 0 轴取下标，不要新建浮点张量。")
def test_images_and_integer_labels(student):
    """Further axes and the dtypes stay as they are. / 其余的轴和 dtype 保持原样。"""
    for dtype in (torch.float64, torch.uint8):
        features = torch.arange(6 * 2 * 3).reshape(6, 2, 3).to(dtype)
        pairs = batches(student, 4, features.clone(), torch.arange(6))
        check.equal(in_order(pairs), (features, torch.arange(6)))


@points(1)
@after(test_every_example_once_with_its_label)
@hint("Shuffle indices, not the data.", zh="打乱的应是下标，而不是数据本身。")
def test_the_data_is_left_alone(student):
    """features and labels stay as they are. / features 和 labels 保持不变。"""
    features, labels = examples(30)
    batches(student, 7, features, labels)
    check.equal((features, labels), examples(30))
