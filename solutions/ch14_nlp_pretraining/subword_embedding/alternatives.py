import collections
import re


def get_pair_freqs_by_index(token_freqs):
    """A dict that begins at 0, and indices."""
    pairs = collections.defaultdict(int)
    for token in token_freqs:
        symbols = token.split(" ")
        for i in range(1, len(symbols)):
            pairs[symbols[i - 1], symbols[i]] += token_freqs[token]
    return pairs


def get_pair_freqs_with_get(token_freqs):
    """A plain dict."""
    pairs = {}
    for token, freq in token_freqs.items():
        left, *rest = token.split()
        for right in rest:
            pairs[left, right] = pairs.get((left, right), 0) + freq
            left = right
    return pairs


def get_max_freq_pair_by_most_common(token_freqs):
    """Counter.most_common keeps the order of equals."""
    return collections.Counter(get_pair_freqs(token_freqs)).most_common(1)[0][0]


def get_max_freq_pair_all_in_one(token_freqs):
    """Counting and comparing in one function."""
    pairs = collections.defaultdict(int)
    for token, freq in token_freqs.items():
        symbols = token.split()
        for i in range(len(symbols) - 1):
            pairs[symbols[i], symbols[i + 1]] += freq
    best = None
    for pair in pairs:
        if best is None or pairs[pair] > pairs[best]:
            best = pair
    return best


def merge_symbols_by_pattern(max_freq_pair, token_freqs, symbols):
    """A regular expression that asks for a space, or an end, on both sides."""
    symbols.append("".join(max_freq_pair))
    text = re.compile(r"(?<!\S)" + re.escape(" ".join(max_freq_pair)) + r"(?!\S)")
    return {text.sub(lambda _: symbols[-1], token): freq for token, freq in token_freqs.items()}


def merge_symbols_by_index(max_freq_pair, token_freqs, symbols):
    """An index that jumps over what was merged."""
    first, second = max_freq_pair
    symbols += [first + second]
    new = {}
    for token in token_freqs:
        old, parts, i = token.split(), [], 0
        while i < len(old):
            if i + 1 < len(old) and old[i] == first and old[i + 1] == second:
                parts.append(first + second)
                i += 2
            else:
                parts.append(old[i])
                i += 1
        new[" ".join(parts)] = token_freqs[token]
    return new


def segment_BPE_with_two_ends(tokens, symbols):
    """Start and end, as the book has it."""
    outputs = []
    for token in tokens:
        start, end, parts = 0, len(token), []
        while start < end:
            if token[start:end] in symbols:
                parts.append(token[start:end])
                start, end = end, len(token)
            else:
                end -= 1
        outputs.append(" ".join(parts + ["[UNK]"] * (start < len(token))))
    return outputs


def segment_BPE_by_recursion(tokens, symbols):
    """The longest symbol first, then the rest."""
    known = sorted(symbols, key=len, reverse=True)

    def cut(word):
        if not word:
            return []
        for symbol in known:
            if word.startswith(symbol):
                return [symbol, *cut(word[len(symbol) :])]
        return ["[UNK]"]

    return [" ".join(cut(token)) for token in tokens]
