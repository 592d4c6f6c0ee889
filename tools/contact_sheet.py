"""Writes one HTML page with the picture of every map: `python -m tools.contact_sheet OUT.html [LOCALE]`."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from keycheck.layouts.layout import Layout
from keycheck.layouts.legends import in_locale
from keycheck.layouts.library import ids, load
from keycheck.reports.keyboard_picture import svg, unmarked

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Maps of keycheck</title>
<style>
  body {{ font: 15px sans-serif; margin: 24px; background: #fff; }}
  main {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(620px, 1fr)); gap: 28px; }}
  h2 {{ font-size: 15px; margin: 0 0 6px; }}
  svg {{ width: 100%; height: auto; }}
</style>
<main>{cards}</main>
</html>
"""


def page(locale: str | None = None) -> str:
    """All maps with their own legends or, with a locale, those of it."""
    layouts = (load(name) if locale is None else in_locale(load(name), locale) for name in ids())
    return _PAGE.format(cards="".join(map(_card, layouts)))


def _card(layout: Layout) -> str:
    title = f"{layout.id}: {layout.name}, {len(layout.keys)} keys, {layout.locale}"
    return f"<section><h2>{escape(title)}</h2>{svg(layout, unmarked(layout))}</section>\n"


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(page(*sys.argv[2:3]), encoding="utf-8")
    print(target)
