"""A layout map as TOML text, in the form of the maps that keycheck brings with it: a line for each key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from keycheck.layouts.layout import Layout, LayoutKey, Rectangle


def as_toml(layout: Layout, remarks: Iterable[str] = ()) -> str:
    """The map, with these remarks before it; reading it again gives the same map, its places to four decimals."""
    lines = [f"# {remark}" if remark else "#" for remark in remarks]
    lines += ["", f'schema = "{layout.schema}"'] if lines else [f'schema = "{layout.schema}"']
    for field in ("id", "name", "form", "standard", "locale"):
        lines.append(f"{field} = {_text(getattr(layout, field))}")
    return "\n".join([*lines, "keys = [", *_rows(layout.keys), "]", ""])


def _rows(keys: Iterable[LayoutKey]) -> Iterator[str]:
    """A line for each key, and an empty one where a row or block begins."""
    before: LayoutKey | None = None
    for key in keys:
        if before is not None and _begins(key, before):
            yield ""
        yield f"  {{ {', '.join(_fields(key))} }},"
        before = key


def _begins(key: LayoutKey, before: LayoutKey) -> bool:
    aside = key.zone in ("navigation", "numpad")
    return key.zone != before.zone if aside else key.x <= before.x


def _fields(key: LayoutKey) -> Iterator[str]:
    yield f"code = {_text(key.code)}"
    yield from _box(key)
    if key.also is not None:
        yield f"also = {{ {', '.join(_box(key.also))} }}"
    if key.turned:
        yield f"turned = {_number(key.turned)}"
    if key.legend:
        yield f"legend = {_text(key.legend)}"
    if key.zone != "main":
        yield f"zone = {_text(key.zone)}"
    if key.unseen is not None:
        yield f"unseen = {_text(key.unseen)}"
    if key.caution is not None:
        yield f"caution = {_text(key.caution)}"
    if key.kept_by is not None:
        yield f"kept_by = {_text(key.kept_by)}"


def _box(box: LayoutKey | Rectangle) -> Iterator[str]:
    yield f"x = {_number(box.x)}"
    yield f"y = {_number(box.y)}"
    for name, size in (("w", box.w), ("h", box.h)):
        if size != 1:
            yield f"{name} = {_number(size)}"


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    """A TOML string; as it is where nothing in it needs an escape."""
    if any(sign in text for sign in '"\\') and "'" not in text and text.isprintable():
        return f"'{text}'"
    # The escapes of JSON are escapes of TOML, but JSON leaves DEL as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
