"""The options of `keycheck report` beyond its format: what the buyer asks for, what the counter knows, the sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from keycheck.languages import N_
from keycheck.languages.speech import LANGUAGES, known

if TYPE_CHECKING:
    from keycheck.reports.paper import Size
    from keycheck.reports.serial_number import Shown
    from keycheck.returns.ask import Ask
    from keycheck.returns.days import Wait
    from keycheck.returns.fact import Want
    from keycheck.returns.policy import Policy

F = TypeVar("F", bound=Callable[..., Any])

_DAY = click.DateTime(["%Y-%m-%d"])

SIZES: dict[str, Size] = {"a4": "a4", "letter": "us-letter"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for."""

    ask: Ask
    whom: Literal["buyer", "letter", "counter", "staff"] = "buyer"
    paper: str = "a4"
    serial: Shown = "full"
    claim: Path | None = None
    reference: str | None = None
    staff: str | None = None
    policy: Path | None = None
    language: str | None = None
    """Of the paper; None for the one that is spoken."""

    @property
    def size(self) -> Size:
        """The size of the sheet."""
        return SIZES[self.paper]

    @property
    def frame(self) -> Policy:
        """The options of the shop. Raises BadFile for a policy that is not whole, or shortens a legal period."""
        from keycheck.cli.output import read
        from keycheck.returns.law_file import MAX_BYTES
        from keycheck.returns.policy import parse, usual

        return usual() if self.policy is None else parse(read(self.policy, MAX_BYTES), str(self.policy))


def wish_of(
    country: str | None = None,
    want: Want | None = None,
    repair_asked: datetime | None = None,
    repair_back: datetime | None = None,
    **options: Any,
) -> Wish:
    """The wish that was typed. Raises UsageError for a place without facts, or a repair that ended too early."""
    bought = {name: options.pop(name) for name in ("price", "name", "contact", "channel", "letter_language")}
    if options.get("language") is not None:
        options["language"] = _spoken(options["language"])
    return Wish(ask_of(country, want, wait=_wait(repair_asked, repair_back), **bought), **options)


def ask_of(country: str | None, want: Want | None, **told: Any) -> Ask:
    """What the buyer asks for. Raises UsageError for a place without facts, or a language not spoken."""
    from keycheck.returns.ask import Ask

    if country is not None:
        from keycheck.returns.law_library import load

        country = load(country).jurisdiction
    if told.get("letter_language") is not None:
        told["letter_language"] = _spoken(told["letter_language"])
    return Ask(country, want, **told)


def _spoken(word: str) -> str:
    """The code of this language, however it is written. Raises UsageError for one that keycheck does not speak."""
    from keycheck.languages.choice import code_of

    return known(code_of(word))


def _wait(asked: datetime | None, back: datetime | None) -> Wait | None:
    from keycheck.errors import UsageError
    from keycheck.returns.days import Wait

    if asked is None or back is None:
        if asked is not back:
            raise UsageError(N_("a repair: found one of --repair-asked and --repair-back, expected both or none"))
        return None
    if back < asked:
        raise UsageError(N_("--repair-back: found a day before --repair-asked, expected one after it"))
    if back.date() > date.today():
        raise UsageError(N_("--repair-back: found {back}, expected a day that has come").format(back=back.date()))
    return Wait(asked.date(), back.date())


def _with(*options: Callable[[F], F]) -> Callable[[F], F]:
    def add(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return add


of_the_sheet = _with(
    click.option(
        "--for", "whom", type=click.Choice(["buyer", "letter", "counter", "staff"]), default="buyer", show_default=True
    ),
    click.option(
        "--paper", type=click.Choice(list(SIZES)), default="a4", show_default=True, help="The size of a sheet."
    ),
    click.option(
        "--serial",
        type=click.Choice(["full", "end", "none"]),
        default="full",
        show_default=True,
        help="How much of the serial number is shown. With less than all, the sealed report is not enclosed.",
    ),
    click.option("--language", metavar="CODE", help=f"The language of the paper: {', '.join(LANGUAGES)}."),
    click.option("--letter-language", metavar="CODE", help="The language of the letter, where it is another one."),
)
of_the_buyer = _with(
    click.option(
        "--want", type=click.Choice(["refund", "replacement", "repair"]), help="What you ask for: adds a letter."
    ),
    click.option("--country", metavar="CODE", help="Whose facts of law are printed (GB, DE, US …). Never guessed."),
    click.option("--price", metavar="AMOUNT", help="What you paid, for the letter."),
    click.option("--name", metavar="NAME", help="Who signs the letter; it stands nowhere else."),
    click.option("--contact", metavar="TEXT", help="How the seller can reach you; it stands in the letter only."),
    click.option(
        "--channel",
        type=click.Choice(["shop", "distance"]),
        help="Where it was bought: in a shop, or online or by phone.",
    ),
)
of_an_earlier_repair = _with(
    click.option(
        "--repair-asked", type=_DAY, metavar="YYYY-MM-DD", help="The day when an earlier repair was asked for."
    ),
    click.option("--repair-back", type=_DAY, metavar="YYYY-MM-DD", help="The day when the goods came back from it."),
)
of_the_counter = _with(
    click.option(
        "--claim", type=click.Path(path_type=Path), metavar="FILE", help="The first test: its report, page or PDF."
    ),
    click.option("--reference", metavar="NO", help="The reference of the case, for the papers of the counter."),
    click.option("--staff", metavar="NAME", help="First name of the person at the counter."),
    click.option(
        "--policy",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="What the shop lets the counter decide (TOML).",
    ),
)
