import torch

from grader.suite import after, check, hint, points


@points(3)
@hint(
    "Add up from group to group (dim 0), then divide by the sums of the rows.",
    zh="一组一组地累加（dim 0），再除以各行的和。",
)
def test_many_groups(student, reference):
    """The estimates are right for any number of groups and faces. / 任意组数和点数，估计都正确。"""
    for m, k in (8, 6), (6, 6), (1, 6), (5, 2):
        counts = torch.randint(0, 9, (m, k)).float()
        counts[0] += 1
        check.close(student.running_estimates(counts), reference.running_estimates(counts))


@points(2)
@after(test_many_groups)
@hint(
    "Divide by the number of rolls so far, whatever the size of the groups.",
    zh="不论各组多大，都除以到目前为止的投掷次数。",
)
def test_groups_of_different_sizes(student, reference):
    """Groups may differ in size, or be empty. / 各组大小可以不同，也可以是空的。"""
    counts = torch.tensor([[1, 0, 0], [0, 0, 0], [10, 80, 10], [0, 1, 0], [0, 0, 0]]).float()
    check.close(student.running_estimates(counts), reference.running_estimates(counts))


@points(1)
@after(test_many_groups)
@hint(
    "Division makes floating point of whole numbers; convert nothing else.", zh="除法会把整数变成浮点数；其余不要转换。"
)
def test_dtypes(student, reference):
    """Whole numbers and float64 work too. / 整数和 float64 也可以。"""
    for dtype in torch.int64, torch.float64:
        counts = torch.randint(1, 9, (5, 6)).to(dtype)
        check.close(student.running_estimates(counts), reference.running_estimates(counts))


@points(1)
@after(test_many_groups)
@hint("Do not add up in place.", zh="不要原地累加。")
def test_the_input_is_left_alone(student):
    """counts is the same after the call as before. / 调用前后 counts 保持不变。"""
    check.leaves_alone(student.running_estimates, torch.randint(1, 9, (5, 6)).float())
