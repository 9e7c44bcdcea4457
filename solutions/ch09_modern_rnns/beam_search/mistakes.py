import itertools


def sequence_score_without_length(log_probs, alpha=0.75):
    """You add up the logarithms and leave it at that: the shorter a sequence, the better. Divide by the length to the
    power of alpha.

    你只把对数加了起来：序列越短，得分越高。请除以长度的 alpha 次方。"""
    return sum(log_probs)


def sequence_score_mean(log_probs, alpha=0.75):
    """You take the mean, which is the score for alpha = 1 only.

    你取的是平均值，那只是 alpha = 1 时的得分。"""
    return sum(log_probs) / len(log_probs)


def sequence_score_times_alpha(log_probs, alpha=0.75):
    """You divide by alpha times the length. alpha is an exponent: the length to the power of alpha.

    你除以了 alpha 乘长度。alpha 是指数：应是长度的 alpha 次方。"""
    return sum(log_probs) / (alpha * len(log_probs) or 1)


def sequence_score_multiplied(log_probs, alpha=0.75):
    """You multiply by the power of the length, which punishes long sequences once more. Divide.

    你乘以了长度的幂，长序列因此再次受罚。应当用除法。"""
    return sum(log_probs) * len(log_probs) ** alpha


def sequence_score_of_probabilities(log_probs, alpha=0.75):
    """Your list holds logarithms of probabilities, and you multiply them. Logarithms are added.

    列表中是概率的对数，你却把它们相乘。对数应当相加。"""
    product = 1.0
    for log_prob in log_probs:
        product *= log_prob
    return product / len(log_probs) ** alpha


def sequence_score_end_not_counted(log_probs, alpha=0.75):
    """Your length is one too small. <eos> is a token too, and counts.

    你的长度少了一。<eos> 也是词元，也要计入。"""
    return sum(log_probs) / max(len(log_probs) - 1, 1) ** alpha


def _grown(next_log_probs, eos, num_steps):
    """All whole sequences, with the log probabilities of their tokens."""
    growing = [([], [])]
    for _ in range(num_steps):
        grown = [
            ([*tokens, token], [*log_probs, log_prob])
            for tokens, log_probs in growing
            for token, log_prob in enumerate(next_log_probs(tokens).tolist())
        ]
        yield from (sequence for sequence in grown if sequence[0][-1] == eos)
        growing = [sequence for sequence in grown if sequence[0][-1] != eos]
    yield from growing


def _score(log_probs, alpha):
    return sum(log_probs) / len(log_probs) ** alpha


def greedy_search_goes_on(next_log_probs, eos, num_steps):
    """You go on after eos: your sequences always have num_steps tokens.

    遇到 eos 之后你还在继续：你的序列总是有 num_steps 个词元。"""
    tokens = []
    for _ in range(num_steps):
        tokens.append(int(next_log_probs(tokens).argmax()))
    return tokens


def greedy_search_without_the_end(next_log_probs, eos, num_steps):
    """You stop at eos and leave it out. The statement asks for it as the last token.

    你在 eos 处停下，却没有把它放进结果。题目要求它作为最后一个词元。"""
    tokens = []
    while len(tokens) < num_steps:
        token = int(next_log_probs(tokens).argmax())
        if token == eos:
            break
        tokens.append(token)
    return tokens


def greedy_search_last_token_only(next_log_probs, eos, num_steps):
    """You ask the model about the last token alone. What comes next depends on all that stand before.

    你只用最后一个词元去询问模型。下一个词元取决于前面的全部词元。"""
    tokens = []
    while len(tokens) < num_steps and eos not in tokens:
        tokens.append(int(next_log_probs(tokens[-1:]).argmax()))
    return tokens


def greedy_search_one_step_short(next_log_probs, eos, num_steps):
    """Your sequences have one token less than they may have: num_steps are allowed.

    你的序列比允许的少一个词元：最多可以有 num_steps 个。"""
    tokens = [int(next_log_probs([]).argmax())]
    while len(tokens) < num_steps - 1 and eos not in tokens:
        tokens.append(int(next_log_probs(tokens).argmax()))
    return tokens


def greedy_search_least_probable(next_log_probs, eos, num_steps):
    """You take the least probable token: log probabilities are negative, and the largest is the one nearest to 0.

    你取的是概率最小的词元：对数概率是负数，最大的是最接近 0 的那个。"""
    tokens = []
    while len(tokens) < num_steps and eos not in tokens:
        tokens.append(int(next_log_probs(tokens).abs().argmax()))
    return tokens


def greedy_search_asks_once_more(next_log_probs, eos, num_steps):
    """Your result is right, but you ask the model once more when the sequence is whole already.

    结果是对的，但序列已经完整之后，你又多问了一次模型。"""
    tokens, following = [], next_log_probs([])
    while len(tokens) < num_steps and eos not in tokens:
        tokens.append(int(following.argmax()))
        following = next_log_probs(tokens)
    return tokens


def exhaustive_search_greedy(next_log_probs, eos, num_steps, alpha=0.75):
    """You take the most probable token at each step: that is greedy search. Exhaustive search compares whole sequences.

    你每一步都取概率最大的词元：那是贪心搜索。穷举搜索比较的是完整的序列。"""
    return greedy_search_asks_once_more(next_log_probs, eos, num_steps)


def exhaustive_search_without_length(next_log_probs, eos, num_steps, alpha=0.75):
    """You choose the most probable sequence. The score also takes the length into account.

    你选的是概率最大的序列。得分还要考虑长度。"""
    return max(_grown(next_log_probs, eos, num_steps), key=lambda sequence: sum(sequence[1]))[0]


def exhaustive_search_full_length_only(next_log_probs, eos, num_steps, alpha=0.75):
    """You compare only sequences of num_steps tokens. One that ends with eos before that is whole as well.

    你只比较了有 num_steps 个词元的序列。在此之前就以 eos 结尾的序列也是完整的。"""
    found = [s for s in _grown(next_log_probs, eos, num_steps) if len(s[0]) == num_steps]
    return max(found, key=lambda sequence: _score(sequence[1], alpha))[0]


def exhaustive_search_ended_only(next_log_probs, eos, num_steps, alpha=0.75):
    """You compare only sequences that end with eos. One of num_steps tokens is whole without it.

    你只比较了以 eos 结尾的序列。有 num_steps 个词元的序列，没有 eos 也是完整的。"""
    found = [s for s in _grown(next_log_probs, eos, num_steps) if s[0][-1] == eos]
    return max(found, key=lambda sequence: _score(sequence[1], alpha))[0]


def exhaustive_search_beyond_the_end(next_log_probs, eos, num_steps, alpha=0.75):
    """Your sequences go on after eos: you compare all of num_steps tokens, whatever stands in them.

    你的序列在 eos 之后还在继续：你比较的是全部有 num_steps 个词元的序列，不管里面是什么。"""
    words = range(len(next_log_probs([])))

    def score(tokens):
        return _score([float(next_log_probs(list(tokens[:i]))[token]) for i, token in enumerate(tokens)], alpha)

    return list(max(itertools.product(words, repeat=num_steps), key=score))


def exhaustive_search_without_the_end(next_log_probs, eos, num_steps, alpha=0.75):
    """You find the right sequence and cut its eos off. The statement asks for it as the last token.

    你找到了正确的序列，却去掉了末尾的 eos。题目要求它作为最后一个词元。"""
    best = max(_grown(next_log_probs, eos, num_steps), key=lambda sequence: _score(sequence[1], alpha))[0]
    return [token for token in best if token != eos]


def exhaustive_search_mean(next_log_probs, eos, num_steps, alpha=0.75):
    """You compare the mean logarithms, as for alpha = 1. Take the alpha that is given.

    你比较的是对数的平均值，相当于 alpha = 1。请使用给定的 alpha。"""
    return max(_grown(next_log_probs, eos, num_steps), key=lambda sequence: _score(sequence[1], 1.0))[0]


def _beam(next_log_probs, eos, num_steps, beam_size, alpha, *, keep=None, narrow=False, last=False, prefixes=False,
          first=False, ended=True, unfinished=True, beyond=False, score=_score):  # fmt: skip
    whole, beam, steps = [], [([], [])], []
    for _ in range(num_steps):
        parents = []
        for tokens, log_probs in beam:
            grown = [([*tokens, t], [*log_probs, p]) for t, p in enumerate(next_log_probs(tokens).tolist())]
            parents.append(grown)
        if keep is not None:
            best = keep(parents, beam_size)
        else:
            rank = (lambda s: s[1][-1]) if last else (lambda s: sum(s[1]))
            places = beam_size - len(whole) if narrow else beam_size
            best = sorted(itertools.chain(*parents), key=rank, reverse=True)[:places]
        steps += best
        if beyond:
            beam = best
            continue
        whole += [s for s in best if s[0][-1] == eos]
        beam = [s for s in best if s[0][-1] != eos]
        if first and whole:
            return whole[0][0]
    candidates = steps if prefixes else whole * ended + beam * unfinished
    return max(candidates or steps, key=lambda s: score(s[1], alpha))[0]


def beam_search_of_one(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """You follow one beginning only, whatever beam_size says: that is greedy search.

    不论 beam_size 是多少，你都只沿着一个开头走下去：那是贪心搜索。"""
    return _beam(next_log_probs, eos, num_steps, 1, alpha)


def beam_search_each_by_itself(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """You keep beam_size continuations of each beginning, so that the beam grows from step to step. They are kept of all
    continuations together.

    你对每个开头都保留 beam_size 个续写，于是束一步步变大。应当在全部续写中一共保留 beam_size 个。"""

    def keep(parents, k):
        return [s for grown in parents for s in sorted(grown, key=lambda s: s[1][-1], reverse=True)[:k]]

    return _beam(next_log_probs, eos, num_steps, beam_size, alpha, keep=keep)


def beam_search_best_of_each(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """After the first step you give each beginning its one best continuation. The beam_size best of all are kept: a
    strong beginning may have two, and a weak one none.

    第一步之后，你给每个开头各保留一个最好的续写。应当保留全部续写中最好的 beam_size 个：强的开头可以占两个，
    弱的开头可以一个也没有。"""

    def keep(parents, k):
        if len(parents[0][0][0]) == 1:
            return sorted(parents[0], key=lambda s: sum(s[1]), reverse=True)[:k]
        return [max(grown, key=lambda s: s[1][-1]) for grown in parents]

    return _beam(next_log_probs, eos, num_steps, beam_size, alpha, keep=keep)


def beam_search_last_token_decides(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """You compare continuations by the probability of their last token. What counts is that of the whole beginning, the
    sum of the logarithms.

    你只按最后一个词元的概率来比较续写。应当看整个开头的概率，即对数之和。"""
    return _beam(next_log_probs, eos, num_steps, beam_size, alpha, last=True)


def beam_search_whole_ones_take_places(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """A whole sequence takes a place in your beam from then on. The statement keeps beam_size continuations at each
    step all the same.

    完整的序列在你的束中一直占着位置。题目要求每一步仍然保留 beam_size 个续写。"""
    return _beam(next_log_probs, eos, num_steps, beam_size, alpha, narrow=True)


def beam_search_whole_ones_forgotten(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """You drop the sequences that end with eos, and choose among what is left in the beam. Remember them: they are
    candidates.

    你丢掉了以 eos 结尾的序列，只在束中剩下的里面选。请把它们记下来：它们也是候选。"""
    return _beam(next_log_probs, eos, num_steps, beam_size, alpha, ended=False)


def beam_search_full_length_forgotten(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """You choose only among sequences that ended with eos. Those that reach num_steps tokens are whole as well.

    你只在以 eos 结尾的序列中选择。达到 num_steps 个词元的序列也是完整的。"""
    return _beam(next_log_probs, eos, num_steps, beam_size, alpha, unfinished=False)


def beam_search_first_end_wins(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """You return the first sequence that ends. A longer one may have the higher score: go on to the end, then compare.

    你返回了最先结束的序列。更长的序列得分可能更高：请搜索到底再比较。"""
    return _beam(next_log_probs, eos, num_steps, beam_size, alpha, first=True)


def beam_search_beginnings_count(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """You also choose among beginnings that are not whole: whatever was in the beam at any step.

    你把不完整的开头也当成了候选：凡是某一步在束中的都算。"""
    return _beam(next_log_probs, eos, num_steps, beam_size, alpha, prefixes=True)


def beam_search_goes_beyond_the_end(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """You continue sequences that have ended: in yours, tokens come after eos.

    已经结束的序列你还在续写：你的序列中 eos 之后还有词元。"""
    return _beam(next_log_probs, eos, num_steps, beam_size, alpha, beyond=True)


def beam_search_without_length(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """In the end you choose the most probable sequence. The score also takes the length into account.

    最后你选的是概率最大的序列。得分还要考虑长度。"""
    return _beam(next_log_probs, eos, num_steps, beam_size, alpha, score=lambda log_probs, alpha: sum(log_probs))


def beam_search_of_everything(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """You try all sequences: that is exhaustive search, which finds more and takes for ever.

    你尝试了所有的序列：那是穷举搜索，找得更全，但永远也做不完。"""
    return max(_grown(next_log_probs, eos, num_steps), key=lambda sequence: _score(sequence[1], alpha))[0]


def beam_search_narrower_than_the_vocabulary(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """You ask topk for more continuations than there are, which is an error. Keep all where there are fewer than
    beam_size.

    续写的个数不足时，你仍向 topk 要 beam_size 个，于是报错。不足 beam_size 个时应全部保留。"""

    def keep(parents, k):
        grown = [s for group in parents for s in group]
        if len(grown) < k:
            raise RuntimeError("selected index k out of range")
        return sorted(grown, key=lambda s: sum(s[1]), reverse=True)[:k]

    return _beam(next_log_probs, eos, num_steps, beam_size, alpha, keep=keep)
