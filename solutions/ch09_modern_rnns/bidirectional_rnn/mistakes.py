import torch
from torch import nn


def _run(steps, H, W_xh, W_hh, b_h):
    hidden = []
    for X in steps:
        H = torch.tanh(X @ W_xh + H @ W_hh + b_h)
        hidden.append(H)
    return hidden


def _both(inputs, state, params):
    """The hidden states forwards; those backwards, as they were computed."""
    return _run(inputs, state[0], *params[:3]), _run(inputs.flip(0), state[1], *params[3:6])


def _outputs(forwards, backwards, params):
    return torch.cat([torch.cat(forwards), torch.cat(backwards)], dim=1) @ params[6] + params[7]


def birnn_not_turned_back(inputs, state, params):
    """You join the backward states in the order in which they were computed, the last step first. Turn them round again:
    both parts of a row belong to the same step.

    你按计算顺序连结了反向的隐状态，即最后一步在前。应再翻转回来：同一行的两部分属于同一步。"""
    there, back = _both(inputs, state, params)
    return _outputs(there, back, params), (there[-1], back[-1])


def birnn_both_forwards(inputs, state, params):
    """Both your networks read from left to right. Give the second one the sequence turned round.

    你的两个网络都从左往右读。应把翻转后的序列交给第二个网络。"""
    there, back = _run(inputs, state[0], *params[:3]), _run(inputs, state[1], *params[3:6])
    return _outputs(there, back, params), (there[-1], back[-1])


def birnn_the_backward_state_of_the_last_step(inputs, state, params):
    """Your backward state is the one at the last step, where that network begins. It ends at the first step.

    你返回的反向状态是最后一步的，那是反向网络开始的地方。它结束于第一步。"""
    there, back = _both(inputs, state, params)
    return _outputs(there, back[::-1], params), (there[-1], back[0])


def birnn_one_set_of_weights(inputs, state, params):
    """Both directions of yours use the weights of the first. The second has three parameters of its own.

    你的两个方向都用了第一个方向的权重。第二个方向有自己的三个参数。"""
    if params[0].shape != params[3].shape:  # as it would be in whoever's code
        raise RuntimeError("the sizes do not fit")
    params = [*params[:3], *params[:3], *params[6:]]
    there, back = _both(inputs, state, params)
    return _outputs(there, back[::-1], params), (there[-1], back[-1])


def birnn_from_zeros(inputs, state, params):
    """You start both directions from zeros. Start from the states that are passed in.

    你的两个方向都从零开始。应从传入的状态开始。"""
    there, back = _both(inputs, [torch.zeros_like(H) for H in state], params)
    return _outputs(there, back[::-1], params), (there[-1], back[-1])


def birnn_goes_on_backwards(inputs, state, params):
    """Your backward network begins with the state in which the forward one ends. It has a state of its own.

    你的反向网络从正向网络结束时的状态开始。它有自己的初始状态。"""
    there = _run(inputs, state[0], *params[:3])
    start = there[-1] if there[-1].shape == state[1].shape else state[1]
    back = _run(inputs.flip(0), start, *params[3:6])
    return _outputs(there, back[::-1], params), (there[-1], back[-1])


def birnn_backwards_before_forwards(inputs, state, params):
    """You join [K, H]. The forward state comes first: the upper rows of W_hq belong to it.

    你连结成了 [K, H]。正向的隐状态在前：W_hq 的上面几行属于它。"""
    there, back = _both(inputs, state, params)
    return torch.cat([torch.cat(back[::-1]), torch.cat(there)], dim=1) @ params[6] + params[7], (there[-1], back[-1])


def birnn_states_exchanged(inputs, state, params):
    """You return (K, H). The forward state comes first: (H, K).

    你返回的是 (K, H)。正向的状态在前：(H, K)。"""
    there, back = _both(inputs, state, params)
    return _outputs(there, back[::-1], params), (back[-1], there[-1])


def birnn_outputs_as_a_list(inputs, state, params):
    """Your outputs are a list with one tensor for each step. The statement asks for one tensor, step below step.

    你的输出是一个列表，每一步一个张量。题目要求的是一个张量，各步上下相接。"""
    there, back = _both(inputs, state, params)
    return list(_outputs(there, back[::-1], params).split(len(state[0]))), (there[-1], back[-1])


def birnn_backwards_detached(inputs, state, params):
    """Your values are right, but the backward states are detached: that network learns nothing.

    你的数值正确，但反向的隐状态被 detach 了：那个网络学不到任何东西。"""
    there, back = _both(inputs, state, params)
    return _outputs(there, [K.detach() for K in back[::-1]], params), (there[-1], back[-1])


def birnn_state_overwritten(inputs, state, params):
    """Your values are right, but you write the new states into the tensors that the caller passed in.

    你的数值正确，但你把新状态写进了调用者传入的张量。"""
    there, back = _both(inputs, state, params)
    result = _outputs(there, back[::-1], params)
    for old, new in zip(state, (there[-1], back[-1]), strict=True):
        old.data.copy_(new.data)
    return result, (there[-1], back[-1])


def bidirectional_lstm_one_direction(vocab_size, num_hiddens, num_layers=2):
    """Your LSTM reads in one direction only: bidirectional=True is missing.

    你的 LSTM 只朝一个方向读：缺了 bidirectional=True。"""
    return RNNModel(nn.LSTM(vocab_size, num_hiddens, num_layers), vocab_size)


def bidirectional_lstm_twice_as_deep(vocab_size, num_hiddens, num_layers=2):
    """You doubled the number of layers. Two directions are something else: bidirectional=True.

    你把层数加了一倍。双向是另一回事：bidirectional=True。"""
    return RNNModel(nn.LSTM(vocab_size, num_hiddens, 2 * num_layers), vocab_size)


def bidirectional_lstm_twice_as_wide(vocab_size, num_hiddens, num_layers=2):
    """You doubled the number of units. Two directions are something else: bidirectional=True, with num_hiddens in each.

    你把单元数加了一倍。双向是另一回事：bidirectional=True，每个方向 num_hiddens 个单元。"""
    return RNNModel(nn.LSTM(vocab_size, 2 * num_hiddens, num_layers), vocab_size)


def bidirectional_lstm_one_layer(vocab_size, num_hiddens, num_layers=2):
    """num_layers has no effect: your LSTM has one layer.

    num_layers 没有起作用：你的 LSTM 只有一层。"""
    return RNNModel(nn.LSTM(vocab_size, num_hiddens, bidirectional=True), vocab_size)


def bidirectional_lstm_a_gru(vocab_size, num_hiddens, num_layers=2):
    """Your layer is a GRU. The LSTM of torch is nn.LSTM.

    你的层是 GRU。torch 的 LSTM 是 nn.LSTM。"""
    return RNNModel(nn.GRU(vocab_size, num_hiddens, num_layers, bidirectional=True), vocab_size)


def bidirectional_lstm_half_in_each(vocab_size, num_hiddens, num_layers=2):
    """Your directions have half of num_hiddens each. Each direction has num_hiddens units.

    你的每个方向只有 num_hiddens 的一半。每个方向应有 num_hiddens 个单元。"""
    return RNNModel(nn.LSTM(vocab_size, max(num_hiddens // 2, 1), num_layers, bidirectional=True), vocab_size)


def _influence(net, X, state, vocab_size, differs=None, restore=True, token=None, begin=None):
    """Right but for what a mistake changes."""
    differs = differs or (lambda a, b: (a != b).any(dim=1))
    token = token or (lambda old: (old + 1) % vocab_size)
    with torch.no_grad():
        scores, new = net(X, state)
        columns, other = [], X.clone()
        for s in range(X.shape[1]):
            other = X.clone() if restore else other
            other[0, s] = token(other[0, s])
            columns.append(differs(net(other, new if begin else state)[0], scores))
    return torch.stack(columns, dim=1)


def influence_transposed(net, X, state, vocab_size):
    """Your rows are the tokens that change and your columns the steps that notice. It is the other way round.

    你的行是被改的词元，列是受影响的时间步。应当反过来。"""
    return _influence(net, X, state, vocab_size).T


def influence_never_put_back(net, X, state, vocab_size):
    """You do not put the earlier tokens back: from the second column on, several tokens are changed at once.

    你没有把前面改过的词元改回来：从第二列起，同时改动了多个词元。"""
    return _influence(net, X, state, vocab_size, restore=False)


def influence_on_the_prediction_alone(net, X, state, vocab_size):
    """You compare the likeliest tokens. The scores may change without another token becoming the likeliest.

    你比较的是最可能的词元。得分变了，最可能的词元却未必跟着变。"""
    return _influence(net, X, state, vocab_size, differs=lambda a, b: a.argmax(dim=1) != b.argmax(dim=1))


def influence_with_a_tolerance(net, X, state, vocab_size):
    """You let small changes pass as none. Any change counts here.

    你把小的变化当作没有变化。这里任何变化都算。"""
    return _influence(net, X, state, vocab_size, differs=lambda a, b: ((a - b).abs() > 0.01).any(dim=1))


def influence_all_scores_changed(net, X, state, vocab_size):
    """You ask whether all scores of a step change. A single one is enough: any, not all.

    你问的是一步中的所有得分是否都变了。只要有一个变了就够：用 any，而不是 all。"""
    return _influence(net, X, state, vocab_size, differs=lambda a, b: (a != b).all(dim=1))


def influence_by_the_token_zero(net, X, state, vocab_size):
    """You replace each token by 0. Where the token is 0 already, nothing changes.

    你把每个词元都换成 0。词元本来就是 0 时，什么都不会变。"""
    return _influence(net, X, state, vocab_size, token=lambda old: 0)


def influence_out_of_the_vocabulary(net, X, state, vocab_size):
    """Behind the last token of the vocabulary you go on to a number that there is not. It goes on with 0.

    词表的最后一个词元之后，你用了一个不存在的编号。应回到 0。"""
    return _influence(net, X, state, vocab_size, token=lambda old: old + 1)


def influence_from_the_new_state(net, X, state, vocab_size):
    """You run the changed tokens from the state in which the first run ended. Every run begins from the state given.

    你从第一次运行结束时的状态开始运行改动后的词元。每次运行都应从所给的状态开始。"""
    return _influence(net, X, state, vocab_size, begin=True)


def influence_in_the_tokens_given(net, X, state, vocab_size):
    """Your result is right, but you leave X changed. Work on a copy.

    结果是对的，但你改动了 X。请使用副本。"""
    found = _influence(net, X, state, vocab_size)
    X[0, -1] = (X[0, -1] + 1) % vocab_size
    return found


def reads_ahead_below_the_diagonal(net, X, state, vocab_size):
    """You look below the diagonal: every recurrent network depends on earlier tokens. Later ones stand above it.

    你看的是对角线下方：每个循环网络都依赖前面的词元。后面的词元在对角线上方。"""
    return bool(influence(net, X, state, vocab_size).tril(-1).any())


def reads_ahead_with_the_diagonal(net, X, state, vocab_size):
    """You count the diagonal as well. A step may depend on its own token, which it has just read.

    你把对角线也算了进去。一步可以依赖它自己刚读到的词元。"""
    return bool(influence(net, X, state, vocab_size).triu().any())


def reads_ahead_only_if_all_do(net, X, state, vocab_size):
    """You ask that every step depends on every later token. A single such dependence is enough.

    你要求每一步都依赖所有后面的词元。只要有一处这样的依赖就够了。"""
    found = influence(net, X, state, vocab_size)
    return bool(found[torch.ones_like(found).triu(1)].all())


def reads_ahead_by_one_step_only(net, X, state, vocab_size):
    """You look at the next token alone. A step that knows a token far ahead reads ahead as well.

    你只看了下一个词元。知道更后面的词元，同样是看到了未来。"""
    return bool(influence(net, X, state, vocab_size).diagonal(1).any())


def suited_for_language_models():
    """You use a bidirectional network where the next token, or tomorrow, is the very question. In training it sees the
    answer; when it is used, the answer is not there.

    你在"下一个词元"或"明天"正是问题所在的地方用了双向网络。训练时它看到了答案；使用时答案却不在那里。"""
    return [True, True, True, True, True, True]


def suited_for_nothing():
    """You rule the bidirectional network out everywhere. Where the whole sequence is known, reading it from both ends is
    fair.

    你处处都排除了双向网络。整个序列已知时，从两端来读是正当的。"""
    return [False, False, False, False, False, False]


def suited_for_the_perplexity():
    """The perplexity of a bidirectional network is low because it reads the tokens that it is to predict: the number says
    nothing. The other answers are right.

    双向网络的困惑度很低，是因为它读到了要预测的词元：这个数说明不了什么。其余答案是对的。"""
    return [False, True, False, True, True, True]


def suited_for_gaps_alone():
    """You rule out tasks in which the whole sequence is given: the parts of speech, and a review that is read to its end.

    你排除了整个序列都已给出的任务：词性标注，以及读完全文的影评。"""
    return [False, True, False, False, False, False]
