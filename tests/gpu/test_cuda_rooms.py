"""On a machine with a CUDA device (`make gpu`): real tensors, hangs and exhaustion. Elsewhere nothing here runs."""

from pathlib import Path

import pytest

from grader.course import find_course
from grader.sandbox import Limits, Program
from grader.sandbox.errors import RoomDied, StudentError
from grader.sandbox.plan import gpu_present

pytestmark = [pytest.mark.gpu, pytest.mark.skipif(not gpu_present(), reason="no CUDA device here")]

COURSE = find_course(explicit=Path(__file__).resolve().parents[2])
SOURCE = """
import torch

def double(X):
    return X * 2

def hang(X):
    while True:
        X = (X @ X).clamp(-1, 1)

def exhaust(X):
    return [torch.empty(1 << 30, device=X.device) for _ in range(1 << 10)]

def where():
    return str(torch.zeros(1, device="cuda").device)
"""
NAMES = ("double", "hang", "exhaust", "where")


@pytest.fixture(scope="module")
def rooms():
    from grader.sandbox.two_rooms import TwoRooms

    with TwoRooms(device="cuda", standby=1) as found:
        yield found


@pytest.fixture
def room(rooms):
    opened = rooms.open(Program(SOURCE, names=NAMES), Limits(call_s=5, memory_mb=4096))
    opened.begin(1)
    yield opened
    opened.close()


def test_a_tensor_stays_on_the_gpu(room):
    import torch

    X = torch.randn(3, 4, device="cuda", requires_grad=True)
    Y = room.get("double")(X)
    assert Y.device.type == "cuda"
    Y.sum().backward()
    assert torch.equal(X.grad, torch.full_like(X, 2))


def test_each_room_has_a_context_of_its_own(rooms):
    for _ in range(3):
        opened = rooms.open(Program(SOURCE, names=NAMES), Limits())
        opened.begin(1)
        assert opened.get("where")() == "cuda:0"
        opened.close()


def test_a_hang_is_a_timeout_and_the_next_room_is_unharmed(rooms, room):
    import torch

    X = torch.randn(4096, 4096, device="cuda")
    with pytest.raises(RoomDied) as died:
        room.get("hang")(X)
    assert died.value.verdict.kind == "timeout"
    after = rooms.open(Program(SOURCE, names=NAMES), Limits())
    after.begin(1)
    assert torch.equal(after.get("double")(X), X * 2)
    after.close()


def test_exhaustion_is_told_and_the_next_call_works(room):
    import torch

    X = torch.randn(2, device="cuda")
    with pytest.raises(StudentError) as raised:
        room.get("exhaust")(X)
    assert isinstance(raised.value, MemoryError)
    assert torch.equal(room.get("double")(X), X * 2)


@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda a: a.id)
def test_every_reference_passes_on_the_gpu(rooms, assignment):
    from grader.judge import judge
    from grader.submission import read_bytes
    from grader.suite.runner import Suite

    submission = read_bytes(assignment.reference_path.read_bytes(), f"{assignment.id}.py")
    report = judge(submission, assignment, rooms, Suite(assignment), device="cuda")
    assert report.score == report.max_score, report
    devices = {test.device for exercise in report.exercises for test in exercise.tests}
    assert devices <= {"cpu", "cuda"}
