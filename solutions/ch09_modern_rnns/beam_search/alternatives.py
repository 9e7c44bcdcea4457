import heapq
import itertools
import math

import torch


def sequence_score_by_tensor(log_probs, alpha=0.75):
    """A tensor of one number."""
    return torch.tensor(log_probs, dtype=torch.float64).sum() / len(log_probs) ** alpha


def sequence_score_by_logarithm(log_probs, alpha=0.75):
    """The power through its logarithm, the sum without rounding."""
    return math.fsum(log_probs) * math.exp(-alpha * math.log(len(log_probs)))


def greedy_search_with_a_break(next_log_probs, eos, num_steps):
    """A loop over the steps that is left at eos."""
    found = []
    for _ in range(num_steps):
        values, indices = next_log_probs(list(found)).topk(1)
        assert values[0] <= 0
        found.append(indices[0].item())
        if found[-1] == eos:
            break
    return found


def greedy_search_by_recursion(next_log_probs, eos, num_steps):
    """The best first token, and the best of what follows it."""

    def rest(beginning):
        if len(beginning) == num_steps or beginning[-1:] == [eos]:
            return []
        probs = next_log_probs(beginning).exp().tolist()
        token = probs.index(max(probs))
        return [token, *rest([*beginning, token])]

    return rest([])


def exhaustive_search_by_recursion(next_log_probs, eos, num_steps, alpha=0.75):
    """The best whole sequence with a given beginning."""

    def best(tokens, total):
        if len(tokens) == num_steps or (tokens and tokens[-1] == eos):
            return total / len(tokens) ** alpha, tokens
        return max(best([*tokens, token], total + p) for token, p in enumerate(next_log_probs(tokens).tolist()))

    return best([], 0.0)[1]


def exhaustive_search_by_product(next_log_probs, eos, num_steps, alpha=0.75):
    """All products of words, those with eos inside left out; each beginning looked up once."""
    known = {}

    def log_probs(beginning):
        if beginning not in known:
            known[beginning] = next_log_probs(list(beginning))
        return known[beginning]

    others = [token for token in range(len(log_probs(()))) if token != eos]
    best, best_score = [], -math.inf
    for length in range(1, num_steps + 1):
        last = [*others, eos] if length == num_steps else [eos]
        for tokens in itertools.product(*[others] * (length - 1), last):
            score = sum(log_probs(tokens[:i])[tokens[i]].item() for i in range(length)) / length**alpha
            if score > best_score:
                best, best_score = list(tokens), score
    return best


def beam_search_by_topk(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """Tensors: the continuations of all beginnings side by side, topk over them."""
    beams, totals, best, best_score = [[]], torch.zeros(1, dtype=torch.float64), None, -math.inf
    for step in range(1, num_steps + 1):
        if not beams:
            break
        joint = totals[:, None] + torch.stack([next_log_probs(tokens).double() for tokens in beams])
        values, places = joint.flatten().topk(min(beam_size, joint.numel()))
        grown = [
            ([*beams[place // joint.shape[1]], place % joint.shape[1]], i) for i, place in enumerate(places.tolist())
        ]
        for tokens, i in grown:
            score = values[i].item() / step**alpha
            if (tokens[-1] == eos or step == num_steps) and score > best_score:
                best, best_score = tokens, score
        going = [(tokens, i) for tokens, i in grown if tokens[-1] != eos]
        beams, totals = [tokens for tokens, _ in going], values[[i for _, i in going]]
    return best


def beam_search_by_heap(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """A heap of the largest, tuples for sequences."""
    beam, whole = [(0.0, ())], []
    while beam:
        grown = (
            (total + log_prob, (*tokens, token))
            for total, tokens in beam
            for token, log_prob in enumerate(next_log_probs(list(tokens)).tolist())
        )
        beam = []
        for total, tokens in heapq.nlargest(beam_size, grown):
            if tokens[-1] == eos or len(tokens) == num_steps:
                whole.append((total / len(tokens) ** alpha, list(tokens)))
            else:
                beam.append((total, tokens))
    return max(whole)[1]
