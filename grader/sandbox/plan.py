"""Owns what the zygote is started with: the interpreter, the paths it may read, bubblewrap where installed."""

from __future__ import annotations

import functools
import glob
import importlib.util
import json
import os
import shutil
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.sandbox import CANVAS, LIBRARIES

_SYSTEM = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
    "/etc/fonts",
    "/sys/devices/system/cpu",
)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_GPU_DEVICES = ("/dev/nvidia*", "/dev/nvidia-caps/*", "/dev/dxg")
_GPU_LIBRARIES = (
    "/usr/local/nvidia",
    "/usr/lib/wsl",
    "/usr/local/cuda/lib64",
    "/etc/OpenCL",
    "/sys/module/nvidia",
    "/sys/bus/pci",
    "/sys/devices",
)
# For a process that imports torch and is forked afterwards.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from grader.sandbox.zygote import main; main(int(sys.argv[2]))"
)


@dataclass
class Launch:
    """One start of a zygote."""

    config: dict[str, Any]
    environment: dict[str, str]
    bubblewrap: str | None = None
    descriptors: list[int] = field(default_factory=list)

    def command(self, control: int) -> list[str]:
        """The command line; `control` is the descriptor of the control socket."""
        python = [_interpreter(), "-I", "-S", "-B", "-c", _BOOT, json.dumps(self.config["path"]), str(control)]
        return [*self._bubblewrap(), *python] if self.bubblewrap else python

    def _bubblewrap(self) -> list[str]:
        assert self.bubblewrap is not None
        out = [self.bubblewrap, "--unshare-ipc", "--unshare-uts", "--unshare-net", "--unshare-pid"]
        if self.config["parent"] == "process":
            out.append("--die-with-parent")
        # Inside, the zygote still makes a pid namespace and a temporary folder for each child, and changes identity.
        if os.geteuid() == 0:
            out += ["--cap-drop", "ALL"]
            for capability in ("SYS_ADMIN", "SETUID", "SETGID", "SETPCAP", "KILL"):
                out += ["--cap-add", f"CAP_{capability}"]
        else:
            out += ["--unshare-user", "--uid", "0", "--gid", "0", "--cap-add", "ALL"]
        out += ["--new-session", "--clearenv"]
        for name, value in self.environment.items():
            out += ["--setenv", name, value]
        for folder in self._parents():  # bwrap would make them for itself alone
            out += ["--perms", "0755", "--dir", folder]
        out += ["--proc", "/proc", "--dir", "/tmp", "--dir", "/dev/shm", "--tmpfs", str(self.config["scratch"])]
        for link, target in self.config["links"]:
            out += ["--symlink", target, link]
        for path in self.config["readable"]:
            out += ["--ro-bind", path, path]
        for path in self.config["devices"]:
            out += ["--dev-bind", path, path]
        for path in self.config["hidden"]:
            out += ["--tmpfs", path]
        out += ["--remount-ro", "/", "--chdir", "/"]
        return out

    def _parents(self) -> list[str]:
        paths = [*self.config["readable"], *self.config["devices"], *(link for link, _ in self.config["links"])]
        return sorted({str(parent) for path in paths for parent in Path(path).parents} - {"/"})

    def close(self) -> None:
        """Close what was only needed to start."""
        for fd in self.descriptors:
            os.close(fd)


def _interpreter() -> str:
    return os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)


def installed_bubblewrap() -> str | None:
    """Where bubblewrap is, on a system that it is for."""
    return shutil.which("bwrap") if sys.platform == "linux" else None


def plan_launch(device: str, *, warm: tuple[str, ...], merge: bool, bubblewrap: bool | None) -> Launch:
    """How to start a zygote here. `bubblewrap`: True and None use it where it is installed, False does without."""
    found = installed_bubblewrap() if bubblewrap is not False else None
    environment = {
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        **ONE_THREAD,
        "TORCHDYNAMO_DISABLE": "1",
        "PYTORCH_NVML_BASED_CUDA_CHECK": "1",
        "MPLBACKEND": CANVAS,
        "MPLCONFIGDIR": "/tmp",
        # With an arena of address space for each thread, some ten threads meet the limit on memory.
        "MALLOC_ARENA_MAX": "2",
        "USER": "student",
        "TORCH_CPP_LOG_LEVEL": "ERROR",
    }
    gpu = device == "cuda"
    if gpu and "LD_LIBRARY_PATH" in os.environ:
        environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]
    if sys.platform == "win32":
        environment["SYSTEMROOT"] = os.environ.get("SYSTEMROOT", "")
    standard, site, engine = _python_paths()
    readable, links = _roots([*standard, *site, *_engine_files(engine)], gpu)
    devices = [p for p in _DEVICES if os.path.exists(p)]
    if gpu:
        devices += sorted({p for pattern in _GPU_DEVICES for p in glob.glob(pattern) if not os.path.isdir(p)})
    path = [*standard, *site]
    config = {
        "path": [*path, engine],
        "own": len(path),
        "warm": list(warm),
        "merge": merge,
        "device": device,
        "readable": readable,
        "links": links,
        "devices": devices,
        # /tmp, unless Python itself lies below it.
        "scratch": "/scratch" if any(p.startswith("/tmp/") for p in readable) else "/tmp",
        # Where rooms get their temporary folders when they have no file system of their own.
        "temporary": tempfile.gettempdir(),
        "hidden": [
            str(p)
            for p in (Path(engine, "solutions"), Path(engine, ".git"))
            if any(_below(str(p), r) for r in readable)
        ],
        "public": _public([*standard, *site]),
        # The kernel can tie the zygote to the thread that starts it, and threads end before their process does.
        "parent": "process" if threading.current_thread() is threading.main_thread() else "thread",
        "bubblewrap": "up" if found else "not used" if bubblewrap is False else "not installed",
    }
    return Launch(config, environment, found)


def _python_paths() -> tuple[list[str], list[str], str]:
    """Standard library, site-packages, and the folder that holds the engine."""
    engine = str(Path(__file__).resolve().parents[2])
    entries = [os.path.abspath(p) for p in sys.path if p and os.path.exists(p)]
    site = [p for p in entries if os.path.basename(p) in ("site-packages", "dist-packages")]
    for needed in ("torch", "numpy", "msgspec", *LIBRARIES):
        spec = importlib.util.find_spec(needed)
        home = str(Path(spec.origin).parents[1]) if spec is not None and spec.origin else None
        if home is not None and home not in site:
            site.append(home)
    prefixes = tuple({os.path.realpath(sys.base_prefix), sys.base_prefix})
    standard = [p for p in entries if p.startswith(prefixes) and p not in site and p != engine]
    return standard, list(dict.fromkeys(site)), engine


def _engine_files(engine: str) -> list[str]:
    """Of our own code, only what the student's room runs."""
    return [f"{engine}/grader/__init__.py", f"{engine}/grader/sandbox"]


def _below(path: str, folder: str) -> bool:
    return path.startswith(folder + "/")


def _public(folders: list[str]) -> bool:
    """Whether another user may read this Python, once it is bound into a root that all may enter."""
    probes = [p for f in folders for p in (f, f"{f}/os.py", f"{f}/torch", f"{f}/torch/__init__.py", f"{f}/lib-dynload")]
    return all(os.stat(p).st_mode & (need := 5 if os.path.isdir(p) else 4) == need for p in probes if os.path.exists(p))


def _roots(python: list[str], gpu: bool) -> tuple[list[str], list[list[str]]]:
    """Paths to bind, parents first and without those that a parent already brings; and symbolic links to make."""
    wanted, links = [], []
    for path in [*_SYSTEM, *(_GPU_LIBRARIES if gpu else ())]:
        if os.path.islink(path) and os.path.isdir(path):
            links.append([path, os.readlink(path)])
        elif os.path.exists(path):
            wanted.append(path)
    base = sys.base_prefix
    wanted += [
        f"{base}/lib",
        f"{base}/lib64",
        os.path.dirname(_interpreter()) + "/" + os.path.basename(_interpreter()),
    ]
    if gpu:
        wanted += [p for p in os.environ.get("LD_LIBRARY_PATH", "").split(":") if p.startswith("/")]
    wanted += [p for p in python if not p.endswith(".zip")]
    linked = tuple(link + "/" for link, _ in links)
    kept: list[str] = []
    for path in sorted({os.path.abspath(p) for p in wanted if os.path.exists(p)}, key=lambda p: (p.count("/"), p)):
        if path.startswith(linked) or any(path == k or _below(path, k) for k in kept):
            continue
        kept.append(path)
    return kept, links


@functools.cache
def gpu_present() -> bool:
    """Whether an NVIDIA GPU is here, found out without initialising CUDA."""
    return bool(glob.glob("/dev/nvidia[0-9]*") or glob.glob("/dev/dxg"))
