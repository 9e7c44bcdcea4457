import torch

from grader.suite import after, check, hint, on, points


@points(1)
@hint(
    "Divide each row of exponentials by the sum of that row; keepdim=True keeps these sums a column.",
    zh="让每一行的指数除以该行的和；keepdim=True 使这些和保持为一列。",
)
def test_it_agrees_with_the_definition(student, reference, device):
    """Your function agrees with the definition, whatever the shape. / 无论几行几列，结果都与定义一致。"""
    for shape in [(4, 4), (3, 7)]:
        X = torch.randn(shape, device=device)
        check.close(student.softmax(X), reference.softmax(X))


@points(1)
@after(test_it_agrees_with_the_definition)
@hint(
    "Keep both dimensions all the way, also where one of them is 1.",
    zh="始终保留两个维度，即使其中一个的大小为 1。",
)
def test_one_row_and_one_column(student, reference, device):
    """One example, or one class, is a matrix too. / 只有一个样本，或只有一个类别，也仍然是矩阵。"""
    for shape in [(1, 5), (5, 1)]:
        X = torch.randn(shape, device=device)
        check.close(student.softmax(X), reference.softmax(X))


@points(1)
@hint(
    "exp(1000) overflows. Subtracting the same number from all logits of a row leaves its softmax as it is: "
    "which number makes every exponential safe?",
    zh="exp(1000) 会上溢。让一行的所有 logit 减去同一个数，这一行的 softmax 不变：减去哪个数，才能让指数都安全？",
)
def test_large_logits_are_safe(student, reference, device):
    """Logits of 1000 and of -1000 give the right probabilities. / logit 为 1000 或 -1000 时，概率仍然正确。"""
    X = torch.tensor([[1000.0, 1001.0, 1002.0], [-1000.0, -1001.0, -1003.0], [1000.0, 0.0, -1000.0]], device=device)
    check.close(student.softmax(X), reference.softmax(X))


@points(1)
@after(test_it_agrees_with_the_definition)
@hint("Compute in the dtype of X from the first line to the last.", zh="从头到尾都用 X 的 dtype 计算。")
def test_double_precision_is_kept(student, reference, device):
    """Double precision in, double precision out. / 输入是双精度，输出也是双精度。"""
    X = torch.randn(4, 6, device=device, dtype=torch.float64)
    check.close(student.softmax(X), reference.softmax(X))


@points(1)
@after(test_it_agrees_with_the_definition)
@hint(
    "Stay with tensor operations: .detach(), .data, .item() and numpy leave the graph.",
    zh="请一直使用张量运算：.detach()、.data、.item() 和 numpy 都会脱离计算图。",
)
def test_the_gradient_flows(student, reference, device):
    """The gradient agrees with the definition. / 梯度与定义一致。"""
    check.same_gradient(student.softmax, reference.softmax, torch.randn(4, 6, device=device))


@points(1)
@after(test_it_agrees_with_the_definition)
@hint(
    "Operations that end in an underscore, and -= or /=, write into the tensor itself.",
    zh="名字以下划线结尾的运算，以及 -= 和 /=，都会直接写入原来的张量。",
)
def test_the_input_is_left_alone(student, device):
    """Your function does not change its input. / 函数不改变它的输入。"""
    check.leaves_alone(student.softmax, torch.randn(4, 6, device=device))


@points(1)
@after(test_it_agrees_with_the_definition)
@hint(
    "A transposed matrix is not contiguous: let dim=1 find the rows, or use reshape where you used view.",
    zh="转置后的矩阵在内存中不连续：用 dim=1 来取行，或者把 view 换成 reshape。",
)
def test_a_transposed_matrix_is_welcome(student, reference, device):
    """A transposed (non-contiguous) matrix gives the right probabilities. / 转置得到的（不连续的）矩阵也能算对。"""
    X = torch.randn(7, 3, device=device).T
    check.close(student.softmax(X), reference.softmax(X))


@points(1)
@after(test_it_agrees_with_the_definition)
@on("cuda")
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_the_result_stays_on_the_device(student, reference, device):
    """Logits on a GPU give probabilities on the same GPU. / logit 在 GPU 上，概率也在同一块 GPU 上。"""
    X = torch.randn(4, 6, device=device)
    check.close(student.softmax(X), reference.softmax(X))
