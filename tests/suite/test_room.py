"""What a test does to a room itself: files given, written and read back; GPUs pretended. In process and for real."""

from __future__ import annotations

import os
import struct
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from grader.sandbox import Limits, Program
from grader.sandbox.errors import StudentError
from grader.sandbox.inprocess import InProcessRoom
from grader.sandbox.two_rooms import TwoRooms
from grader.submission import read_bytes, slice
from grader.suite import check, files, gpus, left_on_cpu
from grader.suite.spies import over_there
from grader.suite.words import Failed

SOURCE = """
import os
import torch
from d2l import torch as d2l


def read(path):
    with open(path) as file:
        return file.read()


def write(path, text):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def overwrite(path):
    try:
        os.chmod(path, 0o644)
        with open(path, "w") as file:
            file.write("mine")
    except OSError as error:
        return type(error).__name__


def delete(path):
    os.remove(path)


def save(path, value):
    torch.save(value, path)


def save_object(path):
    torch.save(torch.nn.Linear(2, 1), path)


def load(path):
    net = torch.nn.Linear(2, 1)
    net.load_state_dict(torch.load(path))
    return net.weight


def here():
    return sorted(os.listdir("."))


def story():
    with open(d2l.download("time_machine")) as file:
        return file.read()


def elsewhere():
    return d2l.download("pikachu")


def labels(download):
    from torchvision import datasets, transforms
    data = datasets.FashionMNIST(root="../data", train=True, transform=transforms.ToTensor(), download=download)
    image, label = data[1]
    return len(data), image.shape, image.sum(), label


def online():
    import urllib.request
    return urllib.request.urlopen("http://example.com").read()


def missing():
    from torchvision import datasets
    return datasets.MNIST(root="../data", download=True)


def try_gpu(i=0):
    return torch.device(f"cuda:{i}") if torch.cuda.device_count() >= i + 1 else torch.device("cpu")


def answers():
    return [torch.cuda.is_available(), torch.cuda.device_count(), torch.accelerator.is_available()]


def zeros(i):
    return torch.zeros(2, device=try_gpu(i))


def apply(net, batches, device, move_net, move_data):
    if move_net:
        net.to(device)
    return [net(X.to(device) if move_data else X) for X in batches]
"""
NAMES = ("read", "write", "overwrite", "delete", "save", "save_object", "load", "here", "story", "elsewhere")
NAMES += ("labels", "online", "missing", "try_gpu", "answers", "zeros", "apply")


def _idx(array: torch.Tensor) -> bytes:
    head = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape)
    return head + array.to(torch.uint8).numpy().tobytes()


IMAGES = torch.arange(3 * 28 * 28).reshape(3, 28, 28) % 256
DATA = (
    ("FashionMNIST/raw/t10k-images-idx3-ubyte", _idx(IMAGES)),
    ("FashionMNIST/raw/t10k-labels-idx1-ubyte", _idx(torch.tensor([1, 2, 3]))),
    ("FashionMNIST/raw/train-images-idx3-ubyte", _idx(IMAGES)),
    ("FashionMNIST/raw/train-labels-idx1-ubyte", _idx(torch.tensor([4, 7, 9]))),
    ("timemachine.txt", b"The Time Machine"),
)


class Student:
    def __init__(self, room: Any):
        self._room, self._lender = room, None

    def __getattr__(self, name: str) -> Any:
        return self._room.get(name)


@pytest.fixture(scope="module", params=["in process", "two rooms"])
def room(request: pytest.FixtureRequest) -> Iterator[Any]:
    source = slice(read_bytes(SOURCE.encode(), "a.py"), NAMES).program.source
    program = Program(source, names=NAMES, data=DATA)
    if request.param == "in process":
        made = InProcessRoom(program)
        yield made
        made.close()
        return
    with TwoRooms(bubblewrap=False, merge=False) as rooms:
        yield rooms.open(program, Limits(import_s=60, call_s=60))


@pytest.fixture
def student(room: Any) -> Iterator[Student]:
    here = os.getcwd()
    room.begin(3)
    yield Student(room)
    room.end()
    assert os.getcwd() == here


def test_what_an_exercise_gives(student: Student) -> None:
    assert student.read("data/timemachine.txt") == "The Time Machine"
    assert student.read("../data/timemachine.txt") == "The Time Machine"
    assert student.story() == "The Time Machine"
    assert student.here() == ["data"]
    assert files(student).names() == []
    with pytest.raises(OSError, match="no network"):
        student.elsewhere()


def test_what_the_code_writes(student: Student) -> None:
    student.write("../data/house_tiny.csv", "a,b\n1,2\n")
    student.write("sub/deep.txt", "x")
    f = files(student)
    assert f.names() == ["data/house_tiny.csv", "sub/deep.txt"]
    assert f.text("../data/house_tiny.csv") == f.text("data/house_tiny.csv") == "a,b\n1,2\n"
    assert f.read("sub/deep.txt") == b"x"
    with pytest.raises(Failed) as failed:
        f.read("sub/other.txt")
    assert failed.value.text.en == "Your code wrote no file `sub/other.txt`."
    assert failed.value.detail is not None
    assert "sub/deep.txt" in failed.value.detail.en
    with pytest.raises(StudentError, match="outside"):
        f.read("../../../etc/passwd")


def test_every_test_begins_with_the_same_files(student: Student, room: Any) -> None:
    student.write("a/b.txt", "x")
    student.write("c.txt", "x")
    student.overwrite("data/timemachine.txt")
    student.delete("data/FashionMNIST/raw/t10k-labels-idx1-ubyte")
    room.end()
    room.begin(4)
    assert student.here() == ["data"]
    assert student.read("data/timemachine.txt") == "The Time Machine"
    assert files(student).read("data/FashionMNIST/raw/t10k-labels-idx1-ubyte") == DATA[1][1]


def test_hidden_files_of_the_test(student: Student) -> None:
    f = files(student)
    f.write("../data/hidden.csv", "1,2,3")
    f.write("data/timemachine.txt", b"another story")  # in the place of one that is given, for this test
    assert student.read("../data/hidden.csv") == "1,2,3"
    assert student.story() == "another story"


def test_tensors_saved_and_loaded(student: Student) -> None:
    value = {"w": torch.randn(2, 3), "n": 2}
    student.save("x.params", value)
    f = files(student)
    check.equal(f.load("x.params"), value)
    check.equal(f.load("x.params")["w"], value["w"])
    net = torch.nn.Linear(2, 1)
    f.save("net.params", net.state_dict())
    check.equal(student.load("net.params").detach(), net.weight.detach())
    with pytest.raises(Failed, match=r"wrote no file `y\.params`"):
        f.load("y.params")
    student.save_object("net")
    with pytest.raises(Failed, match=r"cannot read `net` as tensors"):
        f.load("net")
    student.write("text.params", "no tensors")
    with pytest.raises(Failed, match="as tensors"):
        f.load("text.params")
    assert b"PK" in f.read("x.params")
    with pytest.raises(Failed, match="is not a text"):
        f.text("x.params")


@pytest.mark.parametrize("download", [False, True])
def test_a_data_set_that_is_there_needs_no_network(student: Student, download: bool) -> None:
    count, shape, total, label = student.labels(download)
    assert (count, tuple(shape), label) == (3, (1, 28, 28), 7)
    assert float(total) == pytest.approx(float(IMAGES[1].sum()) / 255, rel=1e-4)


def test_without_a_network_a_sentence_says_so(student: Student, room: Any) -> None:
    if isinstance(room, InProcessRoom):
        pytest.skip("our own code runs there, and may ask what it likes")
    for function in (student.online, student.missing):
        with pytest.raises(StudentError, match="there is no network while code is graded"):
            function()


@pytest.mark.parametrize("forged", [3, "x", [1, 2], [True], {"a": 1}], ids=range(5))
def test_forged_answers_are_not_believed(forged: Any) -> None:
    f = files(Student(types.SimpleNamespace(service=lambda *_: forged)))
    for ask in (lambda: f.read("x"), lambda: f.load("x"), lambda: f.names()):
        with pytest.raises(Failed):
            ask()


def test_pretended_gpus(student: Student) -> None:
    before = student.answers()
    for count in (0, 1, 2):
        with gpus(student, count):
            assert student.answers() == [count > 0, count, count > 0]
            for i in range(3):
                wanted = torch.device(f"cuda:{i}" if i < count else "cpu")
                check.equal(student.try_gpu(i), wanted)
    assert student.answers() == before
    with pytest.raises(ValueError, match="from 0 to 64"), gpus(student, -1):
        pass


def test_pretended_gpus_end_with_the_test(student: Student, room: Any) -> None:
    before = student.answers()
    with pytest.raises(RuntimeError), gpus(student, 5):  # noqa: PT012
        student.answers()
        raise RuntimeError
    room.end()
    room.begin(4)
    assert student.answers() == before


def test_pretended_gpus_of_a_simulation(student: Student, room: Any) -> None:
    room.end()
    room.begin(4, simulate="cuda")
    assert student.answers()[:2] == [True, 1]
    with gpus(student, 2):
        assert student.answers()[:2] == [True, 2]
        assert student.zeros(1)._claimed_device == torch.device("cuda:1")
        assert student.zeros(2)._claimed_device == torch.device("cpu")
    with gpus(student, 0):
        assert student.zeros(0)._claimed_device == torch.device("cpu")


@pytest.mark.parametrize("layer", [torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(3)], ids=["Linear", "BatchNorm1d"])
def test_what_is_left_on_the_cpu_has_to_be_moved(student: Student, room: Any, layer: torch.nn.Module) -> None:
    room.end()
    gpu = torch.device("cuda:0")
    for move_net, move_data in (True, True), (False, True), (True, False):
        room.begin(4, simulate="cuda")
        net, batches = over_there(student, left_on_cpu(layer)), left_on_cpu([torch.ones(4, 3), torch.ones(2, 3)])
        if move_net and move_data:
            for Y in student.apply(net, batches, gpu, move_net, move_data):
                assert Y._claimed_device == gpu
        else:
            with pytest.raises(StudentError, match="devices"):
                student.apply(net, batches, gpu, move_net, move_data)
        room.end()


def test_what_is_not_left_there_lies_on_the_simulated_gpu(student: Student, room: Any) -> None:
    room.end()
    room.begin(4, simulate="cuda")
    net, X = over_there(student, torch.nn.Linear(3, 2)), torch.ones(4, 3)
    assert student.apply(net, [X], torch.device("cuda:0"), False, False)[0]._claimed_device == torch.device("cuda:0")
    assert left_on_cpu({"a": (X, 3)})["a"][0] is X
    with pytest.raises(StudentError, match="devices"):
        student.apply(net, [torch.ones(4, 3), left_on_cpu(torch.ones(4, 3))], torch.device("cuda:0"), False, False)


class Seen(BaseException):
    """What a test wanted to see."""


def test_a_callback_may_end_the_call_with_an_exception_of_its_own(student: Student) -> None:
    def net(X: torch.Tensor) -> None:
        raise Seen

    with pytest.raises(Seen):
        student.apply(net, [torch.ones(1)], None, False, False)


def test_a_room_in_process_leaves_no_folder() -> None:
    room = InProcessRoom(Program("def f(): open('x', 'w').close()", data=DATA))
    room.begin(1)
    assert room.services.folder is not None
    base = Path(room.services.folder.base)
    room.get("f")()
    assert base.exists()
    assert not Path("x").exists()
    room.close()
    assert not base.exists()
