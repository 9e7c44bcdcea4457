import torch


def number_of_the_last_axis(matrix):
    """You took the size of one axis of the matrix. All elements together are asked for.

    你取的是矩阵某一个轴的大小。题目问的是全部元素的个数。"""
    return matrix.shape[-1]


def number_as_a_shape(x):
    """That is the shape, with a size for each axis; the number of elements is one int.

    这是形状，每个轴各有一个大小；元素个数是一个整数。"""
    return x.shape


def number_without_brackets(x):
    """You wrote numel without brackets: that is the method itself. Call it, and it tells you the number.

    你写的 numel 没有括号：那是方法本身。调用它才会得到个数。"""
    return x.numel


def matrix_four_by_three(x):
    """Your matrix has 4 rows and 3 columns. The number of rows comes first.

    你的矩阵有 4 行 3 列。行数应写在前面。"""
    return x.reshape(4, 3)


def matrix_column_by_column(x):
    """You filled the matrix column by column (a transpose of the 4 by 3 matrix). reshape(3, 4) goes row by row.

    你是一列一列地填的（得到 4 行 3 列矩阵的转置）。reshape(3, 4) 会一行一行地排。"""
    return x.reshape(4, 3).T


def zeros_as_a_list_of_sizes():
    """torch.tensor([2, 3, 4]) holds the numbers 2, 3 and 4. A tensor of this shape is made by another function.

    torch.tensor([2, 3, 4]) 装的是 2、3、4 这三个数。创建这种形状的张量要用另一个函数。"""
    return torch.tensor([2, 3, 4])


def zeros_of_whole_numbers():
    """Your zeros are whole numbers: float32 is asked for, which torch.zeros gives by default.

    你的零是整数：题目要求 float32，而这正是 torch.zeros 的默认类型。"""
    return torch.zeros((2, 3, 4), dtype=torch.int64)


def rows_in_the_wrong_order(X, Y):
    """You put X below Y. The first of the two comes on top.

    你把 X 接在了 Y 的下面。写在前面的排在上面。"""
    return torch.cat((Y, X), dim=0)


def rows_stacked(X, Y):
    """torch.stack makes a new axis: the result has three. torch.cat joins along an axis that is there.

    torch.stack 会新建一个轴：结果有三个轴。torch.cat 沿已有的轴连结。"""
    return torch.stack((X, Y))


def columns_along_the_rows(X, Y):
    """dim=0 puts Y below X. To the right means along dim 1.

    dim=0 把 Y 接在 X 下面。接在右边是沿 dim 1。"""
    return torch.cat((X, Y), dim=0)


def less_or_equal(X, Y):
    """You compare with <=: where the two are equal, X is not less than Y.

    你用的是 <=：两者相等时，X 并不小于 Y。"""
    return X <= Y


def less_as_equality(X, Y):
    """You compare with ==. Less is asked for.

    你用的是 ==。题目问的是小于。"""
    return X == Y


def greater_or_equal(X, Y):
    """You compare with >=: where the two are equal, X is not greater than Y.

    你用的是 >=：两者相等时，X 并不大于 Y。"""
    return X >= Y


def greater_as_not_less(X, Y):
    """You turned `less` the wrong way round, and ask where Y is greater than X.

    你把方向弄反了，问的是 Y 在哪里大于 X。"""
    return Y > X


def last_column(X):
    """You took the last column: in X[:, -1] the first index takes every row. The last row is asked for.

    你取的是最后一列：X[:, -1] 的第一个下标取了所有行。题目要的是最后一行。"""
    return X[:, -1]


def last_as_a_matrix(X):
    """X[-1:] is a matrix with one row. With a plain index the axis goes away and a vector remains.

    X[-1:] 是只有一行的矩阵。用单个下标，这个轴就消失了，得到向量。"""
    return X[-1:]


def middle_one_row(X):
    """A slice stops before its second index: 1:2 is a single row.

    切片不包含第二个下标：1:2 只有一行。"""
    return X[1:2]


def middle_columns(X):
    """You took columns 1 and 2. A slice in the first place selects rows.

    你取的是第 1、2 列。写在第一个位置的切片选的是行。"""
    return X[:, 1:3]


def middle_counted_from_one(X):
    """You count from 1: with 0:2 you have the first and the second row.

    你是从 1 开始数的：0:2 是第一行和第二行。"""
    return X[0:2]


def written_row_and_column_swapped(X):
    """You wrote to row 2, column 1. The first index is the row.

    你写到了第 2 行第 1 列。第一个下标是行。"""
    out = X.clone()
    out[2, 1] = 9
    return out


def written_counted_from_one(X):
    """You count from 1, and wrote to the element one row above and one column to the left.

    你是从 1 开始数的，写到了左上方的元素。"""
    out = X.clone()
    out[0, 1] = 9
    return out


def filled_one_row(X):
    """0:1 is a single row: a slice stops before its second index.

    0:1 只有一行：切片不包含第二个下标。"""
    out = X.clone()
    out[0:1] = 12
    return out


def filled_columns(X):
    """You filled the first two columns. The rows are the first index.

    你填的是前两列。行是第一个下标。"""
    out = X.clone()
    out[:, 0:2] = 12
    return out


def filled_everything(X):
    """All three rows are 12: you wrote to the whole tensor. Write to a slice of it.

    三行全成了 12：你写入了整个张量。请只写入切片。"""
    return torch.full_like(X, 12)


def broadcast_shape_from_the_left(a, b):
    """You line the shapes up on the left. Broadcasting compares the last sizes first and fills up on the left.

    你把两个形状靠左对齐了。广播从最后一个大小开始比较，在左边补 1。"""
    n = max(len(a), len(b))
    a, b = tuple(a) + (1,) * (n - len(a)), tuple(b) + (1,) * (n - len(b))
    if any(p != q and 1 not in (p, q) for p, q in zip(a, b, strict=True)):
        raise ValueError
    return tuple(q if p == 1 else p for p, q in zip(a, b, strict=True))


def broadcast_shape_the_larger_one(a, b):
    """You take the larger size everywhere: 3 and 2 then give 3, where adding fails. Sizes that differ are allowed only where
    one of them is 1.

    你在每个位置都取较大的大小：3 和 2 于是得到 3，而实际相加会失败。两个大小不同时，必须有一个是 1 才行。"""
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + tuple(a), (1,) * (n - len(b)) + tuple(b)
    return tuple(max(p, q) for p, q in zip(a, b, strict=True))


def broadcast_shape_forgets_the_rest(a, b):
    """zip stops at the shorter shape, so that the sizes that only the longer one has are lost. They belong to the result.

    zip 到较短的形状就停了，较长的那个多出来的大小因此丢了。它们也是结果的一部分。"""
    pairs = list(zip(reversed(a), reversed(b), strict=False))
    if any(p != q and 1 not in (p, q) for p, q in pairs):
        raise ValueError
    return tuple(q if p == 1 else p for p, q in reversed(pairs))


def broadcast_shape_larger_of_empty_ones(a, b):
    """You take the larger of two sizes that broadcast. With 0 and 1 that is 1, but the sum has no element there: it is 0.

    两个大小可以广播时，你取了较大的。0 和 1 相遇时这会得到 1，可是和在这里没有元素：应当是 0。"""
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + tuple(a), (1,) * (n - len(b)) + tuple(b)
    if any(p != q and 1 not in (p, q) for p, q in zip(a, b, strict=True)):
        raise ValueError
    return tuple(max(p, q) for p, q in zip(a, b, strict=True))


def broadcast_shape_only_the_second_gives_way(a, b):
    """You let b broadcast to the shape of a, and not the other way round. Either of them may have the 1.

    你只让 b 向 a 的形状广播，反过来就不行了。两者中任何一个都可以是 1。"""
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + tuple(a), (1,) * (n - len(b)) + tuple(b)
    if any(p != q and q != 1 for p, q in zip(a, b, strict=True)):
        raise ValueError
    return a


def add_in_place_a_new_tensor(Y, X):
    """Y = Y + X makes a new tensor and lets your local name point to it; the caller's Y is as before.

    Y = Y + X 会新建张量，只是让你函数里的名字指向它；调用者的 Y 没有变。"""
    Y = Y + X
    return Y


def add_in_place_overwrites(Y, X):
    """You wrote X itself into Y: what was in Y is gone. The sum belongs there.

    你把 X 本身写进了 Y：Y 原来的内容没了。应当写入两者之和。"""
    Y[...] = X


def add_in_place_into_both(Y, X):
    """The sum is in Y, but X has changed as well. Write to Y alone.

    和写进了 Y，但 X 也变了。请只写入 Y。"""
    Y += X
    if X.shape == Y.shape:
        X[...] = Y


def add_in_place_through_float(Y, X):
    """You compute in float32 on the way: large whole numbers and double precision lose digits.

    你在计算途中用了 float32：很大的整数和双精度数会丢失数位。"""
    Y[...] = (Y.float() + X.float()).to(Y.dtype)


def add_through_numpy_not_in_place(X, amount):
    """The array is right, but A + amount is a new array: X has not changed. Use an operation in place.

    数组是对的，但 A + amount 是新的数组：X 没有变。请用原地操作。"""
    return (X.numpy() + amount).astype(X.numpy().dtype)


def add_through_numpy_returns_the_tensor(X, amount):
    """You return the tensor. Its values are right, but a NumPy array is asked for.

    你返回的是张量。数值是对的，但题目要的是 NumPy 数组。"""
    X += amount
    return X


def add_through_numpy_added_twice(X, amount):
    """The amount is added to the array and to the tensor, which are one piece of memory: it arrives twice.

    你给数组加了一次，又给张量加了一次，而它们是同一块内存：于是加了两次。"""
    A = X.numpy()
    A += amount
    X += amount
    return A


def copy_and_add_shares_the_memory(A, amount):
    """torch.from_numpy (and as_tensor) share the memory of A: adding to the tensor changes the array. Copy it.

    torch.from_numpy（以及 as_tensor）与 A 共用内存：加到张量上，数组也变了。请复制。"""
    X = torch.from_numpy(A)
    X += amount
    return X


def copy_and_add_always_float32(A, amount):
    """torch.Tensor(A) and .float() make float32 of everything. torch.tensor(A), with a small t, keeps the dtype.

    torch.Tensor(A) 和 .float() 会把一切变成 float32。小写的 torch.tensor(A) 会保持 dtype。"""
    return torch.Tensor(A) + amount


def copy_and_add_returns_an_array(A, amount):
    """You return a NumPy array: a tensor is asked for.

    你返回的是 NumPy 数组：题目要的是张量。"""
    return A + amount
