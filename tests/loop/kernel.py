"""A real kernel for tests: runs cells as a front end would, and gives back what they show."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parents[2]
_LIMIT_S = 120


@dataclass
class Output:
    """What one cell showed. `html` and `text` are of its last display, `printed` both streams, `error` a traceback."""

    html: str = ""
    text: str = ""
    printed: str = ""
    error: str = ""
    shown: list[str] = field(default_factory=list)  # every state of the display, as text


class Kernel:
    """A running kernel."""

    def __init__(self, manager: KernelManager, client: BlockingKernelClient):
        self.manager, self.client = manager, client

    def run(self, source: str, cell: str = "") -> Output:
        """Run a cell, with the id that a front end gives it."""
        out = Output()

        def hear(message: dict[str, Any]) -> None:
            content = message["content"]
            if message["msg_type"] in ("display_data", "update_display_data", "execute_result"):
                out.html, out.text = content["data"].get("text/html", ""), content["data"].get("text/plain", "")
                out.shown.append(out.text)
            elif message["msg_type"] == "stream":
                out.printed += content["text"]
            elif message["msg_type"] == "error":
                out.error = "\n".join(content["traceback"])

        # As execute_interactive, with the metadata that JupyterLab and VS Code send along.
        message = self.client.session.msg(
            "execute_request",
            {
                "code": source,
                "silent": False,
                "store_history": True,
                "user_expressions": {},
                "allow_stdin": False,
                "stop_on_error": False,
            },
            metadata={"cellId": cell} if cell else {},
        )
        self.client.shell_channel.send(message)
        while True:
            heard = self.client.get_iopub_msg(timeout=_LIMIT_S)
            if heard["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            if heard["msg_type"] == "status" and heard["content"]["execution_state"] == "idle":
                return out
            hear(heard)

    def value(self, expression: str) -> str:
        """What an expression prints in the kernel, leaving no trace in its history."""
        reply = self.client.execute("", silent=True, store_history=False, user_expressions={"v": expression})
        while True:
            message = self.client.get_shell_msg(timeout=_LIMIT_S)
            if message["parent_header"].get("msg_id") == reply:
                return str(message["content"]["user_expressions"]["v"]["data"]["text/plain"])


@contextmanager
def kernel(folder: Path, **environment: str) -> Iterator[Kernel]:
    """A kernel of this Python, started in `folder`."""
    manager = KernelManager(kernel_name="python3")
    manager._kernel_spec = KernelSpec(
        argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        language="python",
        display_name="t",
    )
    folders = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    manager.start_kernel(
        cwd=str(folder), env={**os.environ, "PYTHONPATH": os.pathsep.join(folders), **environment}, stderr=-3
    )
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=_LIMIT_S)
        yield Kernel(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
