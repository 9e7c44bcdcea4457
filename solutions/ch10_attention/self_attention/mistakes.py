import torch
from torch import nn


class _Encoding(nn.Module):
    """Right, step by step: each mistake changes one step."""

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.keep(self.table(num_hiddens, max_len)[None])

    def keep(self, table):
        self.register_buffer("P", table)

    def angles(self, num_hiddens, max_len):
        exponents = torch.arange(0, num_hiddens, 2, dtype=torch.float32) / num_hiddens
        return torch.arange(max_len, dtype=torch.float32)[:, None] / 10000**exponents

    def table(self, num_hiddens, max_len):
        angles = self.angles(num_hiddens, max_len)
        return torch.stack([angles.sin(), angles.cos()], dim=2).flatten(1)[:, :num_hiddens]

    def forward(self, X):
        return self.dropout(X + self.P[:, : X.shape[1]])


class PositionalEncoding_even_sizes_only(_Encoding):
    """Your table has as many cosines as sines, which fits an even num_hiddens only. With an odd one there is one cosine
    less.

    你的表中余弦与正弦一样多，只适合 num_hiddens 为偶数的情形。为奇数时，余弦要少一列。"""

    def table(self, num_hiddens, max_len):
        P, angles = torch.zeros(max_len, num_hiddens), self.angles(num_hiddens, max_len)
        P[:, 0::2] = angles.sin()
        P[:, 1::2] = angles.cos()
        return P


class PositionalEncoding_cosines_first(_Encoding):
    """You exchanged sine and cosine: the sines stand in the even columns, 0, 2, ….

    你把正弦和余弦弄反了：正弦在偶数列，即第 0、2……列。"""

    def table(self, num_hiddens, max_len):
        angles = self.angles(num_hiddens, max_len)
        return torch.stack([angles.cos(), angles.sin()], dim=2).flatten(1)[:, :num_hiddens]


class PositionalEncoding_in_two_halves(_Encoding):
    """Your sines fill the left half of the columns and your cosines the right. They take turns here.

    你的正弦占了左边一半的列，余弦占了右边一半。这里要求它们交替排列。"""

    def table(self, num_hiddens, max_len):
        angles = self.angles(num_hiddens, max_len)
        return torch.cat([angles.sin(), angles.cos()], dim=1)[:, :num_hiddens]


class PositionalEncoding_positions_from_one(_Encoding):
    """Your positions begin with 1. The first word is at position 0, whose sines are 0 and whose cosines are 1.

    你的位置从 1 数起。第一个词在位置 0，那里的正弦是 0，余弦是 1。"""

    def angles(self, num_hiddens, max_len):
        return super().angles(num_hiddens, max_len + 1)[1:]


class PositionalEncoding_every_column_its_own(_Encoding):
    """Each of your columns has a denominator of its own. The sine and the cosine of a pair share one: the exponent is
    2j / num_hiddens for both.

    你的每一列都有自己的分母。同一对的正弦和余弦共用一个分母：指数都是 2j / num_hiddens。"""

    def table(self, num_hiddens, max_len):
        columns = torch.arange(num_hiddens, dtype=torch.float32)
        angles = torch.arange(max_len, dtype=torch.float32)[:, None] / 10000 ** (columns / num_hiddens)
        return torch.where(columns % 2 == 0, angles.sin(), angles.cos())


class PositionalEncoding_exponent_without_two(_Encoding):
    """Your exponent is j / num_hiddens, where j counts the pairs. It is twice that: 2j / num_hiddens.

    你的指数是 j / num_hiddens，其中 j 是第几对。应当是它的两倍：2j / num_hiddens。"""

    def angles(self, num_hiddens, max_len):
        pairs = torch.arange((num_hiddens + 1) // 2, dtype=torch.float32)
        return torch.arange(max_len, dtype=torch.float32)[:, None] / 10000 ** (pairs / num_hiddens)


class PositionalEncoding_by_the_batch(_Encoding):
    """You add rows by the place in the batch, as if the batch stood behind the time. X has the batch first.

    你是按批量中的次序来加各行的，好像时间步在批量前面。X 是批量在前。"""

    def forward(self, X):
        return self.dropout(X + self.P[0, : X.shape[0], None])


class PositionalEncoding_without_the_input(_Encoding):
    """You return the table alone. It is added to X.

    你只返回了表。应当把它加到 X 上。"""

    def forward(self, X):
        return self.dropout(self.P[:, : X.shape[1]].expand(X.shape))


class PositionalEncoding_without_dropout(_Encoding):
    """You take dropout and never use it. It acts on the sum.

    你接受了 dropout，却没有使用。它应作用于相加之后的结果。"""

    def forward(self, X):
        return X + self.P[:, : X.shape[1]]


class PositionalEncoding_dropout_before_the_sum(_Encoding):
    """You drop from X before the sum, so the encoding itself is never dropped. Dropout comes after the sum.

    你在相加之前对 X 使用暂退法，编码本身从不被丢弃。暂退法应在相加之后。"""

    def forward(self, X):
        return self.dropout(X) + self.P[:, : X.shape[1]]


class PositionalEncoding_in_place(_Encoding):
    """Your numbers are right, but += writes them into the caller's X. X + ... makes a new tensor.

    数值是对的，但 += 把它们写进了调用者的 X。X + … 会新建张量。"""

    def forward(self, X):
        with torch.no_grad():
            X += self.P[:, : X.shape[1]]
        return self.dropout(X)


class PositionalEncoding_table_learned(_Encoding):
    """Your table is a parameter, so training changes it. Here it is fixed: a buffer, or a plain attribute.

    你的表是参数，训练会改变它。这里它是固定的：用缓冲区，或普通属性。"""

    def keep(self, table):
        self.P = nn.Parameter(table)


class PositionalEncoding_stays_on_the_cpu(_Encoding):
    """Your table is a plain attribute and stays on the CPU when the module moves. Register it as a buffer, or move it to
    X.device.

    你的表是普通属性，模块移动时它留在了 CPU 上。请把它注册为缓冲区，或移到 X.device。"""

    def keep(self, table):
        self.P = table


class _Learned(nn.Module):
    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.P = nn.Parameter(0.02 * torch.randn(1, max_len, num_hiddens))

    def forward(self, X):
        return self.dropout(X + self.P[:, : X.shape[1]])


class LearnedPositionalEncoding_not_a_parameter(_Learned):
    """Your P is a buffer: it is saved and moved, and never trained. Make it an nn.Parameter.

    你的 P 是缓冲区：它会被保存和移动，却从不训练。请用 nn.Parameter。"""

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__(num_hiddens, dropout, max_len)
        table = self.P.detach()
        del self.P
        self.register_buffer("P", table)


class LearnedPositionalEncoding_detached(_Learned):
    """You add P.data: no gradient ever reaches P.

    你加的是 P.data：梯度永远到不了 P。"""

    def forward(self, X):
        return self.dropout(X + self.P.data[:, : X.shape[1]])


class LearnedPositionalEncoding_begins_at_zero(_Learned):
    """Your P begins with zeros. The statement asks for normal numbers with standard deviation 0.02.

    你的 P 初值全为零。题目要求标准差为 0.02 的正态随机数。"""

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__(num_hiddens, dropout, max_len)
        nn.init.zeros_(self.P)


class LearnedPositionalEncoding_large(_Learned):
    """Your P begins with standard deviation 1, as large as the words themselves. The statement asks for 0.02.

    你的 P 初值的标准差是 1，与词本身一样大。题目要求 0.02。"""

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__(num_hiddens, dropout, max_len)
        nn.init.normal_(self.P)


class LearnedPositionalEncoding_one_row_for_all(_Learned):
    """You add the same row at every position, which tells none from another.

    每个位置你都加了同一行，这样就无法区分各个位置。"""

    def forward(self, X):
        return self.dropout(X + self.P[:, :1])


class LearnedPositionalEncoding_last_rows(_Learned):
    """You take the last rows of P. A sequence uses the first num_steps.

    你取了 P 的最后几行。序列应当用前 num_steps 行。"""

    def forward(self, X):
        return self.dropout(X + self.P[:, -X.shape[1] :])


class LearnedPositionalEncoding_without_dropout(_Learned):
    """You take dropout and never use it. It acts on the sum.

    你接受了 dropout，却没有使用。它应作用于相加之后的结果。"""

    def forward(self, X):
        return X + self.P[:, : X.shape[1]]


def causal_mask_upside_down(num_steps, device=None):
    """Your mask is True where a position may not look. Here True means: may look.

    你的掩码在不可以看的地方为 True。这里 True 表示可以看。"""
    return torch.ones(num_steps, num_steps, dtype=torch.bool, device=device).triu(1)


def causal_mask_looks_ahead(num_steps, device=None):
    """Your rows and columns are exchanged: each position looks at itself and at what comes later.

    你把行和列弄反了：每个位置看到的是它自己和后面的内容。"""
    return torch.ones(num_steps, num_steps, dtype=torch.bool, device=device).triu()


def causal_mask_not_at_itself(num_steps, device=None):
    """Your mask leaves the diagonal out: a position may look at itself, and the first one has nothing else.

    你的掩码没有包括对角线：每个位置可以看自己，而第一个位置只有自己可看。"""
    return torch.ones(num_steps, num_steps, dtype=torch.bool, device=device).tril(-1)


def causal_mask_of_numbers(num_steps, device=None):
    """Your mask holds numbers. The statement asks for bools: torch would add numbers to the scores.

    你的掩码是数字。题目要求布尔值：如果是数字，torch 会把它们加到得分上。"""
    return torch.ones(num_steps, num_steps, device=device).tril()


def causal_mask_on_the_cpu(num_steps, device=None):
    """Your mask is on the CPU, whatever device says.

    不论 device 是什么，你的掩码都在 CPU 上。"""
    return torch.ones(num_steps, num_steps, dtype=torch.bool).tril()


def causal_valid_lens_from_zero(batch_size, num_steps, device=None):
    """Your lengths begin with 0: the first position would see nothing. It sees itself, so 1.

    你的有效长度从 0 开始：第一个位置什么也看不到。它能看到自己，所以是 1。"""
    return torch.arange(num_steps, device=device).repeat(batch_size, 1)


def causal_valid_lens_all_the_same(batch_size, num_steps, device=None):
    """Your lengths let every position see the whole sequence.

    你的有效长度让每个位置都看到了整个序列。"""
    return torch.full((batch_size, num_steps), num_steps, device=device)


def causal_valid_lens_of_one_example(batch_size, num_steps, device=None):
    """You give one row. Each example of the batch has one: shape (batch_size, num_steps).

    你只给出了一行。批量中的每个样本各有一行：形状为 (batch_size, num_steps)。"""
    return torch.arange(1, num_steps + 1, device=device)


def causal_valid_lens_run_on(batch_size, num_steps, device=None):
    """You count on from one example to the next. Each begins anew with 1.

    你从一个样本一直数到下一个样本。每个样本都应从 1 重新数起。"""
    return torch.arange(1, batch_size * num_steps + 1, device=device).reshape(batch_size, num_steps)
