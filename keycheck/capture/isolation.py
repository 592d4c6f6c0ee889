"""How Python is started with more rights: by no folder and no file of whoever stands there.

It imports nothing but what Python has loaded already: it is asked before anything else is.
"""

from __future__ import annotations

import os
import sys

ISOLATED = ("-P", "-s", "-B")
"""Options of Python: neither the current folder nor the user's own packages are looked into, no `__pycache__` is left
behind that belongs to root."""

REFUSED = "with root rights it is started by keycheck alone (keycheck test --elevate), and found was something else"


def is_unsafe() -> bool:
    """Whether this process has root's rights and was not started by these options."""
    flags = sys.flags
    isolated = flags.safe_path and flags.no_user_site and flags.dont_write_bytecode
    return sys.platform != "win32" and os.geteuid() == 0 and not isolated
