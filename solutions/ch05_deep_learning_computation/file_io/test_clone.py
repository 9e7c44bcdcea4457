import torch
from torch import nn

from grader.suite import after, check, files, hint, points
from grader.suite.spies import over_there


@points(2)
@hint(
    "The state_dict also has buffers, as the moving statistics of a batch normalisation.",
    zh="state_dict 中也有缓冲区，例如批量规范化的移动统计量。",
)
def test_any_module(student):
    """Any module can be saved, buffers too. / 任何模块都能保存，缓冲区也一样。"""
    net = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2), nn.Sequential(nn.Linear(2, 2)))
    with torch.no_grad():
        net[1].running_mean.copy_(torch.randn(2))
    student.save_parameters(over_there(student, net), "params")
    check.close(files(student).load("params"), {name: value.clone() for name, value in net.state_dict().items()})


@points(3)
@hint("clone.load_state_dict(torch.load(file)).", zh="clone.load_state_dict(torch.load(file))。")
def test_the_clone_computes_the_same(student, reference):
    """The clone computes what the saved model does. / 克隆的模型与保存的模型结果相同。"""
    saved, X = reference.MLP(), torch.randn(3, 20)
    files(student).save("mlp.params", saved.state_dict())
    clone = student.load_clone("mlp.params")
    check.that(isinstance(clone, nn.Module), "load_clone returns no model.", zh="load_clone 返回的不是模型。")
    check.close(clone(X), saved(X))


@points(1)
@after(test_the_clone_computes_the_same)
@hint("clone.eval() before you return it.", zh="返回之前调用 clone.eval()。")
def test_evaluation_mode(student, reference):
    """The clone is in evaluation mode. / 克隆的模型处于预测模式。"""
    files(student).save("mlp.params", reference.MLP().state_dict())
    check.equal([student.load_clone("mlp.params").training], [False])


@points(2)
@after(test_the_clone_computes_the_same)
@hint("Every clone is a new MLP.", zh="每个克隆都是新的 MLP。")
def test_two_clones(student, reference):
    """Two clones from two files do not disturb each other, and can be trained. / 两个克隆互不影响，且可以训练。"""
    X, models = torch.randn(3, 20), [reference.MLP(), reference.MLP()]
    for name, saved in zip("ab", models, strict=True):
        files(student).save(name, saved.state_dict())
    clones = [student.load_clone(name) for name in "ab"]
    check.close([clone(X) for clone in clones], [saved(X) for saved in models])
    check.equal([p.requires_grad for p in clones[0].parameters()], [True] * 4)
