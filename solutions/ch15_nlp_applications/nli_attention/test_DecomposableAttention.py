import torch

from grader.suite import after, check, hint, on, points

# size of the vocabulary, embed_size, num_hiddens, words of the premise, words of the hypothesis
SIZES = ((7, 4, 6, 5, 5), (5, 3, 8, 2, 6), (9, 5, 7, 4, 1))


def made(room, words, embed_size, num_hiddens):
    vocab = [str(i) for i in range(words)]
    return room.DecomposableAttention(vocab, embed_size, num_hiddens, embed_size, 2 * embed_size, 2 * num_hiddens)


def larger(net):
    """Our model with larger parameters, so that the scores differ much."""
    with torch.no_grad():
        for p in net.parameters():
            p.mul_(2)
    return net


@points(4)
@hint(
    "Embed both, attend, compare, aggregate, and hand everything on in the right order.",
    zh="嵌入两个句子，注意、比较、聚合，并按正确的次序传递。",
)
def test_values(student, reference):
    """With our parameters the scores are ours. / 换上我们的参数，得分与我们的相同。"""
    for words, embed_size, num_hiddens, m, n in SIZES:
        mine = made(student, words, embed_size, num_hiddens)
        right = larger(made(reference, words, embed_size, num_hiddens))
        X = [torch.randint(words, (3, m)), torch.randint(words, (3, n))]
        check.same_model(mine, right, X, rtol=1e-4, atol=1e-4, train=False)


@points(2)
@after(test_values)
@hint(
    "num_inputs_attend=100, num_inputs_compare=200, num_inputs_agg=400.",
    zh="num_inputs_attend=100，num_inputs_compare=200，num_inputs_agg=400。",
)
def test_the_sizes_of_the_book(student):
    """With vectors of 100 numbers and 200 hidden units no sizes need to be given. / 词向量大小为 100、隐藏单元数为 200 时，不必给出其他大小。"""
    net = student.DecomposableAttention(["<unk>", "<pad>", "a", "b"], 100, 200)
    layers = [(100, 200), (200, 200), (200, 200), (200, 200), (400, 200), (200, 200), (200, 3)]
    check.parameter_count(net, 4 * 100 + sum((i + 1) * o for i, o in layers))
    check.shape(net((torch.randint(4, (2, 3)), torch.randint(4, (2, 5)))), (2, 3))


@points(1)
@after(test_values)
@hint("Nothing in this model knows where a word stands.", zh="这个模型里没有任何东西知道词的位置。")
def test_the_order_of_the_words(student):
    """The order of the words makes no difference: that is what this model cannot see. / 词的次序没有影响：这正是该模型看不到的东西。"""
    net = made(student, 9, 4, 6)
    net.eval()
    P, H = torch.randint(9, (3, 5)), torch.randint(9, (3, 4))
    scores = net([P, H]).detach()
    mixed = net([P[:, torch.randperm(5)], H[:, torch.randperm(4)]]).detach()
    check.close(mixed, scores, rtol=1e-4, atol=1e-4)


@points(1)
@after(test_values)
@hint("A batch may come as a tuple or as a list.", zh="批量可能是元组，也可能是列表。")
def test_pairs_do_not_mix(student, reference):
    """A pair has the same scores in any batch, and in a tuple as in a list. / 一对句子在任何批量中得分都相同，放在元组或列表里都一样。"""
    mine, right = made(student, 8, 4, 6), larger(made(reference, 8, 4, 6))
    P, H = torch.randint(8, (4, 3)), torch.randint(8, (4, 5))
    check.same_model(mine, right, (P, H), rtol=1e-4, atol=1e-4, train=False)
    scores, order = right([P, H]).detach(), torch.tensor([2, 0, 2])
    check.close(mine((P[order], H[order])).detach(), scores[order], rtol=1e-4, atol=1e-4)
    check.close(mine([P[1:2], H[1:2]]).detach(), scores[1:2], rtol=1e-4, atol=1e-4)


@points(1)
@after(test_values)
@hint(
    "Everything stays in autograd: from the scores back to the embedding.",
    zh="从得分一直到嵌入层，一切都留在自动求导之中。",
)
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    net = made(student, 6, 8, 16)
    check.every_parameter_learns(net, [torch.randint(6, (8, 5)), torch.randint(6, (8, 4))])


@points(1)
@after(test_values)
@hint(
    "Leave dropping to mlp, and modes to net.train() and net.eval().",
    zh="丢弃交给 mlp，模式交给 net.train() 和 net.eval()。",
)
def test_both_modes(student):
    """In eval mode the scores stay the same, in training mode chance plays a part. / 评估模式下得分不变，训练模式下有随机性。"""
    net = made(student, 6, 8, 32)
    X = [torch.randint(6, (4, 5)), torch.randint(6, (4, 4))]
    same = []
    for train in False, True:
        net.train(train)
        first, second = (net(X).detach() for _ in range(2))
        same.append(bool((first == second).all()))
    check.equal(same, [True, False])


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """After .to(device) it works on that device. / 调用 .to(device) 之后，它在该设备上工作。"""
    net = made(student, 6, 4, 5).to(device)
    X = [torch.zeros(2, m, dtype=torch.int64, device=device) for m in (3, 4)]
    scores = net(X)
    check.shape(scores, (2, 3))
    check.device(scores, device)
