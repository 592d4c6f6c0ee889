"""The one clock that every source stamps with, and that an examination starts on."""

from __future__ import annotations

import sys
import time

now_ns = time.perf_counter_ns if sys.platform == "win32" else time.monotonic_ns
"""Nanoseconds of a clock that all processes of the machine share and that is never set back.

On Linux it is CLOCK_MONOTONIC, the clock of the X server and of evdev. On Windows it is `perf_counter_ns`, because
`monotonic_ns` steps by 15.6 ms there before Python 3.13.
"""
