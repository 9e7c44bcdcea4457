"""Greedy, exhaustive and beam search (Dive into Deep Learning, section 9.8)."""


def sequence_score(log_probs, alpha=0.75):
    """How good a sequence is: the sum of its tokens' log probabilities, divided by the alpha-th power of their number.

    log_probs: a list of floats, one for each token, <eos> included; not empty. Returns a float.
    """
    ### BEGIN SOLUTION
    return sum(log_probs) / len(log_probs) ** alpha
    ### END SOLUTION


def greedy_search(next_log_probs, eos, num_steps):
    """The sequence in which each token is the most probable one after those before it.

    next_log_probs: next_log_probs(tokens) gives the log probability of every token as the next one, a tensor of shape
        (vocab_size,); tokens is the list of those before it, [] at the beginning.
    eos: the token that ends a sequence. num_steps: the most tokens that a sequence has; at least 1.
    Returns a list of ints: up to and including eos, or num_steps tokens.
    """
    ### BEGIN SOLUTION
    tokens = []
    while len(tokens) < num_steps and eos not in tokens:
        tokens.append(int(next_log_probs(tokens).argmax()))
    return tokens
    ### END SOLUTION


def exhaustive_search(next_log_probs, eos, num_steps, alpha=0.75):
    """Of all whole sequences, the one with the highest score. Parameters and result as above."""
    ### BEGIN SOLUTION
    whole, growing = [], [([], [])]
    while growing:
        tokens, log_probs = growing.pop()
        if len(tokens) == num_steps or eos in tokens:
            whole.append((sequence_score(log_probs, alpha), tokens))
            continue
        for token, log_prob in enumerate(next_log_probs(tokens).tolist()):
            growing.append(([*tokens, token], [*log_probs, log_prob]))
    return max(whole)[1]
    ### END SOLUTION


def beam_search(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """Of the whole sequences that a beam comes by, the one with the highest score. Parameters and result as above.

    beam_size: how many continuations are kept at each step; at least 1.
    """
    ### BEGIN SOLUTION
    whole, beam = [], [([], [])]
    for _ in range(num_steps):
        grown = []
        for tokens, log_probs in beam:
            for token, log_prob in enumerate(next_log_probs(tokens).tolist()):
                grown.append(([*tokens, token], [*log_probs, log_prob]))
        best = sorted(grown, key=lambda sequence: sum(sequence[1]), reverse=True)[:beam_size]
        whole += [sequence for sequence in best if sequence[0][-1] == eos]
        beam = [sequence for sequence in best if sequence[0][-1] != eos]
    return max(whole + beam, key=lambda sequence: sequence_score(sequence[1], alpha))[0]
    ### END SOLUTION
