"""The parameters of the simulator: two sets of figures in data files, and how a value is drawn from one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import accumulate
from math import log
from pathlib import Path
from random import Random
from typing import Any, Literal

FigureSet = Literal["faultsim", "shifted"]

_DATA = Path(__file__).parent / "data"
_NS_PER_MS = 1_000_000


@dataclass(frozen=True)
class Figures:
    """One set of parameters."""

    name: FigureSet
    digest: str
    """SHA-256 of the file, in hex: a label names it, so that a session can be made again."""
    values: Mapping[str, Any]

    def __getitem__(self, path: str) -> Any:
        """The value, table or distribution at `human.dwell_ms`; KeyError where there is none."""
        value: Any = self.values
        for name in path.split("."):
            value = value[name]
        return value

    def draw(self, path: str, random: Random) -> Any:
        """A value of the distribution there, or the constant."""
        return draw(self[path], random)

    def draw_ns(self, path: str, random: Random) -> int:
        """A time that is given in milliseconds."""
        return int(draw(self[path], random) * _NS_PER_MS)


@cache
def load(name: FigureSet = "faultsim") -> Figures:
    """The set of that name."""
    text = (_DATA / f"{name}.toml").read_bytes()
    return Figures(name, sha256(text).hexdigest(), tomllib.loads(text.decode("utf-8")))


def draw(value: Any, random: Random) -> Any:
    """A value of this distribution, clipped where it says so; a constant is itself."""
    if not isinstance(value, dict):
        return value
    if "choice" in value:
        return _chosen(value, random)
    drawn = _drawn(value, random)
    if (clip := value.get("clip")) is not None:
        return min(max(drawn, clip[0]), clip[1])
    return drawn


def _chosen(value: Mapping[str, Any], random: Random) -> Any:
    choices = value["choice"]
    if "weights" not in value:
        return choices[int(random.random() * len(choices))]
    sums = list(accumulate(value["weights"]))
    point = random.random() * sums[-1]
    return next(choice for choice, until in zip(choices, sums, strict=True) if point < until)


def _drawn(value: Mapping[str, Any], random: Random) -> float:
    if "lognormal" in value:
        median, sigma = value["lognormal"]
        return random.lognormvariate(log(median), sigma)
    if "beta" in value:
        return random.betavariate(*value["beta"])
    if "uniform" in value:
        return random.uniform(*value["uniform"])
    if "geometric" in value:
        return int(log(1 - random.random()) / log(1 - value["geometric"]))
    raise KeyError(f"no such distribution: {value}")
