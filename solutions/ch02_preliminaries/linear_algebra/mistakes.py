import torch


def length_counts_elements(X):
    """You counted all elements; len looks at the first axis only.

    你数的是所有元素；len 只看第一个轴。"""
    return X.numel()


def length_counts_axes(X):
    """You counted the axes. len tells the size of the first one.

    你数的是轴的个数。len 给出的是第一个轴的大小。"""
    return X.dim()


def length_of_the_last_axis(X):
    """That is the size of the last axis. len looks at the first.

    这是最后一个轴的大小。len 看的是第一个轴。"""
    return X.shape[-1]


def lengths_of_the_last_axes(X):
    """You took the size of the last axis each time. len looks at the first.

    你每次取的都是最后一个轴的大小。len 看的是第一个轴。"""
    return [X[0].shape[-1], X[0, 0].shape[-1], 4, X.permute(2, 0, 1).shape[-1]]


def lengths_permuted_back(X):
    """Your last length belongs to another order of the axes: permute(2, 0, 1) puts axis 2 in front.

    你的最后一个长度对应的是另一种轴的顺序：permute(2, 0, 1) 把轴 2 放到最前面。"""
    return [len(X[0]), len(X[0, 0]), len(X.reshape(6, 4)), len(X.permute(1, 2, 0))]


def shapes_in_the_wrong_order(X):
    """You go through the axes from the last to the first.

    你是从最后一个轴到第一个轴的顺序。"""
    return [X.sum(axis=i).shape for i in (2, 1, 0)]


def shapes_with_the_axis_kept(X):
    """You kept the summed axis, with size 1. A plain sum removes it.

    你保留了求和的轴，大小为 1。普通的求和会去掉这个轴。"""
    return [X.sum(axis=i, keepdims=True).shape for i in range(3)]


def shapes_counted_from_one(X):
    """You count the axes from 1. The first one is axis 0.

    你把轴从 1 开始数了。第一个轴是轴 0。"""
    return [X.sum(axis=1).shape, X.sum(axis=2).shape, X.sum(axis=0).shape]


def transposed_by_reshape(A):
    """reshape keeps the order of the elements and only breaks the rows elsewhere. The transpose swaps rows and columns.

    reshape 保持元素的顺序，只是在别处换行。转置要交换行和列。"""
    return A.reshape(4, 5)


def column_sums_of_the_rows(A):
    """These are the sums of the rows: axis=1 runs along each row.

    这是各行的和：axis=1 是沿着每一行求和。"""
    return A.sum(axis=1)


def column_sums_of_everything(A):
    """You summed the whole matrix. Say along which axis.

    你对整个矩阵求了和。请指明沿哪个轴。"""
    return A.sum()


def row_means_as_a_vector(A):
    """The values are right, but the averaged axis is gone: keep it, so that the means form a column.

    数值是对的，但求平均的轴不见了：请保留它，让平均值排成一列。"""
    return A.mean(axis=1)


def row_means_of_the_columns(A):
    """These are the means of the columns: the mean of a row runs over axis 1.

    这是各列的平均值：一行的平均值要沿轴 1 求。"""
    return A.mean(axis=0, keepdims=True)


def row_means_not_divided(A):
    """These are the sums of the rows. Divide by how many elements a row has.

    这是各行的和。还要除以一行的元素个数。"""
    return A.sum(axis=1, keepdims=True)


def running_along_the_rows(A):
    """You added up from left to right. The elements above count: axis 0.

    你是从左到右累加的。要加的是上面的元素：沿轴 0。"""
    return A.cumsum(axis=1)


def running_total_only(A):
    """Only the totals of the columns are left. A cumulative sum keeps the shape of A.

    只剩下各列的总和了。累积和的形状与 A 相同。"""
    return A.sum(axis=0, keepdims=True)


def normalise_rows_without_keepdims(A):
    """Your sums have shape (m,), and broadcasting lines them up with the columns: a matrix that is not square raises an error, and in
    a square one, column j is divided by the sum of row j. Keep the summed axis.

    你的和形状为 (m,)，广播时与各列对齐：不是方阵就会报错；是方阵时，第 j 列除以了第 j 行的和。请保留求和的轴。"""
    return A / A.sum(axis=1)


def normalise_rows_the_columns(A):
    """You divided by the sums of the columns: axis=0 runs down. A row runs along axis 1.

    你除以的是各列的和：axis=0 是从上往下。一行是沿着轴 1 的。"""
    return A / A.sum(axis=0, keepdims=True)


def normalise_rows_by_the_total(A):
    """You divided by the sum of the whole matrix. Each row has a sum of its own.

    你除以的是整个矩阵的和。每一行有自己的和。"""
    return A / A.sum()


def normalise_rows_by_absolute_sums(A):
    """You sum absolute values. The sum is taken as it is, with its sign.

    你对绝对值求和了。和要照原样计算，带着符号。"""
    return A / A.abs().sum(axis=1, keepdims=True)


def normalise_rows_in_place(A):
    """The numbers are right, but they are written over the caller's A, and whole numbers cannot be divided in place.

    数值是对的，但结果覆盖了调用者的 A；而且整数无法原地相除。"""
    if not A.is_floating_point():
        return A / A.sum(axis=1, keepdims=True)
    with torch.no_grad():
        A /= A.sum(axis=1, keepdims=True)
    return A


def is_symmetric_elementwise(A):
    """You return a tensor of bools, one for each element. Draw them together into one bool.

    你返回的是布尔张量，每个元素一个值。请把它们合成一个布尔值。"""
    return A == A.T


def is_symmetric_any(A):
    """You ask whether some element agrees with the transpose: the diagonal always does. All of them must.

    你问的是有没有元素与转置一致：对角线总是一致的。要求所有元素都一致。"""
    return A.shape[0] == A.shape[1] and bool((A == A.T).any())


def is_symmetric_assumes_square(A):
    """You compare without looking at the shape: matrices that are not square raise an error, or broadcast and look symmetric.

    你没看形状就比较：不是方阵的矩阵会报错，或者经过广播之后看起来是对称的。"""
    return bool((A == A.T).all())


def is_symmetric_roughly(A):
    """You allow a tolerance. The statement asks for exact equality.

    你容许了误差。题目要求严格相等。"""
    return A.shape == A.T.shape and torch.allclose(A.double(), A.T.double(), atol=1e-4)


def dot_without_the_sum(x, y):
    """That is the elementwise product; the dot product is its sum.

    这是按元素的乘积；点积是它的和。"""
    return x * y


def dot_mean(x, y):
    """You averaged the products: sum them.

    你对乘积取了平均：应当求和。"""
    return (x * y).sum() / len(x)


def dot_as_a_number(x, y):
    """You return a Python number (float or .item()): the gradient is lost. Return the tensor.

    你返回的是 Python 的数（float 或 .item()）：梯度丢失了。请返回张量。"""
    return (x * y).sum().item()


def matvec_without_the_sum(A, x):
    """You multiplied the columns of A by the elements of x and stopped there. Sum along each row.

    你让 A 的各列乘以 x 的各元素就停下了。还要沿每一行求和。"""
    return A * x


def matvec_down_the_columns(A, x):
    """You summed over axis 0: element j is then a sum over column j. Sum each row, along axis 1.

    你沿轴 0 求了和：第 j 个元素是第 j 列的和。应沿轴 1 对每一行求和。"""
    return (A * x).sum(axis=0)


def matvec_as_a_column(A, x):
    """The result has shape (m, 1). A vector is asked for.

    结果的形状是 (m, 1)。题目要的是向量。"""
    return (A * x).sum(axis=1, keepdims=True)


def matmul_elementwise(A, B):
    """A * B multiplies element by element (the Hadamard product). The matrix product is made of dot products.

    A * B 是按元素相乘（Hadamard 积）。矩阵乘积由点积组成。"""
    return A * B


def matmul_with_the_transpose(A, B):
    """You take dot products of the rows of A with the rows of B. In the product the columns of B count.

    你计算的是 A 的各行与 B 的各行的点积。矩阵乘积用的是 B 的各列。"""
    return (A[:, None, :] * B).sum(axis=2)


def matmul_transposed(A, B):
    """Your result is the transpose of the product: element (i, j) belongs to row i of A.

    你的结果是乘积的转置：第 (i, j) 个元素应对应 A 的第 i 行。"""
    return (A[:, :, None] * B).sum(axis=1).T


def matmul_filled_float32(A, B):
    """You fill a tensor of zeros that is float32 and lies on the CPU: give it the dtype and the device of A.

    你往全零张量里填数，而它是 float32，又在 CPU 上：请让它与 A 的 dtype 和设备一致。"""
    C = torch.zeros(len(A), B.shape[1])
    for i in range(len(A)):
        for j in range(B.shape[1]):
            C[i, j] = (A[i] * B[:, j]).sum()
    return C


def l1_norm_without_absolute_values(x):
    """You summed the elements with their signs: positive and negative ones cancel.

    你求和时带着符号：正负会互相抵消。"""
    return x.sum()


def l1_norm_mean(x):
    """You averaged the absolute values. The norm is their sum.

    你对绝对值取了平均。范数是它们的和。"""
    return x.abs().sum() / x.numel()


def l1_norm_of_the_columns(x):
    """You summed over axis 0 only. All elements count, whatever the shape.

    你只沿轴 0 求了和。不论形状如何，所有元素都要算。"""
    return x.abs().sum(axis=0)


def l2_norm_without_the_root(x):
    """That is the squared norm: the square root is missing.

    这是范数的平方：还差开方。"""
    return x.square().sum()


def l2_norm_root_of_the_mean(x):
    """You took the root of the mean of the squares. The norm takes their sum.

    你取的是平方的平均值的平方根。范数用的是平方和。"""
    return (x.square().sum() / x.numel()).sqrt()


def l2_norm_root_before_the_sum(x):
    """The root of each square is the absolute value: you computed the L1 norm. Sum first.

    每个平方再开方就是绝对值：你算出的是 L1 范数。请先求和。"""
    return x.square().sqrt().sum()


def l2_norm_along_the_last_axis(x):
    """You have a norm for each row. All elements count together.

    你得到的是每一行的范数。所有元素要一起算。"""
    return x.square().sum(axis=-1).sqrt()


def l2_norm_in_place(x):
    """The number is right, but you squared the caller's x in place.

    数值是对的，但你把调用者的 x 原地平方了。"""
    with torch.no_grad():
        if x.is_floating_point() and not x.requires_grad:
            return x.pow_(2).sum().sqrt()
    return x.square().sum().sqrt()


def l2_norm_floating_point_only(x):
    """You refuse whole numbers, as torch's own norm does. Convert them, or use operations that take them.

    你的函数不接受整数，就像 torch 自带的范数那样。请先转换类型，或者使用接受整数的运算。"""
    return (x * x).sum() * torch.rsqrt((x * x).mean() * x.numel())
