"""A USB keyboard that is pulled out while it is examined: an incident, never an accusation."""

from __future__ import annotations

from tests.system.kernel.conftest import Stage, UsbKeyboard


def test_keyboard_that_comes_back_at_another_node_is_examined_to_the_end(stage: Stage) -> None:
    """Pulled out with a key held down, and in the middle of a sandwich: the dead key alone is found."""
    verdict = stage.play("plugged_in_again")
    assert [(f["key"], f["symptom"], f["cause"]) for f in verdict["findings"]] == [("Digit5", "dead", "hardware")]
    assert (verdict["tested"], verdict["not_tested"], verdict["undecided"]) == (17, [], [])
    for source in (0, 1):
        troubles = [i["what"] for i in verdict["incidents"] if i["source"] == source and i["what"] != "stall"]
        assert troubles == ["source_lost", "source_back"] * 2


def test_keyboard_that_does_not_come_back_is_accused_of_nothing(stage: Stage) -> None:
    """Pulled out before a key that never came could be asked for."""
    verdict = stage.play("pulled_out")
    assert (verdict["verdict"], verdict["findings"]) == ("inconclusive", [])
    assert [i["what"] for i in verdict["incidents"] if i["what"] != "stall"] == ["source_lost"] * 2


def test_keyboard_at_a_usb_port_is_heard_by_every_layer_and_stays_with_the_desktop(
    stage: Stage, usb_keyboard: UsbKeyboard
) -> None:
    """Its reports, the kernel and the desktop hear each key, before and after it was pulled out and plugged in."""
    scene = stage.begin("usb_keyboard")
    scene.wait_for(lambda: any(phase["name"] == "sweep" for phase in scene.journal("phase")))
    for code in ("KeyQ", "Digit5"):
        scene.press_until_heard(code, usb_keyboard.press, sources={0, 1, 2})
    usb_keyboard.pull_out()
    usb_keyboard.plug_in()
    scene.wait_for(lambda: len(scene.incidents("source_back")) == 2)
    for code in ("KeyW", "ShiftLeft"):
        scene.press_until_heard(code, usb_keyboard.press, sources={0, 1, 2})
    (scene.folder / "enough").touch()
    verdict = stage.end(scene)
    assert (verdict["findings"], verdict["tested"]) == ([], 4)
