"""The words for what listened and for where it sits: connections, layers of the system, clocks, serial numbers."""

from __future__ import annotations

from keycheck.diagnosis.verdict import Finding, Heard
from keycheck.events.trace import Layer
from keycheck.languages import N_, _
from keycheck.languages.patterns import decimal

LAYER_WORD: dict[Layer, str] = {
    "hid": N_("keyboard's own connection"),
    "kernel": N_("system kernel"),
    "os": N_("desktop"),
    "app": N_("program"),
}

HEARD_WORD: dict[Heard, str] = {"silent": N_("no signal"), "seen": N_("signal seen")}

_BUS = {
    "usb": N_("USB"),
    "bluetooth": N_("Bluetooth"),
    "i8042": N_("built in (i8042)"),
    "i2c": N_("built in (I2C)"),
    "spi": N_("built in (SPI)"),
}

BUILT_IN = frozenset({"i8042", "i2c", "spi"})
"""The connections of keyboards that are part of a machine."""


def layers(finding: Finding) -> tuple[str, ...]:
    """What each layer heard, from the switch upwards."""
    return tuple(
        _("{layer}: {heard}").format(layer=_(word), heard=_(HEARD_WORD[finding.layers[layer]]))
        for layer, word in LAYER_WORD.items()
        if layer in finding.layers
    )


def bus(name: str) -> str:
    """How a keyboard is connected, in words."""
    return _(_BUS.get(name, name))


def listened_by(name: str, layer: Layer, resolution_ns: int) -> str:
    """One way of listening: its name, how close to the switch it is, and how finely it tells the time."""
    said = _("{source} ({layer}, to {time})")
    return said.format(source=name, layer=_(LAYER_WORD[layer]), time=_duration(resolution_ns))


def _duration(ns: int) -> str:
    if ns < 1_000_000:
        return _("{number} µs").format(number=decimal(f"{ns / 1000:g}"))
    if ns < 1_000_000_000:
        return _("{number} ms").format(number=decimal(f"{ns / 1_000_000:.3g}"))
    return _("{number} s").format(number=decimal(f"{ns / 1_000_000_000:.3g}"))


_SERIAL_SOURCE = {"label": N_("(typed from the label)"), "dmi": N_("(read from the firmware)")}


def serial_source(source: str | None) -> str:
    """Where a serial number comes from, in brackets; empty where that is not known."""
    if source is None:
        return ""
    return _(_SERIAL_SOURCE[source]) if source in _SERIAL_SOURCE else f"({source})"
