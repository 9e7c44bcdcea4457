"""`torchgrade submit`: one file to hand in, and what the grader will find in it."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.common import (
    FULL_MARKS,
    MARKS_LOST,
    Unusable,
    course_option,
    debug_option,
    lang_option,
    open_course,
    options,
    sentences,
)
from grader.text import Text

if TYPE_CHECKING:
    from grader.course import Assignment
    from grader.stock import Held, Stock
    from grader.submission.receipt import Receipt

_STATE = {
    "found": ("✓", Text("found", "已找到")),
    "partly": ("✗", Text("a part is missing", "缺一部分")),
    "unwritten": ("✗", Text("not written yet", "还没有写")),
    "forbidden": ("✗", Text("uses what is forbidden", "使用了禁用的运算")),
    "missing": ("✗", Text("missing", "没有找到")),
}
_COLOR = {"✓": "green", "✗": "red"}


@click.command("submit")
@click.argument("submission", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="Default: ASSIGNMENT.torchgrade.zip"
)
@click.option("--assignment", metavar="A", help="The assignment. Default: found from the submission.")
@click.option("--force", is_flag=True, help="Replace OUT if it is there.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options(course_option, lang_option, debug_option)
def command(
    submission: Path,
    output: Path | None,
    assignment: str | None,
    force: bool,
    form: str,
    course: Path | None,
    lang: str,
    debug: bool,
) -> int:
    """Pack your work into one file to hand in, and show what the grader will find in it. Nothing is run.

    Exit code: 0 packed and complete, 1 packed though something is missing, 2 not packed.
    """
    from grader.choose import Undecided, choose, of_another_release
    from grader.stock import take_stock
    from grader.submission import Unreadable, digest_of, files_of, read
    from grader.submission.receipt import SUFFIX, Receipt, pack

    found = open_course(course)
    try:
        files = files_of(submission)
        work = read(submission)
        with sentences():
            chosen, said = (found.find(assignment), []) if assignment else choose(work, found)
    except (Unreadable, Undecided) as error:
        raise Unusable(f"{submission}: {error.text.of(lang)}") from None
    stock = take_stock(work, chosen)
    receipt = Receipt(
        assignment=chosen.key,
        version=chosen.version,
        time=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        sha256=digest_of(files),
        files=tuple(sorted(files)),
        complete=tuple(held.exercise.id for held in stock.held if held.state == "found"),
        incomplete=tuple(held.exercise.id for held in stock.held if held.state != "found"),
    )
    out = output if output is not None else Path(chosen.id + SUFFIX)
    if out.is_dir():
        out = out / (chosen.id + SUFFIX)
    data = pack(files, receipt)
    replaced = _write(out, data, force, lang)
    warnings = [*said, *of_another_release(work, chosen), *stock.warnings]
    if form == "json":
        click.echo(_json(receipt, stock, warnings, out, lang))
    else:
        _tell(chosen, stock, warnings, receipt, out, len(data), replaced, lang)
    return FULL_MARKS if stock.complete else MARKS_LOST


def _write(out: Path, data: bytes, force: bool, lang: str) -> bool:
    """Write the file, whole or not at all. Returns whether another was replaced; raises Unusable."""
    there = out.exists()
    if there and not force:
        raise Unusable(_already(out).of(lang))
    part = out.with_name(out.name + ".part")
    try:
        part.write_bytes(data)
        os.replace(part, out)
    except OSError as error:
        part.unlink(missing_ok=True)
        why = error.strerror or str(error)
        raise Unusable(f"无法写入 {out}：{why}。" if lang == "zh" else f"cannot write {out}: {why}.") from None
    return there


def _already(out: Path) -> Text:
    """What is said of a file that is in the way: when it was packed, where it is one of ours."""
    from grader.submission.receipt import receipt_in

    try:
        receipt = receipt_in(out.read_bytes())
    except OSError:
        receipt = None
    when = Text(f" (packed {_moment(receipt.time)})", f"（打包于 {_moment(receipt.time)}）") if receipt else Text("")
    return Text(
        f"{out} is there already{when.en}. Nothing was written: --force replaces it, -o OUT names another file.",
        f"{out} 已经存在{when.of('zh')}，没有写入。加 --force 可以替换它，用 -o OUT 可以另取名字。",
    )


def _tell(
    assignment: Assignment,
    stock: Stock,
    warnings: list[Text],
    receipt: Receipt,
    out: Path,
    size: int,
    replaced: bool,
    lang: str,
) -> None:
    zh = lang == "zh"
    title = assignment.title.of(lang)
    click.echo(f"{assignment.section} {title}\n")
    width = max(len(held.exercise.id) for held in stock.held)
    for held in stock.held:
        mark, state = _STATE[held.state]
        head = f"  {mark} {held.exercise.id:<{width}}  {state.of(lang)}"
        click.echo(click.style(head, fg=_COLOR[mark]) + _where(held, lang))
        for said in held.said:
            click.echo(f"    {said.of(lang)}")
    for warning in warnings:
        click.secho(f"! {warning.of(lang)}", fg="yellow")
    click.echo()
    listed = ", ".join(receipt.files)
    verb = Text("Replaced", "已替换") if replaced else Text("Packed", "已打包")
    kb = f"{max(1, round(size / 1000))} kB"
    click.echo(f"{verb.of(lang)}：{out}（{kb}）：{listed}" if zh else f"{verb.en} {out} ({kb}): {listed}")
    click.echo(f"{'回执' if zh else 'Receipt'}  sha256 {receipt.sha256}")
    click.echo(f"{'时间' if zh else 'Time   '}  {_moment(receipt.time)}")
    if stock.complete:
        click.echo("请提交这个文件。" if zh else "Hand in this one file.")
    else:
        click.echo(
            "还不完整。可以照样提交，也可以补完后加 --force 重新打包。"
            if zh
            else "It is not complete. Hand it in as it is, or go on and pack again with --force."
        )


def _where(held: Held, lang: str) -> str:
    """Where the names of an exercise stand, and which do not."""
    from grader.feedback import words

    parts = []
    for name in held.names:
        called = f"{name.name} " if name.name != held.exercise.id or len(held.names) > 1 else ""
        if name.at is None:
            if held.state != "missing":
                parts.append(f"{called}{_STATE['missing'][1].of(lang)}")
            continue
        spot = words.place(name.at.cell, name.at.line).of(lang)
        blank = "" if name.written or held.state == "unwritten" else f" ({_STATE['unwritten'][1].of(lang)})"
        parts.append(f"{called}{spot}{f' ({name.at.file})' if name.at.file else ''}{blank}")
    return f"  {('；' if lang == 'zh' else '; ').join(parts)}" if parts else ""


def _json(receipt: Receipt, stock: Stock, warnings: list[Text], out: Path, lang: str) -> str:
    import msgspec

    exercises: list[dict[str, Any]] = [
        {
            "id": held.exercise.id,
            "state": held.state,
            "names": [
                {"name": name.name, "written": name.written, "at": name.at._asdict() if name.at else None}
                for name in held.names
            ],
            "said": [said.of(lang) for said in held.said],
        }
        for held in stock.held
    ]
    whole = {
        "file": str(out),
        "receipt": msgspec.to_builtins(receipt),
        "exercises": exercises,
        "warnings": [warning.of(lang) for warning in warnings],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _moment(time: str) -> str:
    return time.replace("T", " ").replace("Z", " UTC")
