"""Owns the sentences that feedback itself says, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from grader.text import Text

STATUS = {
    "passed": Text("all right", "全部正确"),
    "failed": Text("not yet right", "还不正确"),
    "missing": Text("missing", "没有提交"),
    "error": Text("error", "出错"),
    "timeout": Text("too slow", "超时"),
    "crashed": Text("crashed", "崩溃"),
}
STATE = {
    "passed": Text("passed", "通过"),
    "failed": Text("failed", "未通过"),
    "error": Text("error", "出错"),
    "timeout": Text("timeout", "超时"),
    "waiting": Text("not judged yet", "尚未评判"),
    "unknown": Text("not judged", "未评判"),
}
MARKS = {"passed": "✓", "failed": "✗", "error": "!", "timeout": "!", "waiting": "·", "unknown": "?"}
MARKS |= {"missing": "✗", "crashed": "!"}
VERDICT = {
    "timeout": Text("Your code took too long and was stopped.", "你的代码运行时间过长，已被停止。"),
    "crashed": Text("Your code took Python itself down.", "你的代码使 Python 本身崩溃。"),
    "out of memory": Text("Your code needed more memory than it may have.", "你的代码需要的内存超过了限制。"),
    "killed": Text("Your code was stopped from outside.", "你的代码被外部终止。"),
    "protocol": Text("Your code disturbed its link to the grader.", "你的代码破坏了与评分程序的通信。"),
}
SECRET = Text("A secret test", "保密测试")
PUBLIC = Text("public", "公开")
POINTS = Text("points", "分")
WHAT_WENT_WRONG = Text("What went wrong", "问题出在哪里")
COLON = Text(": ", "：")
COMMA = Text(", ", "，")
STOP = Text(". ", "。")
HINT = Text("Hint", "提示")
DETAIL = Text("In numbers", "具体数值")
NOTES = Text("Notes on your file", "关于你的文件")
GRADED = Text("How this was graded", "评分方式")
SEED = Text("seed", "随机种子")
FILE = Text("file", "文件")
GRADER = Text("grader", "评分程序")
VERSION = Text("assignment", "作业版本")
DEVICE = Text("device", "设备")
ISOLATION = Text("isolation", "隔离")
ISOLATION_LEVEL = {
    "full": Text("full", "完全"),
    "partial": Text("partial", "部分"),
    "none": Text("none", "无"),
}
IN_THE_NOTEBOOK = Text(
    "torchgrade wrote this cell and those under the graded code; grading again replaces them.",
    "此单元格和评分代码下方的反馈由 torchgrade 写入，再次评分时会被替换。",
)
_OF_THE_FILE = Text(
    "This notebook was made from your file, to hold the feedback; the file itself is as it was.",
    "为了写入反馈，由你的文件生成了这份 notebook；原文件没有改动。",
)
_OF_SEVERAL = Text(
    "This notebook was made from the code of your files, without their outputs, to hold the feedback.",
    "为了写入反馈，由你的各个文件中的代码生成了这份 notebook，其中不含输出。",
)
MADE_FROM = {"py": _OF_THE_FILE, "md": _OF_THE_FILE, "zip": _OF_SEVERAL, "folder": _OF_SEVERAL}
NOTHING_COSTS = Text("This costs no points.", "不扣分。")
HIDDEN_COME = Text(
    "These are the public tests. When you are graded, hidden tests come on top.",
    "以上是公开测试。正式评分时还有隐藏测试。",
)


def not_begun(ids: Sequence[str]) -> Text:
    """For the exercises of which nothing is written yet."""
    listed = [f"`{id_}`" for id_ in ids]
    return Text(f"Not begun: {', '.join(listed)}.", f"还没有开始：{'、'.join(listed)}。")


def judged_with(names: Sequence[str]) -> Text:
    """For an exercise that was judged with the reference's functions in these names."""
    listed = " and ".join([*([", ".join(f"`{n}`" for n in names[:-1])] if names[1:] else []), f"`{names[-1]}`"])
    return Text(
        f"Judged with our {listed}: what is wrong there costs nothing here.",
        f"评阅时使用了我们的 {'、'.join(f'`{n}`' for n in names)}：那里的错误在这里不重复扣分。",
    )


def your(name: str) -> Text:
    """Over the student's own code."""
    return Text(f"Your {name}", f"你的 {name}")


def place(cell: int | None, line: int, function: str = "", file: str = "", file_line: int = 0) -> Text:
    """Where in the student's file: a line, and where there are cells, its code cell."""
    en, zh = f"line {line}", f"第 {line} 行"
    if cell is not None:
        en, zh = f"cell {cell}, {en}", f"第 {cell} 个单元格，{zh}"
    if file_line:
        en, zh = f"{en} (line {file_line} of the file)", f"{zh}（文件第 {file_line} 行）"
    if file:
        en, zh = f"{file}, {en}", f"{file}，{zh}"
    if function and function != "<module>":
        en, zh = f"{en} in {function}", f"{zh}（{function} 中）"
    return Text(en, zh)


def defined(places: list[tuple[str, Text]]) -> Text:
    """Where the graded names were found."""
    en = "; ".join(f"`{name}` in {where.en}" for name, where in places)
    zh = "；".join(f"`{name}` 在{where.zh}" for name, where in places)
    return Text(f"Graded: {en}.", f"评阅的定义：{zh}。") if places else Text("")


def headline(passed: int, total: int) -> Text:
    """How many tests pass."""
    if total == 0:
        return Text("No test could be run.", "没有可以运行的测试。")
    if passed == total:
        one = Text("The test passes.", "测试通过。")
        return one if total == 1 else Text(f"All {total} tests pass. Well done.", f"{total} 项测试全部通过。做得好。")
    verb = "passes" if passed == 1 else "pass"
    return Text(f"{passed} of {total} tests {verb}.", f"{total} 项测试中通过了 {passed} 项。")


def tally(passed: int, total: int) -> Text:
    """How many of an exercise's tests pass, beside its status."""
    return Text(f"{passed} of {total} tests", f"{passed} / {total} 项测试")
