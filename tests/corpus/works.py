"""What students write for six assignments: right, partly right and wrong, in pieces that a shape can put anywhere."""

from __future__ import annotations

from typing import Literal, NamedTuple

Quality = Literal["right", "partly", "wrong"]
QUALITIES: tuple[Quality, ...] = ("right", "partly", "wrong")


class Work(NamedTuple):
    """One student's code for an assignment: `parts` has one piece for each exercise, in the assignment's order."""

    assignment: str
    quality: Quality
    names: tuple[str, ...]
    imports: str
    helper: str
    parts: tuple[str, ...]

    @property
    def main(self) -> str:
        return "\n\n\n".join(self.parts)

    @property
    def whole(self) -> str:
        return f"{self.imports}\n\n\n{self.helper}\n\n\n{self.main}\n"


class _Student(NamedTuple):
    names: tuple[str, ...]
    imports: str
    helper: str
    parts: dict[Quality, tuple[str, ...]]


_SOFTMAX = """\
def softmax(X):
    \"\"\"Probabilities, a row for each example.\"\"\"
    E = torch.exp(X - X.amax(dim=1, keepdim=True))
    return E / row_sums(E)"""

_CORR2D = """\
def corr2d(X, K):
    h, w = K.shape
    Y = X.new_zeros(X.shape[0] - h + 1, X.shape[1] - w + 1)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (window(X, K, i, j) * K).sum()
    return Y"""

_BATCH_NORM = """\
def batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    assert X.dim() in (2, 4)
    if torch.is_grad_enabled():
        mean = X.mean(dim=axes(X), keepdim=True)
        var = ((X - mean) ** 2).mean(dim=axes(X), keepdim=True)
        moving_mean = (momentum * moving_mean + (1.0 - momentum) * mean).detach()
        moving_var = (momentum * moving_var + (1.0 - momentum) * var).detach()
    else:
        mean, var = moving_mean, moving_var
    return gamma * (X - mean) / torch.sqrt(var + eps) + beta, moving_mean, moving_var"""

_BATCH_NORM_LAYER = """\
class BatchNorm(nn.Module):
    def __init__(self, num_features, num_dims):
        super().__init__()
        shape = (1, num_features) if num_dims == 2 else (1, num_features, 1, 1)
        self.gamma = nn.Parameter(torch.ones(shape))
        self.beta = nn.Parameter(torch.zeros(shape))
        self.register_buffer("moving_mean", torch.zeros(shape))
        self.register_buffer("moving_var", torch.ones(shape))

    def forward(self, X):
        if not self.training:
            return self.gamma * (X - self.moving_mean) / torch.sqrt(self.moving_var + 1e-5) + self.beta
        Y, self.moving_mean, self.moving_var = batch_norm(
            X, self.gamma, self.beta, self.moving_mean, self.moving_var, 1e-5, 0.9)
        return Y"""

_GRU = """\
def get_params(vocab_size, num_hiddens, device):
    def three():
        return (normal((vocab_size, num_hiddens), device), normal((num_hiddens, num_hiddens), device),
                torch.zeros(num_hiddens, device=device))

    params = [*three(), *three(), *three(), normal((num_hiddens, vocab_size), device),
              torch.zeros(vocab_size, device=device)]
    for param in params:
        param.requires_grad_(True)
    return params


def init_gru_state(batch_size, num_hiddens, device):
    return (torch.zeros((batch_size, num_hiddens), device=device),)


def gru(inputs, state, params):
    W_xz, W_hz, b_z, W_xr, W_hr, b_r, W_xh, W_hh, b_h, W_hq, b_q = params
    H, = state
    outputs = []
    for X in inputs:
        Z = torch.sigmoid(X @ W_xz + H @ W_hz + b_z)
        R = torch.sigmoid(X @ W_xr + H @ W_hr + b_r)
        H_tilde = torch.tanh(X @ W_xh + (R * H) @ W_hh + b_h)
        H = Z * H + (1 - Z) * H_tilde
        outputs.append(H @ W_hq + b_q)
    return torch.cat(outputs, dim=0), (H,)"""

_BLEU = """\
def bleu(pred_seq, label_seq, k):
    pred, label = pred_seq.split(), label_seq.split()
    if len(pred) == 0:
        return 0.0
    score = math.exp(min(0, 1 - len(label) / len(pred)))
    for n in range(1, min(k, len(pred)) + 1):
        left = collections.Counter(grams(label, n))
        matches = 0
        for gram in grams(pred, n):
            if left[gram] > 0:
                matches += 1
                left[gram] -= 1
        score *= math.pow(matches / (len(pred) - n + 1), math.pow(0.5, n))
    return score"""

_MASKED_SOFTMAX = """\
def masked_softmax(X, valid_lens):
    if valid_lens is None:
        return torch.softmax(X, dim=-1)
    return torch.softmax(X.masked_fill(beyond(X, valid_lens), float("-inf")), dim=-1)"""

_STUDENTS = {
    "softmax_regression": _Student(
        ("softmax",),
        "import torch",
        "def row_sums(E):\n    return E.sum(dim=1, keepdim=True)",
        {
            "right": (_SOFTMAX,),
            "partly": (_SOFTMAX.replace("torch.exp(X - X.amax(dim=1, keepdim=True))", "torch.exp(X)"),),
            "wrong": (_SOFTMAX.replace("row_sums(E)", "E.sum(dim=0, keepdim=True)"),),
        },
    ),
    "image_convolution": _Student(
        ("corr2d",),
        "import torch",
        "def window(X, K, i, j):\n    return X[i:i + K.shape[0], j:j + K.shape[1]]",
        {
            "right": (_CORR2D,),
            "partly": (_CORR2D.replace("X.new_zeros(X.shape[0] - h + 1, X.shape[1] - w + 1)",
                                       "torch.zeros((X.shape[0] - h + 1, X.shape[1] - w + 1))"),),
            "wrong": (_CORR2D.replace("* K).sum()", "* K).mean()"),),
        },
    ),
    "batch_normalization": _Student(
        ("batch_norm", "BatchNorm"),
        "import torch\nfrom torch import nn",
        "def axes(X):\n    return (0,) if X.dim() == 2 else (0, 2, 3)",
        {
            "right": (_BATCH_NORM, _BATCH_NORM_LAYER),
            "partly": (_BATCH_NORM.replace("momentum * moving_mean + (1.0 - momentum) * mean",
                                           "(1.0 - momentum) * moving_mean + momentum * mean"), _BATCH_NORM_LAYER),
            "wrong": (_BATCH_NORM.replace("gamma * (X - mean) / torch.sqrt(var + eps) + beta", "X - mean"),
                      _BATCH_NORM_LAYER.replace("self.gamma * (X - self.moving_mean)", "(X - self.moving_mean)")),
        },
    ),
    "gated_recurrent_unit": _Student(
        ("gru", "get_params", "init_gru_state"),
        "import torch",
        "def normal(shape, device):\n    return torch.randn(shape, device=device) * 0.01",
        {
            "right": (_GRU,),
            "partly": (_GRU.replace("(R * H) @ W_hh", "R * (H @ W_hh)"),),
            "wrong": (_GRU.replace("requires_grad_(True)", "requires_grad_(False)")
                          .replace("return (torch.zeros((batch_size, num_hiddens), device=device),)",
                                   "return torch.zeros((batch_size, num_hiddens), device=device)")
                          .replace("Z * H + (1 - Z) * H_tilde", "H_tilde"),),
        },
    ),
    "sequence_to_sequence": _Student(
        ("bleu",),
        "import collections\nimport math",
        "def grams(tokens, n):\n    return [tuple(tokens[i:i + n]) for i in range(len(tokens) - n + 1)]",
        {
            "right": (_BLEU,),
            "partly": (_BLEU.replace("min(k, len(pred)) + 1", "k + 1"),),
            "wrong": (_BLEU.replace("pred_seq.split(), label_seq.split()", "list(pred_seq), list(label_seq)"),),
        },
    ),
    "attention_scoring": _Student(
        ("masked_softmax",),
        "import torch",
        "def beyond(X, valid_lens):\n    if valid_lens.dim() == 1:\n        valid_lens = valid_lens[:, None]\n"
        "    return torch.arange(X.shape[-1], device=X.device) >= valid_lens[:, :, None]",
        {
            "right": (_MASKED_SOFTMAX,),
            "partly": (_MASKED_SOFTMAX.replace('float("-inf")', "-1e6"),),
            "wrong": (_MASKED_SOFTMAX.replace("X.masked_fill(beyond(X, valid_lens), float(\"-inf\"))", "X"),),
        },
    ),
}  # fmt: skip
ASSIGNMENTS = tuple(_STUDENTS)


def work(assignment: str, quality: Quality) -> Work:
    """What a student of this quality wrote for an assignment."""
    student = _STUDENTS[assignment]
    return Work(assignment, quality, student.names, student.imports, student.helper, student.parts[quality])
