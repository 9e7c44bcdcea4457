"""Greedy, exhaustive and beam search (Dive into Deep Learning, section 9.8)."""


def sequence_score(log_probs, alpha=0.75):
    """How good a sequence is: the sum of its tokens' log probabilities, divided by the alpha-th power of their number.

    log_probs: a list of floats, one for each token, <eos> included; not empty. Returns a float.
    """
    raise NotImplementedError("sequence_score is not written yet")


def greedy_search(next_log_probs, eos, num_steps):
    """The sequence in which each token is the most probable one after those before it.

    next_log_probs: next_log_probs(tokens) gives the log probability of every token as the next one, a tensor of shape
        (vocab_size,); tokens is the list of those before it, [] at the beginning.
    eos: the token that ends a sequence. num_steps: the most tokens that a sequence has; at least 1.
    Returns a list of ints: up to and including eos, or num_steps tokens.
    """
    raise NotImplementedError("greedy_search is not written yet")


def exhaustive_search(next_log_probs, eos, num_steps, alpha=0.75):
    """Of all whole sequences, the one with the highest score. Parameters and result as above."""
    raise NotImplementedError("exhaustive_search is not written yet")


def beam_search(next_log_probs, eos, num_steps, beam_size, alpha=0.75):
    """Of the whole sequences that a beam comes by, the one with the highest score. Parameters and result as above.

    beam_size: how many continuations are kept at each step; at least 1.
    """
    raise NotImplementedError("beam_search is not written yet")
