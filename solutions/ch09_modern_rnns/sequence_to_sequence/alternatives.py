import collections
import math

import torch
from torch import nn


class _Base(nn.Module):
    """What the book's encoders and decoders inherit from."""

    def __init__(self, **kwargs):
        super().__init__()


class Seq2SeqEncoder_axes_by_permute(_Base):
    """Embedding first, then the axes, in the book's order."""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(**kwargs)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, dropout=dropout)
        self.embedding = nn.Embedding(vocab_size, embed_size)

    def forward(self, X, *args):
        X = self.embedding(X)
        output, state = self.rnn(X.permute(1, 0, 2))
        return output, state


class Seq2SeqEncoder_batch_first_inside(_Base):
    """Batch first inside, time first outside; a state of zeros of its own; a list for a pair."""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(**kwargs)
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, batch_first=True, dropout=dropout)

    def forward(self, X, *args):
        words = self.embedding(X)
        zeros = words.new_zeros(self.rnn.num_layers, X.shape[0], self.rnn.hidden_size)
        outputs, state = self.rnn(words, zeros)
        return [torch.stack(outputs.unbind(dim=1)), state]


class _Decoding(_Base):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(**kwargs)
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size + num_hiddens, num_hiddens, num_layers, dropout=dropout)
        self.dense = nn.Linear(num_hiddens, vocab_size)


class Seq2SeqDecoder_of_the_book(_Decoding):
    """A tensor for a state: what its last layer has become is the context of the next call."""

    def init_state(self, enc_outputs, *args):
        return enc_outputs[1]

    def forward(self, X, state):
        X = self.embedding(X).permute(1, 0, 2)
        context = state[-1].repeat(X.shape[0], 1, 1)
        output, state = self.rnn(torch.cat((X, context), 2), state)
        return self.dense(output).permute(1, 0, 2), state


class Seq2SeqDecoder_outputs_in_the_state(_Decoding):
    """The encoder's outputs stay in the state, and their last step is the context."""

    def init_state(self, enc_outputs, *args):
        return list(enc_outputs)

    def forward(self, X, state):
        enc_output, hidden = state
        embs = self.embedding(X.t().type(torch.int32))
        contexts = enc_output[-1].repeat(embs.shape[0], 1, 1)
        outputs, hidden = self.rnn(torch.cat((embs, contexts), -1), hidden)
        return self.dense(outputs).swapaxes(0, 1), [enc_output, hidden]


class Seq2SeqDecoder_word_by_word(_Decoding):
    """A loop over the words, and a dictionary for a state."""

    def init_state(self, enc_outputs, *args):
        return {"context": enc_outputs[1][-1], "hidden": enc_outputs[1]}

    def forward(self, X, state):
        hidden, scores = state["hidden"], []
        for word in self.embedding(X).unbind(dim=1):
            output, hidden = self.rnn(torch.cat([word, state["context"]], dim=1)[None], hidden)
            scores.append(self.dense(output[0]))
        return torch.stack(scores, dim=1), {"context": state["context"], "hidden": hidden}


def sequence_mask_on_a_clone(X, valid_len, value=0):
    """The book's lines, on a clone."""
    X = X.clone()
    mask = torch.arange(X.size(1), dtype=torch.float32, device=X.device)[None, :] < valid_len[:, None]
    X[~mask] = value
    return X


def sequence_mask_row_by_row(X, valid_len, value=0):
    """Each row by itself, cut and filled up."""
    rows = []
    for row, n in zip(X, valid_len.clamp(max=X.shape[1]), strict=True):
        rows.append(torch.cat([row[:n], torch.full_like(row[n:], value)]))
    return torch.stack(rows)


def sequence_mask_by_where(X, valid_len, value=0):
    """By torch.where, the time axis moved to the end."""
    last = X.movedim(1, -1)
    lens = valid_len.reshape([-1] + [1] * (last.dim() - 1))
    positions = torch.ones_like(last, dtype=torch.long).cumsum(dim=-1)
    return torch.where(positions <= lens, last, torch.full_like(last, value)).movedim(-1, 1)


class MaskedSoftmaxCELoss_of_the_book(nn.CrossEntropyLoss):
    """Weights of one, masked, and the cross-entropy of the class above."""

    def forward(self, pred, label, valid_len):
        positions = torch.arange(label.shape[1], device=label.device)
        weights = torch.ones_like(label) * (positions < valid_len[:, None])
        self.reduction = "none"
        unweighted = super().forward(pred.permute(0, 2, 1), label)
        return (unweighted * weights).mean(dim=1)


class MaskedSoftmaxCELoss_by_gather(nn.Module):
    """By definition: the logarithm of the softmax at the label."""

    def forward(self, pred, label, valid_len):
        nll = torch.logsumexp(pred, dim=2) - pred.gather(2, label[:, :, None]).squeeze(2)
        kept = torch.arange(label.shape[1], device=label.device).expand(label.shape) < valid_len.reshape(-1, 1)
        return torch.where(kept, nll, torch.zeros_like(nll)).sum(dim=1) / label.shape[1]


class MaskedSoftmaxCELoss_sentence_by_sentence(nn.CrossEntropyLoss):
    """The valid part of each sentence by itself; an empty one sums to zero."""

    def forward(self, pred, label, valid_len):
        losses = []
        for scores, words, n in zip(pred, label, valid_len.tolist(), strict=True):
            losses.append(nn.functional.cross_entropy(scores[:n], words[:n], reduction="sum") / len(words))
        return torch.stack(losses)


class _Loss(nn.CrossEntropyLoss):
    def forward(self, pred, label, valid_len):
        weights = (torch.arange(label.shape[1], device=label.device) < valid_len[:, None]).to(pred.dtype)
        self.reduction = "none"
        return (super().forward(pred.permute(0, 2, 1), label) * weights).mean(dim=1)


def train_seq2seq_of_the_book(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """The book's way: its initialiser by class, its clipping by hand, its report at the end."""

    def xavier_init_weights(m):
        if type(m) == nn.Linear:  # noqa: E721
            nn.init.xavier_uniform_(m.weight)
        if type(m) == nn.GRU:  # noqa: E721
            for param in m._flat_weights_names:
                if "weight" in param:
                    nn.init.xavier_uniform_(m._parameters[param])

    net.apply(xavier_init_weights)
    net.to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    loss = _Loss()
    net.train()
    for epoch in range(num_epochs):
        total, num_tokens = 0.0, 0
        for batch in data_iter:
            optimizer.zero_grad()
            X, X_valid_len, Y, Y_valid_len = (x.to(device) for x in batch)
            bos = torch.tensor([tgt_vocab["<bos>"]] * Y.shape[0], device=device).reshape(-1, 1)
            dec_input = torch.cat([bos, Y[:, :-1]], 1)
            Y_hat, _ = net(X, dec_input, X_valid_len)
            losses = loss(Y_hat, Y, Y_valid_len)
            losses.sum().backward()
            params = [p for p in net.parameters() if p.requires_grad]
            norm = torch.sqrt(sum(torch.sum(p.grad**2) for p in params))
            if norm > 1:
                for param in params:
                    param.grad[:] *= 1 / norm
            optimizer.step()
            with torch.no_grad():
                total, num_tokens = total + float(losses.sum()), num_tokens + int(Y_valid_len.sum())
        if (epoch + 1) % 10 == 0:
            print(f"epoch {epoch + 1}, loss {total / num_tokens:.3f}")


def train_seq2seq_with_cleared_gradients_at_the_end(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """Gradients are cleared behind the step; layers are found by their names; the input is written into a tensor."""
    for module in net.modules():
        if isinstance(module, nn.Linear | nn.GRU):
            for name, parameter in module.named_parameters():
                if name.startswith("weight"):
                    bound = math.sqrt(6 / (parameter.shape[0] + parameter.shape[1]))
                    with torch.no_grad():
                        parameter.uniform_(-bound, bound)
    net = net.to(device)
    net.zero_grad()
    optimizer, loss = torch.optim.Adam(list(net.parameters()), lr), _Loss()
    for _ in range(num_epochs):
        net.train()
        for X, X_len, Y, Y_len in data_iter:
            labels, fed = Y.to(device), torch.empty_like(Y, device=device)
            fed[:, 0] = tgt_vocab["<bos>"]
            fed[:, 1:] = labels[:, :-1]
            scores = net(X.to(device), fed, X_len.to(device))[0]
            sum(loss(scores, labels, Y_len.to(device))).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), max_norm=1.0)
            optimizer.step()
            net.zero_grad()


def predict_seq2seq_of_the_book(net, src_sentence, src_vocab, tgt_vocab, num_steps, device,
                                 save_attention_weights=False):  # fmt: skip
    """The book's way: tensors with an axis added, the prediction kept as a tensor."""
    net.eval()
    src_tokens = src_vocab[src_sentence.lower().split(" ")] + [src_vocab["<eos>"]]
    enc_valid_len = torch.tensor([len(src_tokens)], device=device)
    src_tokens = (src_tokens + [src_vocab["<pad>"]] * (num_steps - len(src_tokens)))[:num_steps]
    enc_X = torch.unsqueeze(torch.tensor(src_tokens, dtype=torch.long, device=device), dim=0)
    dec_state = net.decoder.init_state(net.encoder(enc_X, enc_valid_len), enc_valid_len)
    dec_X = torch.unsqueeze(torch.tensor([tgt_vocab["<bos>"]], dtype=torch.long, device=device), dim=0)
    output_seq, attention_weight_seq = [], []
    for _ in range(num_steps):
        Y, dec_state = net.decoder(dec_X, dec_state)
        dec_X = Y.argmax(dim=2)
        pred = dec_X.squeeze(dim=0).type(torch.int32).item()
        if save_attention_weights:
            attention_weight_seq.append(net.decoder.attention_weights)
        if pred == tgt_vocab["<eos>"]:
            break
        output_seq.append(pred)
    return " ".join(tgt_vocab.to_tokens(output_seq)), attention_weight_seq


def predict_seq2seq_word_by_word(net, src_sentence, src_vocab, tgt_vocab, num_steps, device,
                                 save_attention_weights=False):  # fmt: skip
    """Words looked up one by one, by a loop that says when it goes on; no gradient is recorded."""
    with torch.no_grad():
        net.train(False)
        ids = [src_vocab[word] for word in (*src_sentence.lower().split(), "<eos>")]
        lens = torch.tensor([len(ids)]).to(device)
        read = torch.full((1, num_steps), src_vocab["<pad>"], device=device)
        read[0, : len(ids)] = torch.tensor(ids[:num_steps], device=device)
        state = net.decoder.init_state(net.encoder(read, lens), lens)
        words, weights, word = [], [], "<bos>"
        while len(words) < num_steps:
            scores, state = net.decoder(torch.tensor([[tgt_vocab[word]]], device=device), state)
            weights += [net.decoder.attention_weights] if save_attention_weights else []
            word = tgt_vocab.to_tokens(scores[0, -1].max(dim=0).indices.item())
            if word == "<eos>":
                break
            words.append(word)
        return " ".join(words), weights


def bleu_counting_down(pred_seq, label_seq, k):
    """A dictionary of the label's n-grams, counted down at each match; the key keeps the spaces."""
    pred_tokens, label_tokens = pred_seq.split(" "), label_seq.split(" ")
    len_pred, len_label = len(pred_tokens), len(label_tokens)
    score = math.exp(min(0, 1 - len_label / len_pred))
    for n in range(1, min(k, len_pred) + 1):
        num_matches, label_subs = 0, collections.defaultdict(int)
        for i in range(len_label - n + 1):
            label_subs[" ".join(label_tokens[i : i + n])] += 1
        for i in range(len_pred - n + 1):
            if label_subs[" ".join(pred_tokens[i : i + n])] > 0:
                num_matches += 1
                label_subs[" ".join(pred_tokens[i : i + n])] -= 1
        score *= math.pow(num_matches / (len_pred - n + 1), math.pow(0.5, n))
    return score


def bleu_crossing_off(pred_seq, label_seq, k):
    """Lists of tuples by zip; a matched n-gram is crossed off the label's list."""
    pred, label = pred_seq.split(), label_seq.split()
    if len(pred) == 0:
        return 0.0
    score = 1.0 if len(pred) >= len(label) else math.exp(1 - len(label) / len(pred))
    for n in range(1, k + 1):
        candidates = list(zip(*(pred[i:] for i in range(n)), strict=False))
        if not candidates:
            break
        left, matches = list(zip(*(label[i:] for i in range(n)), strict=False)), 0
        for ngram in candidates:
            if ngram in left:
                left.remove(ngram)
                matches += 1
        score *= (matches / len(candidates)) ** (1 / 2**n)
    return score


def bleu_through_logarithms(pred_seq, label_seq, k):
    """The logarithm of the score, term by term; a precision of 0 ends it."""
    pred, label = pred_seq.split(), label_seq.split()
    if not pred:
        return 0.0
    log_score = min(0.0, 1 - len(label) / len(pred))
    for n in range(1, min(k, len(pred)) + 1):
        ngrams = [pred[i : i + n] for i in range(len(pred) - n + 1)]
        targets = [label[i : i + n] for i in range(len(label) - n + 1)]
        distinct = [g for i, g in enumerate(ngrams) if g not in ngrams[:i]]
        matches = sum(min(ngrams.count(g), targets.count(g)) for g in distinct)
        if matches == 0:
            return 0.0
        log_score += math.log(matches / len(ngrams)) / 2**n
    return math.exp(log_score)


def bleu_by_recursion(pred_seq, label_seq, k):
    """The exponents 1/2, 1/4, 1/8 as square roots of square roots, from the longest n-gram inwards."""
    pred, label = pred_seq.split(), label_seq.split()

    def ngrams(tokens, n):
        return collections.Counter(zip(*(tokens[i:] for i in range(n)), strict=False))

    def product(n):
        if n > min(k, len(pred)):
            return 1.0
        found = ngrams(pred, n)
        return math.sqrt(sum((found & ngrams(label, n)).values()) / sum(found.values()) * product(n + 1))

    return math.exp(min(0, 1 - len(label) / len(pred))) * product(1) if pred else 0.0
