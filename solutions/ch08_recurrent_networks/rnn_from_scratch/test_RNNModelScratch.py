import torch
from torch.nn import functional as F

from grader.suite import after, check, hint, points


class Parts:
    """The three functions that a model is made of, ours, and what they were given."""

    def __init__(self, v, h, device="cpu"):
        self.params = [torch.randn(v, h, device=device), torch.randn(h, h, device=device)]
        for p in self.params:
            p.requires_grad_()
        self.made, self.began, self.ran = [], [], []

    def get_params(self, vocab_size, num_hiddens, device):
        self.made.append((vocab_size, num_hiddens, str(device)))
        return self.params

    def init_state(self, batch_size, num_hiddens, device):
        self.began.append((batch_size, num_hiddens, str(device)))
        return (torch.full((batch_size, num_hiddens), 0.5),)

    def forward_fn(self, inputs, state, params):
        self.ran.append((inputs, state, params))
        return torch.tensor([[1.0, 2.0]]), (state[0] + 1,)

    def step(self, inputs, state, params):
        """A forward_fn through which gradients flow."""
        H = torch.tanh((inputs @ params[0]).sum(dim=0) + state[0] @ params[1])
        return H, (H,)


def a_model(student, parts, v, h, forward_fn=None, device="cpu"):
    return student.RNNModelScratch(
        v, h, torch.device(device), parts.get_params, parts.init_state, forward_fn or parts.forward_fn
    )


@points(2)
@hint(
    "F.one_hot(X.T, vocab_size), then float32: axis 0 runs over the steps, axis 1 over the examples.",
    zh="先 F.one_hot(X.T, vocab_size)，再转成 float32：轴 0 是时间步，轴 1 是样本。",
)
def test_what_forward_fn_gets(student):
    """forward_fn gets one-hot vectors, float32, the steps first. / forward_fn 得到 float32 的独热向量，时间步在前。"""
    for n, steps, v in (2, 5, 7), (3, 3, 4), (1, 1, 3):
        parts, X = Parts(v, 3), torch.randint(v - 1, (n, steps))
        result = a_model(student, parts, v, 3)(X.clone(), (torch.zeros(n, 3),))
        check.close(parts.ran[0][0], F.one_hot(X.T, v).float())
        check.close(result, (torch.tensor([[1.0, 2.0]]), (torch.ones(n, 3),)))


@points(2)
@after(test_what_forward_fn_gets)
@hint(
    "Hand the state on as it is, and return both things that forward_fn returns.",
    zh="把状态原样传下去，并把 forward_fn 返回的两样东西都返回。",
)
def test_the_state_goes_in_and_out(student):
    """The state goes to forward_fn, and what it returns comes back. / 状态传给 forward_fn，它的返回值原样返回。"""
    parts, state = Parts(5, 3), torch.randn(2, 3)
    model = a_model(student, parts, 5, 3)
    result = model(torch.tensor([[0], [4]]), (state.clone(),))
    check.close(parts.ran[0][1], (state,))
    check.close(result, (torch.tensor([[1.0, 2.0]]), (state + 1,)))


@points(2)
@hint(
    "Call init_state(batch_size, self.num_hiddens, device) and return what it gives.",
    zh="调用 init_state(batch_size, self.num_hiddens, device)，返回它的结果。",
)
def test_the_first_state(student):
    """begin_state gives what init_state does for this batch size. / begin_state 返回 init_state 按该批量大小给出的状态。"""
    for n, h in (4, 3), (2, 6):
        parts = Parts(5, h)
        model = a_model(student, parts, 5, h)
        check.close(model.begin_state(batch_size=n, device=torch.device("cpu")), (torch.full((n, h), 0.5),))
        check.equal(parts.began, [(n, h, "cpu")])


@points(2)
@after(test_what_forward_fn_gets)
@hint(
    "Call get_params(vocab_size, num_hiddens, device) once, in __init__, and keep the result in self.params.",
    zh="在 __init__ 中调用一次 get_params(vocab_size, num_hiddens, device)，结果保存在 self.params 中。",
)
def test_the_parameters_are_made_once(student):
    """get_params is called once; params are its tensors, and forward_fn gets them.

    get_params 只调用一次；params 就是它给出的张量，forward_fn 得到的也是它们。"""
    parts = Parts(6, 3)
    model = a_model(student, parts, 6, 3)
    check.equal(parts.made, [(6, 3, "cpu")])
    check.close([p.detach() for p in model.params], [p.detach() for p in parts.params])
    for p in parts.params:
        p.data.add_(1.0)  # as an update does
    for _ in range(2):
        model(torch.tensor([[1, 2]]), (torch.zeros(1, 3),))
    check.equal(len(parts.made), 1)
    check.close([p.detach() for p in parts.ran[1][2]], [p.detach() for p in parts.params])


@points(1)
@after(test_the_parameters_are_made_once)
@hint("Hand self.params on as they are: no copies, no detach.", zh="把 self.params 原样传下去：不要复制，不要 detach。")
def test_gradients_reach_the_parameters(student):
    """A gradient reaches the parameters through the model. / 梯度能穿过模型传到参数。"""
    parts = Parts(5, 3)
    X, state = torch.randint(5, (2, 4)), torch.randn(2, 3)
    right = torch.autograd.grad(
        parts.step(F.one_hot(X.T, 5).float(), (state,), parts.params)[0].square().sum(), parts.params
    )
    outputs, _ = a_model(student, parts, 5, 3, parts.step)(X, (state,))
    outputs.square().sum().backward()
    check.close([p.grad for p in parts.params], list(right))
