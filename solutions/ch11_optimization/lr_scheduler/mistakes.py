import math

import torch


class SquareRootScheduler_from_one:
    """You divide by the root of t: at t = 0 that is a division by zero. t counts from 0: take t + 1.

    你除以的是 t 的平方根：t = 0 时除以零。t 从 0 数起：应取 t + 1。"""

    def __init__(self, lr=0.1):
        self.lr = lr

    def __call__(self, num_update):
        return self.lr / math.sqrt(num_update)


class SquareRootScheduler_without_the_root:
    """You divide by t + 1 itself. Divide by its root.

    你除以的是 t + 1 本身。应除以它的平方根。"""

    def __init__(self, lr=0.1):
        self.lr = lr

    def __call__(self, num_update):
        return self.lr / (num_update + 1)


class SquareRootScheduler_changes_its_rate:
    """You keep the smaller rate and divide it again at the next call. Compute from the rate of the start each time.

    你保存了变小的学习率，下一次调用又接着除。每次都应从最初的学习率算起。"""

    def __init__(self, lr=0.1):
        self.lr = lr

    def __call__(self, num_update):
        self.lr = self.lr * (num_update + 1) ** -0.5
        return self.lr


class SquareRootScheduler_grows:
    """You multiply by the root: the learning rate grows. Divide.

    你乘上了平方根：学习率会变大。应当除以它。"""

    def __init__(self, lr=0.1):
        self.lr = lr

    def __call__(self, num_update):
        return self.lr * (num_update + 1) ** 0.5


class _Factor:
    """Right but for what a mistake changes."""

    def __init__(self, factor=1, stop_factor_lr=1e-7, base_lr=0.1):
        self.factor, self.stop_factor_lr, self.base_lr = factor, stop_factor_lr, base_lr


class FactorScheduler_one_update_late(_Factor):
    """Your first learning rate is base_lr. The factor comes in at the first update already.

    你的第一个学习率是 base_lr。第一次更新就应乘上 factor。"""

    def __call__(self, num_update):
        return max(self.stop_factor_lr, self.base_lr * self.factor**num_update)


class FactorScheduler_without_a_floor(_Factor):
    """There is no floor: the learning rate falls to zero. It stays at stop_factor_lr.

    没有下限：学习率会一直降到零。应停在 stop_factor_lr。"""

    def __call__(self, num_update):
        return self.base_lr * self.factor ** (num_update + 1)


class FactorScheduler_ceiling_for_floor(_Factor):
    """You take the smaller of the two: the learning rate is stop_factor_lr from the start. Take the larger.

    你取了两者中较小的：学习率一开始就是 stop_factor_lr。应取较大的。"""

    def __call__(self, num_update):
        return min(self.stop_factor_lr, self.base_lr * self.factor ** (num_update + 1))


class FactorScheduler_the_power_upon_the_last(_Factor):
    """You multiply the last rate by factor ** (t + 1): it falls much too fast. Multiply the last rate by factor, or the first by
    the power.

    你把上一个学习率乘以 factor ** (t + 1)：降得太快。要么把上一个乘以 factor，要么把最初的乘以幂。"""

    def __call__(self, num_update):
        self.base_lr = max(self.stop_factor_lr, self.base_lr * self.factor ** (num_update + 1))
        return self.base_lr


class FactorScheduler_linear(_Factor):
    """You multiply by factor * (t + 1). The factor comes in again at each update: it is a power.

    你乘的是 factor * (t + 1)。每次更新都要再乘一次 factor：应是幂。"""

    def __call__(self, num_update):
        return max(self.stop_factor_lr, self.base_lr * self.factor * (num_update + 1))


class FactorScheduler_shared_by_all:
    """The rate belongs to the class, so all schedulers share it. Keep it in self.

    学习率存放在类里，所有调度器共用一个。应存放在 self 中。"""

    rate = None

    def __init__(self, factor=1, stop_factor_lr=1e-7, base_lr=0.1):
        self.factor, self.stop_factor_lr = factor, stop_factor_lr
        type(self).rate = base_lr

    def __call__(self, num_update):
        type(self).rate = max(self.stop_factor_lr, type(self).rate * self.factor)
        return type(self).rate


class MultiFactorScheduler_one_update_late:
    """You compare with >: at t = 15 the step 15 has been reached already.

    你用的是 >：t = 15 时已经到达 15。"""

    def __init__(self, step, factor=0.5, base_lr=0.5):
        self.step, self.factor, self.base_lr = step, factor, base_lr

    def __call__(self, num_update):
        return self.base_lr * self.factor ** sum(num_update > step for step in self.step)


class MultiFactorScheduler_first_step_only:
    """Only the first number of step has an effect. The factor comes in again at each of them.

    只有 step 中的第一个数起作用。每到达一个数都要再乘一次 factor。"""

    def __init__(self, step, factor=0.5, base_lr=0.5):
        self.step, self.factor, self.base_lr = step, factor, base_lr

    def __call__(self, num_update):
        return self.base_lr * (self.factor if num_update >= self.step[0] else 1)


class MultiFactorScheduler_at_the_steps_alone:
    """Your learning rate is smaller at the steps alone, and goes back afterwards. It stays small.

    你的学习率只在那几步变小，之后又变了回去。变小之后应保持。"""

    def __init__(self, step, factor=0.5, base_lr=0.5):
        self.step, self.factor, self.base_lr = step, factor, base_lr

    def __call__(self, num_update):
        return self.base_lr * (self.factor if num_update in self.step else 1)


class MultiFactorScheduler_at_every_update_from_there:
    """From the first step on, you multiply at every update. Multiply only where a number of step is reached.

    从第一个数开始，你每次更新都乘。只应在到达 step 中的数时乘一次。"""

    def __init__(self, step, factor=0.5, base_lr=0.5):
        self.step, self.factor, self.base_lr = step, factor, base_lr

    def __call__(self, num_update):
        if num_update >= self.step[0]:
            self.base_lr *= self.factor
        return self.base_lr


class MultiFactorScheduler_marks_the_end_of_the_list:
    """You append an end mark to the caller's list. Work on a copy, or look at its length.

    你在调用者的列表末尾添加了结束标记。请用副本，或者判断列表的长度。"""

    def __init__(self, step, factor=0.5, base_lr=0.5):
        step.append(float("inf"))
        self.step, self.factor, self.base_lr, self.reached = step, factor, base_lr, 0

    def __call__(self, num_update):
        while num_update >= self.step[self.reached]:
            self.reached += 1
        return self.base_lr * self.factor**self.reached


class _Poly:
    """Right but for what a mistake changes."""

    def __init__(self, max_update, base_lr=0.01, final_lr=0, power=2):
        self.max_update, self.base_lr, self.final_lr, self.power = max_update, base_lr, final_lr, power

    def left(self, t):
        return 1 - min(t, self.max_update) / self.max_update

    def rate(self, weight):
        return self.final_lr + (self.base_lr - self.final_lr) * weight


class PolyScheduler_turned_round(_Poly):
    """Your learning rate rises from final_lr to base_lr. The power belongs to 1 - t / T, what is left of the way.

    你的学习率从 final_lr 升到 base_lr。应取 1 - t / T（剩下的路程）的幂。"""

    def __call__(self, num_update):
        return self.rate((1 - self.left(num_update)) ** self.power)


class PolyScheduler_power_of_the_way_gone(_Poly):
    """You take 1 - (t / T) ** p. It is (1 - t / T) ** p: the power of what is left.

    你算的是 1 - (t / T) ** p。应为 (1 - t / T) ** p：剩下路程的幂。"""

    def __call__(self, num_update):
        return self.rate(1 - (1 - self.left(num_update)) ** self.power)


class PolyScheduler_down_to_zero(_Poly):
    """You fall to zero, whatever final_lr says.

    无论 final_lr 是多少，你都降到零。"""

    def __call__(self, num_update):
        return self.base_lr * self.left(num_update) ** self.power


class PolyScheduler_goes_on_after_the_end(_Poly):
    """After max_update your formula goes on, and an even power rises again. There the learning rate stays final_lr.

    max_update 之后你的公式仍在继续，偶次幂又会升上去。此后学习率应保持 final_lr。"""

    def __call__(self, num_update):
        return self.rate(abs(1 - num_update / self.max_update) ** self.power)


class PolyScheduler_always_the_square(_Poly):
    """You always square. The power is an argument.

    你总是取平方。幂次是一个参数。"""

    def __call__(self, num_update):
        return self.rate(self.left(num_update) ** 2)


class _Cosine:
    """Right but for what a mistake changes."""

    def __init__(self, max_update, base_lr=0.01, final_lr=0, warmup_steps=0, warmup_begin_lr=0):
        self.max_update, self.base_lr, self.final_lr = max_update, base_lr, final_lr
        self.warmup_steps, self.warmup_begin_lr = warmup_steps, warmup_begin_lr

    def warming(self, t):
        return self.warmup_begin_lr + (self.base_lr - self.warmup_begin_lr) * t / self.warmup_steps

    def wave(self, share):
        return self.final_lr + (self.base_lr - self.final_lr) * (1 + math.cos(math.pi * share)) / 2

    def __call__(self, t):
        if t < self.warmup_steps:
            return self.warming(t)
        return self.wave(min(1, (t - self.warmup_steps) / (self.max_update - self.warmup_steps)))


class CosineScheduler_warmup_on_top(_Cosine):
    """Your wave takes max_update updates after the warm-up, so it ends too late. The warm-up is part of max_update.

    你的余弦段在预热之后还历时 max_update 次更新，结束得太晚。预热包含在 max_update 之内。"""

    def __call__(self, t):
        if t < self.warmup_steps:
            return self.warming(t)
        return self.wave(min(1, (t - self.warmup_steps) / self.max_update))


class CosineScheduler_wave_begun_in_the_warmup(_Cosine):
    """Your wave runs from t = 0, so the learning rate jumps down where the warm-up ends. It begins at warmup_steps.

    你的余弦从 t = 0 算起，预热结束时学习率会突然下降。余弦应从 warmup_steps 开始。"""

    def __call__(self, t):
        return self.warming(t) if t < self.warmup_steps else self.wave(min(1, t / self.max_update))


class CosineScheduler_without_a_warmup(_Cosine):
    """There is no warm-up: for t below warmup_steps the learning rate rises on a line.

    没有预热：t 小于 warmup_steps 时，学习率应沿直线上升。"""

    def __call__(self, t):
        return self.wave(min(1, max(0, t - self.warmup_steps) / (self.max_update - self.warmup_steps)))


class CosineScheduler_warmup_from_zero(_Cosine):
    """Your warm-up starts at zero, whatever warmup_begin_lr says.

    无论 warmup_begin_lr 是多少，你的预热都从零开始。"""

    def warming(self, t):
        return self.base_lr * t / self.warmup_steps


class CosineScheduler_warmup_one_ahead(_Cosine):
    """Your warm-up is one update ahead (t + 1): at t = 0 the learning rate is warmup_begin_lr.

    你的预热快了一步（t + 1）：t = 0 时学习率应为 warmup_begin_lr。"""

    def warming(self, t):
        return super().warming(t + 1)


class CosineScheduler_a_second_wave(_Cosine):
    """After max_update your wave goes on and the learning rate rises again. There it stays final_lr.

    max_update 之后余弦仍在继续，学习率又升了上去。此后应保持 final_lr。"""

    def __call__(self, t):
        if t < self.warmup_steps:
            return self.warming(t)
        return self.wave((t - self.warmup_steps) / (self.max_update - self.warmup_steps))


class CosineScheduler_whole_wave(_Cosine):
    """You run through a whole wave (2 pi): the learning rate is up again at the end. Half a wave leads down.

    你走完了整个波（2 pi）：最后学习率又回到高处。半个波才是下降。"""

    def wave(self, share):
        return super().wave(2 * share)


class CosineScheduler_without_the_half(_Cosine):
    """The half is missing: 1 + cos goes from 2 to 0, so you begin at twice base_lr.

    漏掉了二分之一：1 + cos 从 2 变到 0，于是从两倍的 base_lr 开始。"""

    def wave(self, share):
        return self.final_lr + (self.base_lr - self.final_lr) * (1 + math.cos(math.pi * share))


class CosineScheduler_down_to_zero(_Cosine):
    """You fall to zero, whatever final_lr says.

    无论 final_lr 是多少，你都降到零。"""

    def wave(self, share):
        return self.base_lr * (1 + math.cos(math.pi * share)) / 2


def _train(net, train_iter, num_epochs, rate, loss, clear=True):
    """Right but for what a mistake changes: rate(epoch, batch) is the learning rate."""
    trainer = torch.optim.SGD(net.parameters(), lr=1.0)
    for epoch in range(num_epochs):
        for batch, (X, y) in enumerate(train_iter):
            if clear:
                trainer.zero_grad()
            loss(net(X), y).backward()
            trainer.param_groups[0]["lr"] = rate(epoch, batch)
            trainer.step()


def _asked(lr, scheduler, which):
    """The rates of the epochs; each is asked for once."""
    found = {}

    def rate(epoch, batch):
        if epoch not in found:
            found[epoch] = lr if scheduler is None or which(epoch) < 0 else scheduler(which(epoch))
        return found[epoch]

    return rate


def train_scheduler_ignored(net, train_iter, num_epochs, loss, lr, scheduler=None):
    """Your learning rate never changes: the scheduler is not asked, or its answer does not get into param_groups.

    你的学习率始终不变：没有调用调度器，或者它的结果没有写进 param_groups。"""
    _train(net, train_iter, num_epochs, lambda epoch, batch: lr, loss)


def train_scheduler_before_the_epoch(net, train_iter, num_epochs, loss, lr, scheduler=None):
    """You ask the scheduler before each epoch, so the first epoch never has lr. Ask after the epoch.

    你在每一轮之前调用调度器，第一轮就用不上 lr。应在一轮之后调用。"""
    _train(net, train_iter, num_epochs, _asked(lr, scheduler, lambda epoch: epoch), loss)


def train_epochs_from_one(net, train_iter, num_epochs, loss, lr, scheduler=None):
    """You count the epochs from 1: after the first one the scheduler is asked for 0.

    你从 1 开始数轮数：第一轮之后应以 0 调用调度器。"""
    _train(net, train_iter, num_epochs, _asked(lr, scheduler, lambda epoch: epoch if epoch else -1), loss)


def train_scheduler_for_each_batch(net, train_iter, num_epochs, loss, lr, scheduler=None):
    """You ask the scheduler after each batch. It is asked once an epoch.

    你在每个批量之后都调用了调度器。每一轮只应调用一次。"""
    trainer = torch.optim.SGD(net.parameters(), lr=lr)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            trainer.zero_grad()
            loss(net(X), y).backward()
            trainer.step()
            if scheduler is not None:
                trainer.param_groups[0]["lr"] = scheduler(epoch)


def train_rates_multiplied(net, train_iter, num_epochs, loss, lr, scheduler=None):
    """You multiply lr by what the scheduler gives. It gives the learning rate itself.

    你把 lr 乘上了调度器的结果。调度器给出的就是学习率本身。"""
    rate = _asked(1.0, scheduler, lambda epoch: epoch - 1)
    _train(net, train_iter, num_epochs, lambda epoch, batch: lr * rate(epoch, batch), loss)


def train_gradients_pile_up(net, train_iter, num_epochs, loss, lr, scheduler=None):
    """The gradients are never cleared, so each step also repeats the earlier ones.

    梯度从未清除，于是每一步都重复了之前的梯度。"""
    _train(net, train_iter, num_epochs, _asked(lr, scheduler, lambda epoch: epoch - 1), loss, clear=False)


def train_one_epoch(net, train_iter, num_epochs, loss, lr, scheduler=None):
    """You go through the data once, whatever num_epochs says.

    无论 num_epochs 是多少，你都只遍历了一次数据。"""
    _train(net, train_iter, 1, lambda epoch, batch: lr, loss)


def train_scheduler_must_be_there(net, train_iter, num_epochs, loss, lr, scheduler=None):
    """You call the scheduler even where it is None. Then the learning rate stays.

    即使 scheduler 为 None，你也会调用它。此时学习率应保持不变。"""
    _train(net, train_iter, num_epochs, lambda epoch, batch: scheduler(epoch - 1) if epoch else lr, loss)
