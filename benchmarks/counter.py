"""What work costs: instructions of this process where the kernel counts them, else CPU time."""

from __future__ import annotations

import ctypes
import fcntl
import gc
import os
import platform
import struct
import time
from collections.abc import Callable

Cost = Callable[[Callable[[str], object], str], float]

# From perf_event_open(2) and linux/perf_event.h.
_OPEN = {"x86_64": 298, "aarch64": 241}
_HARDWARE, _INSTRUCTIONS = 0, 1
_SIZE, _FLAGS_AT = 136, 40
_DISABLED, _EXCLUDE_KERNEL, _EXCLUDE_HYPERVISOR = 1 << 0, 1 << 5, 1 << 6
_ENABLE, _DISABLE, _RESET = 0x2400, 0x2401, 0x2403


def counter() -> tuple[Cost, str, float]:
    """What counts, its unit, and the number of units below which it tells nothing."""
    handle = _opened()
    if handle is None:
        return _cpu, "s of CPU", 0.02

    def instructions(work: Callable[[str], object], text: str) -> float:
        gc.collect()
        gc.disable()
        fcntl.ioctl(handle, _RESET, 0)
        fcntl.ioctl(handle, _ENABLE, 0)
        try:
            work(text)
        finally:
            fcntl.ioctl(handle, _DISABLE, 0)
            gc.enable()
        counted: int = struct.unpack("Q", os.read(handle, 8))[0]
        return counted / 1e6

    return instructions, "million instructions", 5.0


def _opened() -> int | None:
    """A counter of the instructions that this process takes outside of the kernel."""
    number = _OPEN.get(platform.machine()) if platform.system() == "Linux" else None
    if number is None:
        return None
    wanted = bytearray(_SIZE)
    struct.pack_into("=IIQ", wanted, 0, _HARDWARE, _SIZE, _INSTRUCTIONS)
    flags = _DISABLED | _EXCLUDE_KERNEL | _EXCLUDE_HYPERVISOR
    struct.pack_into("=Q", wanted, _FLAGS_AT, flags)
    given = (ctypes.c_char * _SIZE).from_buffer(wanted)
    handle = ctypes.CDLL(None, use_errno=True).syscall(number, given, 0, -1, -1, 0)
    return handle if handle >= 0 else None


def _cpu(work: Callable[[str], object], text: str) -> float:
    gc.collect()
    gc.disable()
    start = time.process_time()
    try:
        work(text)
        return time.process_time() - start
    finally:
        gc.enable()
