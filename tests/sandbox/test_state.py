"""What outlives a call: time, tests one after another, simulated devices, and what an interruption leaves."""

from __future__ import annotations

import time

import pytest
import torch

from grader.sandbox.errors import RoomDied
from tests.sandbox.conftest import Student

SOURCE = """
import threading, time
import torch
from torch import nn

KEPT = []
def keep(x): KEPT.append(x); return len(KEPT)
def kept(i): return KEPT[i]
def call(f, *args): return f(*args)
def forever(f):
    while True: f()
def softmax(X):
    e = X.exp()
    return e / e.sum(1, keepdim=True)
def new(n): return torch.zeros(n)
def where(X): return str(X.device)
def state(X, H=None): return (X + (0 if H is None else H), X.shape[0])
def misplaced(X): return X + torch.zeros(X.shape)
def echo(X): return X
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 2)
    def forward(self, X): return self.fc(X)
def recurrent(kind): return getattr(nn, kind)(3, 4, num_layers=2, dropout=0.5)
def wreck():
    torch.set_default_dtype(torch.float64); torch.set_grad_enabled(False); torch.set_default_device("meta")
def dtype(): return torch.zeros(1).dtype, torch.is_grad_enabled(), str(torch.zeros(1).device)
def spin():
    while True: pass
"""


class TestOneTestAfterTheOther:
    def test_nothing_of_a_test_is_left_in_the_tables(self, room):
        sizes = []
        for i in range(30):
            room.begin(i)
            student = Student(room)
            net, X = student.Net(), torch.ones(2, 3, requires_grad=True)
            net(X).sum().backward()
            student.call(lambda x: x, X)
            student.keep(net)
            list(net.parameters())
            room.end()
            peer = room.peer
            sizes.append([len(t) for t in (peer.links.by_id, peer.handles.objects, peer.graphs, peer.pending)])
        assert sizes[0] == sizes[-1] == [0, 0, 0, 0]

    def test_an_object_of_an_earlier_test(self, room):
        room.begin(1)
        net = Student(room).Net()
        room.end()
        room.begin(2)
        with pytest.raises(ReferenceError, match="earlier test"):
            net(torch.ones(1, 3))
        assert Student(room).where(torch.ones(1)) == "cpu"
        room.end()

    def test_a_function_of_ours_kept_by_the_student(self, room):
        room.begin(1)
        i = Student(room).keep(lambda: "ours") - 1
        assert Student(room).kept(i)() == "ours"
        room.end()
        room.begin(2)
        found = Student(room).kept(i)
        with pytest.raises(Exception):  # noqa: B017 - it is no longer ours to name
            found()
        assert Student(room).where(torch.ones(1)) == "cpu"
        room.end()

    def test_every_test_starts_in_the_same_state(self, room):
        room.begin(1)
        Student(room).wreck()
        room.end()
        room.begin(2)
        assert Student(room).dtype() == (torch.float32, True, "cpu")
        room.end()


class TestTime:
    def test_the_time_of_a_callback_is_not_the_students(self, open_room):
        room = open_room(SOURCE, call_s=0.6)
        room.begin(1)
        assert Student(room).call(lambda: time.sleep(1.0) or 5) == 5
        room.end()

    def test_callbacks_without_end_come_to_one(self, open_room):
        room = open_room(SOURCE, call_s=0.5, total_s=2.0)
        room.begin(1)
        began = time.monotonic()
        with pytest.raises(RoomDied) as died:
            Student(room).forever(lambda: time.sleep(0.05))
        assert died.value.verdict.kind == "timeout"
        assert time.monotonic() - began < 5

    def test_a_room_that_died_in_a_callback_is_dead_for_the_call_around_it(self, open_room):
        room = open_room(SOURCE, call_s=0.5)
        room.begin(1)
        student = Student(room)
        with pytest.raises(RoomDied) as died:
            student.call(lambda: student.spin())
        assert died.value.verdict.kind == "timeout"
        with pytest.raises(RoomDied):
            student.new(1)

    def test_an_interruption_ends_the_room(self, open_room):
        room = open_room(SOURCE)
        room.begin(1)

        def interrupt():
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            Student(room).call(interrupt)
        with pytest.raises(RoomDied):  # never the answer to another question
            Student(room).new(1)


class TestSimulated:
    @pytest.fixture
    def gpu(self, room):
        room.begin(1, simulate="cuda")
        yield Student(room)
        room.end()

    def test_every_tensor_and_result_is_on_the_gpu(self, gpu):
        X = torch.ones(2, 3)
        for _ in range(2):  # the same X again
            Y = gpu.softmax(X)
            assert Y.is_meta
            assert Y.shape == (2, 3)
            assert Y._claimed_device == torch.device("cuda:0")
        assert gpu.where(X) == "cuda:0"

    def test_a_result_goes_in_again(self, gpu):
        X = torch.ones(2, 3)
        Y, rows = gpu.state(X)
        assert rows == 2
        Z, _ = gpu.state(X, H=Y)
        assert Z._claimed_device == torch.device("cuda:0")
        assert gpu.echo(Y) is Y
        assert gpu.where(Y[0]) == "cuda:0"

    def test_what_is_on_the_wrong_device_is_found(self, gpu):
        assert gpu.new(3)._claimed_device == torch.device("cpu")
        with pytest.raises(RuntimeError):
            gpu.misplaced(torch.ones(2))

    def test_a_module(self, gpu):
        net = gpu.Net().to(torch.device("cpu"))  # a device that is named is the simulated one
        assert net(torch.ones(2, 3))._claimed_device == torch.device("cuda:0")
        assert all(p._claimed_device == torch.device("cuda:0") for p in net.parameters())

    @pytest.mark.parametrize("kind", ["RNN", "GRU", "LSTM"])
    def test_a_recurrent_layer(self, gpu, kind):
        net = gpu.recurrent(kind).to(torch.device("cpu"))
        outputs, state = net(torch.ones(5, 2, 3))
        assert outputs.shape == (5, 2, 4)
        for tensor in (outputs, *([state] if isinstance(state, torch.Tensor) else state), *net.parameters()):
            assert tensor._claimed_device == torch.device("cuda:0")

    def test_afterwards_all_is_real_again(self, room, gpu):
        room.end()
        room.begin(2)
        assert torch.equal(Student(room).softmax(torch.zeros(1, 2)), torch.full((1, 2), 0.5))
