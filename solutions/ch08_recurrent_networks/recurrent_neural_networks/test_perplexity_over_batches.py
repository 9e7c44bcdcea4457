import math

import torch

from grader.suite import after, check, hint, points


def some_batches(*sizes, V=5, sharp=1.0):
    return [(torch.softmax(sharp * torch.randn(n, V), dim=1), torch.randint(V, (n,))) for n in sizes]


@points(3)
@hint(
    "Add up the losses of all tokens, divide by their number, then take exp.",
    zh="把所有词元的损失加起来，除以词元数，再取 exp。",
)
def test_batches_of_one_size(student, reference):
    """All tokens count, and exp comes last. / 所有词元都计入，最后才取 exp。"""
    for sizes in ((4, 4, 4), (6,), (1, 1)):
        batches = some_batches(*sizes, sharp=2.0)
        found = check.number(student.perplexity_over_batches(list(batches)))
        check.close(found, reference.perplexity_over_batches(list(batches)), rtol=1e-5)


@points(2)
@after(test_batches_of_one_size)
@hint(
    "A token of a small batch counts as much as one of a large batch: count the tokens.",
    zh="小批量中的词元与大批量中的分量相同：请数词元的个数。",
)
def test_batches_of_different_sizes(student, reference):
    """Every token counts alike, in whatever batch it is. / 无论在哪个批量里，每个词元的分量都相同。"""
    for sizes in ((7, 1, 3), (2, 9)):
        batches = some_batches(*sizes, sharp=3.0)
        found = check.number(student.perplexity_over_batches(list(batches)))
        check.close(found, reference.perplexity_over_batches(list(batches)), rtol=1e-5)


@points(1)
@after(test_batches_of_one_size)
@hint("Go through the batches once.", zh="只遍历一遍批量。")
def test_a_generator(student, reference):
    """Batches that can be gone through once will do. / 只能遍历一遍的批量也可以。"""
    batches = some_batches(3, 5, 2)
    found = check.number(student.perplexity_over_batches(pair for pair in batches))
    check.close(found, reference.perplexity_over_batches(list(batches)), rtol=1e-5)


@points(1)
@after(test_batches_of_one_size)
@hint("exp of an infinite loss is infinite.", zh="损失为无穷大时，exp 也是无穷大。")
def test_the_worst(student):
    """One right token with probability 0 makes all of it infinite. / 只要有一个正确词元的概率为 0，困惑度就是无穷大。"""
    batches = [*some_batches(3, V=2), (torch.tensor([[0.0, 1.0]]), torch.tensor([0]))]
    check.equal(check.number(student.perplexity_over_batches(batches)), math.inf)
