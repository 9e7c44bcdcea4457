import torch

from grader.suite import after, check, hint, points


def trained(room, features, labels, batch_size, lr, num_epochs, w, b):
    w, b = w.clone().requires_grad_(), b.clone().requires_grad_()
    room.train(features, labels, w, b, batch_size, lr, num_epochs)
    return [w.detach(), b.detach()]


@points(3)
@hint(
    "Go backward from the sum of the losses; sgd divides by the number of examples once.",
    zh="对损失之和做反向传播；由 sgd 除以样本数，只除一次。",
)
def test_whole_batches(student, reference):
    """With all data in one batch, every step is right. / 全部数据作为一个批量时，每一步都正确。"""
    for n, d, num_epochs in ((6, 3, 1), (5, 2, 4)):
        data = torch.randn(n, d), torch.randn(n, 1)
        w, b = torch.randn(d, 1), torch.randn(1)
        check.close(
            trained(student, *data, n, 0.1, num_epochs, w, b), trained(reference, *data, n, 0.1, num_epochs, w, b)
        )


@points(2)
@hint("One step for each batch, in each epoch.", zh="每一轮中，每个批量走一步。")
def test_one_step_a_batch(student, reference):
    """There are as many steps as there are batches, in each epoch. / 每一轮中，有多少个批量就走多少步。"""
    data = (
        torch.randn(1, 2).expand(12, 2).clone(),
        torch.randn(1, 1).expand(12, 1).clone(),
    )  # each batch is like any other
    w, b = torch.randn(2, 1), torch.randn(1)
    check.close(trained(student, *data, 4, 0.05, 3, w, b), trained(reference, *data, 4, 0.05, 3, w, b))


@points(2)
@after(test_whole_batches)
@hint("Go through all batches, not over the same one again and again.", zh="要遍历所有的批量，而不是反复用同一个批量。")
def test_every_example_once_an_epoch(student):
    """Every example is used once in each epoch, a smaller last batch too. / 每一轮中每个样本恰好用到一次，较小的最后一批也不例外。"""
    # Example i has an input of its own, so weight i tells how often it was used: lr / 5 * 10 each time, less what b has
    # learnt by then, which is at most 3 * 22 * lr * 2 = 0.13 of 10.
    lr = 1e-3
    w, _ = trained(student, torch.eye(20), torch.full((20, 1), 10.0), 5, lr, 3, torch.zeros(20, 1), torch.zeros(1))
    check.close(w, torch.full((20, 1), 3 * lr / 5 * 10), rtol=0.03, atol=0)
    w, _ = trained(student, torch.eye(7), torch.full((7, 1), 10.0), 5, lr, 1, torch.zeros(7, 1), torch.zeros(1))
    check.equal((w > 0.9 * lr / 5 * 10).flatten().tolist(), [True] * 7)


@points(3)
@after(test_whole_batches)
@hint("Loss, backward, step, cleared gradients: in this order.", zh="依次为：损失、反向传播、更新、清除梯度。")
def test_it_finds_the_parameters(student):
    """It finds w and b of data that it has never seen, from zero too. / 从没见过的数据中也能找回 w 和 b，从零出发也行。"""
    # 100 steps shrink the first error by 0.9 ** 100 < 3e-5. Over 300 seeds the reference ends within 0.005 of the truth.
    for start in (0.0, 1.0):
        true_w, true_b = 2 * torch.randn(2, 1), 3 * torch.randn(1)
        X = torch.randn(200, 2)
        y = X @ true_w + true_b + 0.01 * torch.randn(200, 1)
        w, b = trained(student, X, y, 10, 0.1, 5, start * torch.randn(2, 1), torch.zeros(1))
        check.below((w - true_w).abs().max(), 0.03, "The largest error of w", "w 的最大误差")
        check.below((b - true_b).abs().max(), 0.03, "The error of b", "b 的误差")
