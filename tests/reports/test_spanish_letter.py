"""A letter in Spanish greets the seller and takes leave, and names what the European Union made in Spanish."""

from __future__ import annotations

from keycheck.languages import speaking
from keycheck.reports.law_wording import source
from keycheck.reports.letter import letter
from keycheck.returns.law_library import facts_of, load
from tests.reports.examples import SMALL, VERDICTS, report
from tests.reports.papers import ASK, TODAY


def test_spanish_letter_greets_and_takes_leave_in_paragraphs_of_their_own() -> None:
    with speaking("es"):
        whole = letter(report(VERDICTS["dead"]), SMALL, ASK, TODAY)
    assert whole is not None
    assert whole.paragraphs[0] == "Estimados señores:"
    assert whole.paragraphs[1].startswith("El teclado de este ordenador tiene un fallo. ")
    assert whole.paragraphs[-1] == "Atentamente,"


def test_what_the_union_made_has_its_spanish_name_and_an_act_its_own() -> None:
    with speaking("es"):
        union, kingdom = ({source(fact) for _, fact in facts_of(load(place))} for place in ("EU", "GB"))
    assert "Directiva (UE) 2019/771, artículo 10." in union
    assert "Consumer Rights Act 2015, s.22(3)." in kingdom
