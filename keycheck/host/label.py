"""What the maker wrote into a machine: maker, model and serial number, each with where it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ReadFrom = Literal["dmi", "device_tree", "registry", "sysctl", "system_profiler", "system"]
"""dmi: the firmware's own table (SMBIOS). registry: Windows' copy of it. system: what the system says of itself."""

PLACEHOLDERS = frozenset({
    "asset tag",
    "default string",
    "empty",
    "invalid",
    "n/a",
    "na",
    "none",
    "not applicable",
    "not available",
    "not specified",
    "null",
    "o.e.m.",
    "oem",
    "product name",
    "serial number",
    "standard",
    "system manufacturer",
    "system name",
    "system product name",
    "system serial number",
    "system version",
    "to be filled by o.e.m.",
    "to be filled by oem",
    "type1productconfigid",
    "undefined",
    "unknown",
})  # fmt: skip
"""What firmware holds where a maker filled in nothing: the samples of AMI, Phoenix and Insyde, in lower case."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was read, not typed."""

    value: str
    source: ReadFrom


@dataclass(frozen=True, slots=True)
class Label:
    """What a machine says of itself; None for each part that it does not say."""

    maker: Fact | None = None
    model: Fact | None = None
    serial: Fact | None = None
    """Personal data: it can lead to a buyer."""


def stated(text: str | None, source: ReadFrom) -> Fact | None:
    """What the text says, on one line and without unprintable characters; None where it is missing or a placeholder."""
    value = _one_line(text)
    return None if _is_placeholder(value) else Fact(value, source)


def model_name(maker: str | None, product: str | None, version: str | None) -> str:
    """The name that is printed on the machine; empty where nothing says it.

    Lenovo keeps it in the version (`ThinkPad T14 Gen 3`) and puts a type number in the product (`21AH00ABGE`), which
    its support asks for: it follows in brackets.
    """
    product, version = _one_line(product), _one_line(version)
    if "lenovo" not in _one_line(maker).lower() or _is_placeholder(version):
        return product
    return version if _is_placeholder(product) else f"{version} ({product})"


def _one_line(text: str | None) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text or "").split())


def _is_placeholder(value: str) -> bool:
    # One character repeated (`0`, `00000000`, `........`, `XXXX`) is a blank form too.
    return len(set(value.lower())) <= 1 or value.lower() in PLACEHOLDERS
