"""Owns what surrounds a run in this process: whether there is a GPU, and that nothing gets out or is left behind."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import torch


@lru_cache(maxsize=1)
def gpu_present() -> bool:
    """Whether CUDA works here, asked in a way that does not initialise it in this process."""
    before = os.environ.get("PYTORCH_NVML_BASED_CUDA_CHECK")
    os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"] = "1"
    try:
        return bool(torch.cuda.is_available())
    finally:
        if before is None:
            del os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"]
        else:
            os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"] = before


@contextmanager
def undisturbed() -> Iterator[None]:
    """Nothing a suite prints or warns gets out, and a timer that was running before goes on afterwards."""
    timed = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    handler: Any = signal.getsignal(signal.SIGALRM) if timed else None
    left = signal.getitimer(signal.ITIMER_REAL) if timed else (0.0, 0.0)
    started = time.monotonic()
    stdout, sys.stdout = sys.stdout, io.StringIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.stdout = stdout
        if timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, handler)
            if left[0]:
                remaining = max(left[0] - (time.monotonic() - started), 0.01)
                signal.setitimer(signal.ITIMER_REAL, remaining, left[1])
