"""Sample reports as the judge makes them: a diagnosed mistake, every kind of status, and one written by an attacker."""

# ruff: noqa: E501  (a Chinese character counts as two columns)

from __future__ import annotations

from typing import Any

from grader.report import (
    Diagnosis,
    ExerciseResult,
    Grader,
    Place,
    Report,
    ReportZh,
    Source,
    SubmissionRef,
    TestResult,
    Zh,
)
from grader.sandbox import Isolation

SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
FULL = Isolation(level="full", walls={"user namespace": "up", "network": "up", "seccomp": "up", "landlock": "up"})


def a_test(id: str = "softmax::test_rows", status: str = "failed", **fields: Any) -> TestResult:
    """A test worth two points; `zh_title=…` and the like go into its `zh`."""
    zh = Zh(**{k[3:]: fields.pop(k) for k in list(fields) if k.startswith("zh_")})
    score = 2.0 if status == "passed" else 0.0
    base: dict[str, Any] = {
        "title": "Rows sum to one.",
        "score": score,
        "max_score": 2.0,
        "device": "cpu",
        "visibility": "hidden",
    }
    return TestResult(id=id, status=status, zh=zh, **(base | {"duration_s": 0.004} | fields))  # type: ignore[arg-type]


def an_exercise(*tests: TestResult, id: str = "softmax", status: str = "failed", **fields: Any) -> ExerciseResult:
    base: dict[str, Any] = {"score": sum(t.score for t in tests), "max_score": sum(t.max_score for t in tests)}
    return ExerciseResult(id=id, status=status, tests=tests, **(base | fields))  # type: ignore[arg-type]


def a_report(*exercises: ExerciseResult, **fields: Any) -> Report:
    base: dict[str, Any] = {
        "submission": SubmissionRef(path="submissions/lin_mei/softmax.ipynb", sha256=SHA, student="lin_mei"),
        "assignment": "softmax_regression",
        "title": "Softmax regression from scratch",
        "section": "3.6",
        "device": "cpu",
        "seed": 20240917,
        "isolation": FULL,
        "score": sum(e.score for e in exercises),
        "max_score": sum(e.max_score for e in exercises),
        "duration_s": 0.0431,
        "exercises": exercises,
        "assignment_version": "b5bb9d8014a0",
        "grader": Grader(version="0.1.0", python="3.11.9", torch="2.11.0"),
        "zh": ReportZh(title="从零实现 softmax 回归"),
    }
    return Report(**(base | fields))


SOFTMAX_CODE = '''def softmax(X):
    """Softmax over the classes of each example."""
    X_exp = torch.exp(X)
    partition = X_exp.sum(0, keepdim=True)   # one sum for each column
    return X_exp / partition
'''


def softmax() -> Report:
    """Ten tests: the columns normalised, not the rows, and told so."""
    tests = (
        a_test("softmax::test_shape", "passed", title="The result has the shape of its input.",
               zh_title="结果与输入形状相同。", visibility="public", score=1.0, max_score=1.0),
        a_test("softmax::test_rows", title="Every row sums to one.", zh_title="每一行的和都是 1。", visibility="public",
               message="Wrong values: 5 of 5 differ, first at [0]: 0.2251 too small, more than the tolerance of 1.3e-06.",
               zh_message="数值不对：5 个中有 5 个不同，首先是 [0]：小了 0.2251，超过容差 1.3e-06。",
               detail="At [0]: got 0.7749, expected 1.0000.", zh_detail="[0] 处：得到 0.7749，应为 1.0000。",
               hint="Sum along dim 1, and keep that dimension so that the division broadcasts row by row.",
               zh_hint="沿 dim 1 求和，并保留该维度，使除法按行广播。"),
        a_test("softmax::test_values", title="The values agree with the definition.", zh_title="数值与定义一致。",
               message="Wrong values: 20 of 20 differ, first at [0, 0]; farthest at [0, 3], off by 0.1325.",
               zh_message="数值不对：20 个中有 20 个不同，首先是 [0, 0]；相差最大的是 [0, 3]，差 0.1325。",
               hint="`exp(X)` divided by its sum over the classes.", zh_hint="`exp(X)` 除以它在类别维上的和。"),
        a_test("softmax::test_gradient", title="The gradient agrees with the definition.", zh_title="梯度与定义一致。",
               judged=False, after=("softmax::test_values",), max_score=1.0),
        a_test("softmax::test_input_left_alone", "passed", title="Your function does not change its input.",
               zh_title="函数不改变它的输入。", score=1.0, max_score=1.0),
        a_test("softmax::test_large_logits", title="Large logits do not overflow.", zh_title="很大的 logits 不会溢出。",
               message="Not finite: 3 of 4 values are nan, first at [0, 0].", max_score=1.0,
               zh_message="出现非有限值：4 个中有 3 个是 nan，首先是 [0, 0]。",
               hint="exp(1000) is infinite. Subtract each row's maximum first: the quotient stays the same.",
               zh_hint="exp(1000) 是无穷大。先减去每行的最大值：商不变。"),
        a_test("softmax::test_one_dim_raises", "error", title="A batch of one row works.", zh_title="只有一行的批次也能用。",
               message="Your code raised IndexError: Dimension out of range (expected to be in range of [-1, 0], but got 1).",
               zh_message="你的代码抛出 IndexError：Dimension out of range (expected to be in range of [-1, 0], but got 1)。",
               max_score=1.0, frames=(Place(10, 3, 4, "softmax", "    partition = X_exp.sum(0, keepdim=True)"),)),
        a_test("softmax::test_slow", "timeout", title="A batch of 256 examples takes no time.", zh_title="256 个样本不费时。",
               message="No answer within 10 s: a loop that does not end?", zh_message="10 秒内没有结果：有不会结束的循环吗？",
               verdict="timeout", max_score=1.0, duration_s=10.02),
        a_test("softmax::test_on_cuda", "inconclusive", title="The result is where the input is.", zh_title="结果与输入在同一设备上。",
               device="cuda (simulated)", max_score=0.0, message="The simulated device cannot follow code that reads values.",
               zh_message="模拟设备无法执行读取数值的代码。"),
        a_test("softmax::test_secret", title="A secret.", visibility="secret", max_score=1.0, message="secret message"),
    )  # fmt: skip
    diagnosis = Diagnosis(
        mistake="softmax_down_the_columns",
        message="You normalised each column: `dim=0` runs down the rows. The probabilities of one example stand in a row, "
        "so the sum runs over `dim=1`.",
        zh=Zh(
            message="你把每一列归一化了：`dim=0` 沿行的方向累加。一个样本的各类概率在同一行，因此应沿 `dim=1` 求和。"
        ),
    )
    exercise = an_exercise(
        *tests,
        diagnosis=(diagnosis,),
        title="softmax",
        where=Place(7, 3, 1, "softmax", "def softmax(X):"),
        source=(Source("softmax", SOFTMAX_CODE, 3, 1),),
    )
    return a_report(
        exercise,
        warnings=("softmax is defined twice (cells 2 and 3): the last one was graded.",),
        zh=ReportZh(
            title="从零实现 softmax 回归", warnings=("softmax 定义了两次（第 2 和第 3 个单元格）：按最后一次评分。",)
        ),
    )


GRU_CODE = """def init_gru_state(batch_size, num_hiddens, device):
    return torch.zeros((batch_size, num_hiddens), device=device),


def gru(inputs, state, params):
    H, = state
    while True:          # one step for each input
        H = step(H)
"""


def mixed() -> Report:
    """Five exercises: full marks, a timeout, a crash, one missing, one that could not be loaded."""
    right = an_exercise(
        a_test(
            "BatchNorm::test_shape",
            "passed",
            title="The result has the input's shape.",
            zh_title="结果与输入形状相同。",
        ),
        a_test("BatchNorm::test_modes", "passed", title="Training and evaluation differ.", zh_title="训练与评估不同。"),
        a_test("BatchNorm::test_device", "passed", title="Buffers move with the module.", device="cuda (simulated)"),
        id="BatchNorm",
        status="passed",
        source=(Source("BatchNorm", "class BatchNorm(nn.Module):\n    pass\n", 4, 1),),
    )
    slow = an_exercise(
        *(a_test(f"gru::test_{n}", "timeout", title=f"Step {n} agrees with the definition.", zh_title=f"第 {n} 步与定义一致。",
                 verdict="timeout", frames=(Place(20, None, 47, "gru", "    while True:          # one step for each input"),),
                 message="No answer within 10 s.", zh_message="10 秒内没有结果。") for n in (1, 2)),
        id="gru",
        status="timeout",
        title="A gated recurrent unit",
        zh=Zh(title="门控循环单元"),
        verdict="timeout",
        source=(Source("gru", GRU_CODE, None, 41),),
    )  # fmt: skip
    crashed = an_exercise(
        a_test("corr2d::test_values", "error", verdict="out of memory", message="Your code needed more than 4096 MiB."),
        id="corr2d",
        status="crashed",
        verdict="out of memory",
    )
    missing = an_exercise(
        a_test("bleu::test_perfect", title="A perfect prediction scores one."),
        id="bleu",
        status="missing",
        message="Your file does not define bleu. Did you rename the function, or forget to save the notebook?",
        zh=Zh(message="你的文件没有定义 bleu。是改了函数名，还是忘了保存笔记本？"),
    )
    unloaded = an_exercise(
        a_test("masked_softmax::test_values", "error", title="Masked entries get no weight."),
        id="masked_softmax",
        status="error",
        message="Your code could not be loaded: NameError: name 'nn' is not defined.",
        zh=Zh(message="无法载入你的代码：NameError: name 'nn' is not defined。"),
        frames=(Place(3, 2, 5, "", "layer = nn.Linear(4, 2)"),),
    )
    return a_report(
        right, slow, crashed, missing, unloaded, isolation=Isolation("partial", {"seccomp": "not on macOS"})
    )


EVIL = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'></p></style><!-- {{ 7*7 }} {% raw %} ]]> &amp; "
    "`tick` ```\n# heading\n[x](https://evil.example) ![i](https://evil.example/t.gif) www.evil.example me@evil.example "
    "@teacher | a | b |\n\x1b[2J\x1b]52;c;aGk=\x07\x1b[32mPASSED\u202eevil\u2066\x00\x9b1m\ud800"
)


def hostile(evil: str = EVIL) -> Report:
    """Every string that a student has a hand in, as an attacker writes it."""
    place = Place(1, None, 1, evil, evil)
    test = a_test(evil, "error", title=evil, message=evil, hint=evil, detail=evil, device=evil, visibility="public",
                  zh_title=evil, zh_message=evil, zh_hint=evil, zh_detail=evil, frames=(place,))  # fmt: skip
    huge = a_test("huge", "failed", message=evil * 5000, visibility="public")
    exercise = an_exercise(
        test, huge, id=evil, title=evil, message=evil, where=place, frames=(place,), definitions=(Place(1, 3, 1, "f", evil, evil, 9),),
        source=(Source(evil, f"def f():\n    '''{evil}'''\n" + "````\n~~~\n" * 3, None, 1),),
        diagnosis=(Diagnosis(mistake=evil, message=evil, zh=Zh(message=evil)),), zh=Zh(title=evil, message=evil),
    )  # fmt: skip
    return a_report(
        exercise,
        submission=SubmissionRef(path=evil, sha256=evil, student=evil),
        warnings=(evil,),
        title=evil,
        device=evil,
        isolation=Isolation("none", {evil: evil}),
        zh=ReportZh(title=evil, warnings=(evil,)),
    )
