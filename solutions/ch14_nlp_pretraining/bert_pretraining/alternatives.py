import torch


def _get_batch_loss_bert_of_the_book(
    net, loss, vocab_size, tokens_X, segments_X, valid_lens_x, pred_positions_X, mlm_weights_X, mlm_Y, nsp_y
):
    """As the book has it, with a loss of each row."""
    _, mlm_Y_hat, nsp_Y_hat = net(tokens_X, segments_X, valid_lens_x.reshape(-1), pred_positions_X)
    mlm_l = loss(mlm_Y_hat.reshape(-1, vocab_size), mlm_Y.reshape(-1)).reshape(-1, 1) * mlm_weights_X.reshape(-1, 1)
    mlm_l = mlm_l.sum() / (mlm_weights_X.sum() + 1e-8)
    nsp_l = loss(nsp_Y_hat, nsp_y).mean()
    return mlm_l, nsp_l, mlm_l + nsp_l


def _get_batch_loss_bert_by_picking(
    net, loss, vocab_size, tokens_X, segments_X, valid_lens_x, pred_positions_X, mlm_weights_X, mlm_Y, nsp_y
):
    """Only the places that count go into the loss."""
    outputs = net(tokens_X, segments_X, valid_lens_x, pred_positions_X)
    chosen = mlm_weights_X > 0
    mlm_l = loss(outputs[1][chosen], mlm_Y[chosen]).sum() / max(int(chosen.sum()), 1)
    nsp_l = torch.mean(loss(outputs[2], nsp_y))
    return [mlm_l, nsp_l, torch.add(mlm_l, nsp_l)]


def get_bert_encoding_without_graph(net, tokens_a, tokens_b=None):
    """Without gradients, and the mode put back whatever happens."""
    tokens, segments = get_tokens_and_segments(tokens_a, tokens_b)
    was = net.training
    net.eval()
    try:
        with torch.no_grad():
            encoded = net(torch.tensor(vocab[tokens])[None], torch.tensor(segments)[None])[0]
    finally:
        if was:
            net.train()
    return encoded


def get_bert_encoding_of_the_book(net, tokens_a, tokens_b=None):
    """unsqueeze on each tensor."""
    mode = net.training
    net.train(False)
    tokens, segments = get_tokens_and_segments(tokens_a, tokens_b)
    token_ids = torch.tensor(vocab[tokens], device=devices[0]).unsqueeze(0)
    segments = torch.tensor(segments, device=devices[0]).unsqueeze(0)
    valid_len = torch.tensor(len(tokens), device=devices[0]).unsqueeze(0)
    encoded_X, _, _ = net(token_ids, segments, valid_len)
    net.train(mode)
    return encoded_X
