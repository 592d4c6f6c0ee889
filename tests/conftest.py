"""What all tests share: how they are spread over processors, and in which order."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("keycheck", deadline=None, max_examples=25)
settings.register_profile("many", deadline=None, max_examples=400)  # `pytest --hypothesis-profile=many`, now and then
settings.register_profile("few", deadline=None, max_examples=5)  # where the laws hold, and the system is under test
settings.load_profile("keycheck")  # machines are noisy: no test may fail because it was slow

LONGEST_NAME = 80
"""From so many characters on a text is no name of a test."""

SELDOM = 5_000
"""So many new objects at a time are looked through for garbage; Python's own 700 is a habit of smaller machines."""

SYSTEM = Path(__file__).with_name("system")
SIMULATED = SYSTEM / "simulated"
"""Whole examinations in a time of their own: they need no tool, and may run beside each other."""


def pytest_sessionstart() -> None:
    """A worker of pytest-xdist says 80 by 24; the terminals of the tests have sizes of their own, and speak English."""
    for size in ("COLUMNS", "LINES"):
        os.environ.pop(size, None)
    os.environ["KEYCHECK_LANGUAGE"] = "en"


@pytest.hookimpl(tryfirst=True, optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Two more than processors, as tests of screens and processes wait a lot; a file named alone is not worth two."""
    folders = all(Path(argument.partition("::")[0]).is_dir() for argument in config.args)
    return (os.cpu_count() or 1) + 2 if folders else 0


def pytest_collection_finish() -> None:
    """What was loaded by now stays to the end: to look through it for garbage again and again takes a tenth of all."""
    gc.freeze()
    gc.set_threshold(SELDOM)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Files stay together, unless another way to spread them was asked for."""
    from tests.spread import ByFile

    return ByFile(config, log) if config.getoption("dist") == "loadgroup" else None


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """System tests come last and one by one: they measure time on real servers, and must not wait for each other."""
    of_system = {path: SYSTEM in path.parents for path in {item.path for item in items}}
    for item in items:
        if of_system[item.path] and SIMULATED not in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("system"))
    items.sort(key=lambda item: of_system[item.path])


def pytest_make_parametrize_id(val: object) -> str | None:
    """Of a long text its beginning and its length: Windows takes no longer name of a test than 32,767 characters."""
    if isinstance(val, str | bytes) and len(val) > LONGEST_NAME:
        return f"{val[:20]!r} and so on, {len(val)} long"
    return None
