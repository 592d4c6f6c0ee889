"""`keycheck devices`: every way to listen of this system, and what would mend those that can't."""

from __future__ import annotations

import json

from keycheck.capture.sources import names
from tests.cli.command import Run


def test_devices_as_json_names_every_source_and_why_it_can_not_listen(run: Run) -> None:
    ran = run("devices", "--json")
    assert (ran.status, ran.err) == (0, "")
    sources = json.loads(ran.out)["sources"]
    assert [source["name"] for source in sources] == list(names())
    assert all(source["state"] in ("ready", "blocked", "absent") for source in sources)
    assert [s["name"] for s in sources if s["state"] != "ready" and not s["reason"]] == []


def test_devices_in_words_says_of_each_source_whether_it_can_listen(run: Run) -> None:
    lines = run("devices").text.splitlines()
    assert [line.split(":")[0] for line in lines if not line.startswith(" ")] == list(names())
