"""Told records and the time, the diagnosis answers at any moment; a verdict is a pure function of its trace."""

from __future__ import annotations

from typing import Literal

import msgspec

from keycheck.diagnosis import cause
from keycheck.diagnosis.absence import SETTLE_BY_MAP, contradicted, is_of_another_map
from keycheck.diagnosis.account import limits, sound, voided
from keycheck.diagnosis.another_map import settle_by_another_map
from keycheck.diagnosis.caution import heeded
from keycheck.diagnosis.decision import pace_of
from keycheck.diagnosis.ear import Ear
from keycheck.diagnosis.layer_rules import no_keymap
from keycheck.diagnosis.lines import patterns
from keycheck.diagnosis.observability import why_untestable
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.rules import RULES, SETTLE_BY_ONE_KEYBOARD, excuse
from keycheck.diagnosis.stand_in import unless_of_other_map
from keycheck.diagnosis.standing import Operator, Standing, standing_of
from keycheck.diagnosis.statistics import rounded_up, upper_bound
from keycheck.diagnosis.traits import traits
from keycheck.diagnosis.verdict import (
    RULES as RULES_VERSION,
)
from keycheck.diagnosis.verdict import (
    Cause,
    Control,
    Finding,
    NotTestable,
    Symptom,
    Traits,
    Undecided,
    Verdict,
)
from keycheck.diagnosis.weighing import weighed
from keycheck.events.trace import AttestedBy, Header, Record, Setting, Trace, is_simulated
from keycheck.languages import N_
from keycheck.layouts.layout import Layout
from keycheck.layouts.matrix import Matrix

SETTLE_SILENCE = N_(
    "Nothing at all was heard of this keyboard. Check that it is plugged in, and run `keycheck devices`."
)
SETTLE_BY_LISTENING = N_("Let keycheck listen to the keyboard itself: `keycheck doctor` says how.")
SETTLE_UNTESTED = N_("Press the keys that were not tested.")


class Diagnosis:
    """Follows one examination and says what it means so far."""

    def __init__(self, header: Header, layout: Layout, matrix: Matrix | None = None) -> None:
        """`matrix` is the scan matrix of this very keyboard; by default the one in the header, where there is one."""
        self.facts = Observation(header)
        self._header = header
        given = header.matrix
        self._matrix = Matrix(given.name, given.crossings) if matrix is None and given is not None else matrix
        self._dark: tuple[str, ...] = ()
        self.use(layout)

    def use(self, layout: Layout) -> None:
        """Go by this map from now on; what was heard stays."""
        sources = self._header.sources
        self._layout = layout
        self._keys = tuple(key.code for key in layout.testable)
        self._blind = tuple(key for key in self._keys if not any(s.can_see(key) for s in sources))
        self._hears_silence = any(s.can_observe(key) for s in sources for key in self._keys)
        self._dark_when_heard: tuple[tuple[int, bool, bool, bool], ...] | None = None
        self._answered_at: tuple[int, int] | None = None
        self._answer_of: dict[str, Finding | Undecided | None] = {}

    def receive(self, record: Record) -> None:
        """Take in the next record of the trace."""
        self.facts.receive(record)

    def advance_to(self, now_ns: int) -> None:
        """Time has passed without a record; a key that should have come up by now has not."""
        self.facts.now_ns = max(self.facts.now_ns, now_ns)

    def answered(self, by: AttestedBy) -> frozenset[str]:
        """The keys about which the person gave this answer, and that were never seen."""
        return frozenset(
            trial.prompt.key
            for trial in self.facts.trials
            if trial.attested == by and not self.facts.seen(trial.prompt.key)
        )

    def testable(self) -> tuple[str, ...]:
        """The keys of the map that some source can observe, in visual order."""
        blind = {key for key in self._blind if not self.facts.seen(key)}
        return tuple(key for key in self._keys if key not in blind) if blind else self._keys

    @property
    def hears_silence(self) -> bool:
        """Whether silence of any key can mean something; else keys that come work, and nothing more can be said."""
        return self._hears_silence

    @property
    def _heard_silence(self) -> bool:
        """Whether a source whose silence can mean something did listen, to the end or until it had heard every key."""
        return any(ear.live and self._listened(ear) for ear in self.facts.ears.values())

    def _listened(self, ear: Ear) -> bool:
        observed = [key for key in self._keys if ear.source.can_observe(key)]
        return bool(observed) and (not ear.is_away or ear.seen.issuperset(observed))

    def dark(self) -> tuple[str, ...]:
        """The testable keys that not every observing layer has seen, in visual order."""
        if (heard := self.facts.heard_so_far) != self._dark_when_heard:
            keys = self.testable()
            dark = self.facts.dark(frozenset(keys))
            self._dark, self._dark_when_heard = tuple(key for key in keys if key in dark), heard
        return self._dark

    def standing(self, key: str) -> Standing:
        """How far the test of this key has come, and what it needs next."""
        return standing_of(self.facts, key, self.symptom(key))

    def symptom(self, key: str) -> Symptom | None:
        """The fault of this one key that is found by now."""
        answer = None if self._is_adrift else self._answer(key)
        return answer.symptom if isinstance(answer, Finding) else None

    def has_no_meaning(self, key: str) -> bool:
        """Whether asked-for presses of this key were heard, and the system has no code or no sign for it."""
        return no_keymap(self.facts, key) is not None

    def suspects(self) -> tuple[Standing, ...]:
        """The testable keys that still need trials, the most likely faulty first; of two alike in visual order.

        Keys about which the person said that they are not there, or can't be pressed, are left out.
        """
        told = self.answered("no_such_key") | self.answered("cannot_press")
        symptoms = {finding.key: finding.symptom for finding in self.findings()}
        keys = (key for key in self.testable() if key not in told)
        open_ones = (standing_of(self.facts, key, symptoms.get(key)) for key in keys)
        return tuple(sorted((s for s in open_ones if s.need != "none"), key=lambda s: -s.posterior))

    def operator(self) -> Operator:
        """The person's own omissions, over all known-good keys that were asked for so far."""
        asked, arrived = self.facts.anchors()
        missed = asked.total() - arrived.total()
        return Operator(asked.total(), missed, pace_of(missed, asked.total()))

    def findings(self) -> tuple[Finding, ...]:
        """The findings so far, in visual order, causes weighed against each other."""
        return self._findings_among(self._answers())

    def _findings_among(self, answers: list[Finding | Undecided]) -> tuple[Finding, ...]:
        findings = [answer for answer in answers if isinstance(answer, Finding)]
        if not findings:
            return ()
        open_keys = {answer.key for answer in answers if isinstance(answer, Undecided)} | set(self.dark())
        answered = {finding.key for finding in findings}
        tested = frozenset(key for key in self.testable() if key in answered or key not in open_keys)
        at_switch = frozenset(source.layer for source in self._header.sources if source.at_switch)
        return weighed(findings, len(self.testable()), tested, self._matrix, at_switch)

    def verdict(self) -> Verdict:
        """The verdict on what was received so far."""
        answers = self._answers()
        findings = self._findings_among(answers)
        undecided = tuple(a for a in answers if isinstance(a, Undecided))
        absent = self._absent({answer.key for answer in answers})
        open_keys = {a.key for a in answers} | set(absent)
        not_tested = tuple(key for key in self.dark() if key not in open_keys)
        tested = len(self.testable()) - len(not_tested) - len(undecided) - len(absent)
        settle_by_map = self._settle_by_map(frozenset(absent))
        others = frozenset((*(answer.key for answer in answers), *absent))
        is_open = bool(undecided or not_tested or settle_by_map or not self._heard_silence)
        result = _result(findings, is_open, tested)
        return Verdict(
            schema="keycheck.verdict/1",
            rules=RULES_VERSION,
            practice=self.practice,
            verdict=result,
            cause=_common_cause(findings) or ("software" if self._excused(undecided, not_tested) else None),
            layout=self._layout.id,
            findings=findings,
            undecided=undecided,
            tested=tested,
            not_tested=not_tested,
            not_testable=self._not_testable(),
            controls=self._controls(),
            not_on_keyboard=absent,
            miss_rate_below=rounded_up(upper_bound(0, 1)) if tested > len(findings) else 1.0,
            would_settle=self._would_settle(undecided, tested, settle_by_map) if result == "inconclusive" else "",
            incidents=tuple(self.facts.incidents),
            settings=tuple(self.facts.settings),
            patterns=patterns(findings, self._layout, self._matrix is not None),
            limits=limits(self.facts, others),
            voided=voided(self.facts),
            sound=sound(self.facts, others),
            traits=shown if (shown := traits(self.facts, others)) != Traits() else msgspec.UNSET,
        )

    @property
    def practice(self) -> bool:
        """Whether any source was simulated: then nothing here speaks of a real keyboard, whatever the header says."""
        return self._header.practice or any(is_simulated(source.name) for source in self._header.sources)

    def _answers(self) -> list[Finding | Undecided]:
        """For each testable key the first rule that has something to say of it.

        What a person says of a key ends its trials; it does not undo what they had shown.
        """
        if self._is_adrift:
            return []
        absent, barred = self.answered("no_such_key"), self.answered("cannot_press")
        answers, in_question = [], self.facts.in_question
        for key in self.testable():
            answer = self._answer(key) if key in in_question else None
            if not isinstance(answer, Finding) and key in absent | barred:
                answer = contradicted(self.facts, key) if key in absent else None
            if answer is not None:
                answers.append(answer)
        return answers

    @property
    def _is_adrift(self) -> bool:
        ears = self.facts.ears.values()
        return self.facts.adrift and not any(ear.live and ear.tells_keyboards_apart for ear in ears)

    def _answer(self, key: str) -> Finding | Undecided | None:
        """What the rules say of this key; the examiner asks it more than once between two records."""
        at = (self.facts.revision, self.facts.now_ns)
        if self._answered_at != at:
            self._answered_at, self._answer_of = at, {}
        if key not in self._answer_of:
            self._answer_of[key] = self._by_the_rules(key)
        return self._answer_of[key]

    def _by_the_rules(self, key: str) -> Finding | Undecided | None:
        if key not in self.facts.in_question:
            return None
        answer = next((answer for rule in RULES if (answer := rule(self.facts, key)) is not None), None)
        if isinstance(answer, Finding):
            answer = heeded(answer, self._layout, self.facts)
        return unless_of_other_map(answer, self._layout, self.facts) if isinstance(answer, Finding) else answer

    def _absent(self, others: set[str]) -> tuple[str, ...]:
        """The keys that the person says are not there; `others` have another answer, by what was seen before."""
        told = self.answered("no_such_key")
        return tuple(key for key in self.testable() if key in told and key not in others)

    def _excused(self, undecided: tuple[Undecided, ...], not_tested: tuple[str, ...]) -> bool:
        """Whether keys were asked for, and a setting that was on explains every key without an answer."""
        open_keys = [*(item.key for item in undecided), *not_tested]
        return bool(open_keys and self.facts.trials) and all(map(self._excuse_of, open_keys))

    def _excuse_of(self, key: str) -> Setting | None:
        if self.facts.layers(key):
            return excuse(self.facts, key)
        layers = [source.layer for source in self._header.sources if source.can_observe(key)]
        return next((s for layer in layers if (s := self.facts.setting_on(key, layer)) is not None), None)

    def _blindness(self, key: str) -> str | None:
        """Why no source can observe this key; None if one can, or if it was seen all the same."""
        return None if self.facts.seen(key) else why_untestable(self._header.sources, key)

    def _not_testable(self) -> tuple[NotTestable, ...]:
        unseen = [NotTestable(key.code, key.unseen or "") for key in self._layout.untestable]
        blind = ((key.code, self._blindness(key.code)) for key in self._layout.testable)
        return (*unseen, *(NotTestable(code, reason) for code, reason in blind if reason is not None))

    def _controls(self) -> tuple[Control, ...]:
        asked, arrived = self.facts.anchors()
        return tuple(Control(key, asked[key], arrived[key]) for key in sorted(asked))

    def _would_settle(self, undecided: tuple[Undecided, ...], tested: int, settle_by_map: str) -> str:
        if self.facts.adrift:
            return SETTLE_BY_ONE_KEYBOARD
        if (obstacle := self._settle_by_listening_better()) is not None:
            return obstacle
        if tested == 0:
            return SETTLE_SILENCE
        if undecided:
            return undecided[0].would_settle
        return settle_by_map or SETTLE_UNTESTED

    def _settle_by_map(self, absent: frozenset[str]) -> str:
        """What to do where this does not seem to be the map of the keyboard; empty where nothing speaks against it."""
        if is_of_another_map(self._layout, self._keys, absent):
            return SETTLE_BY_MAP
        return settle_by_another_map(self.facts, self._layout)

    def _settle_by_listening_better(self) -> str | None:
        """What has to be mended on the machine before any key gets its answer; None where nothing is known."""
        lost = next((ear.source for ear in self.facts.ears.values() if ear.live and ear.lost), None)
        if lost is not None:
            return cause.settle_by_hearing_again(lost)
        setting = next((s for key in self.dark() if (s := self._excuse_of(key)) is not None), None)
        if setting is not None:
            return cause.settle_by_switching_off(setting)
        nothing_came = self.hears_silence and not any(ear.live for ear in self.facts.ears.values())
        return None if self._heard_silence or nothing_came else SETTLE_BY_LISTENING


def diagnose(trace: Trace, layout: Layout, matrix: Matrix | None = None) -> Verdict:
    """The verdict of a trace, live or sealed; the one function through which every examination goes.

    `matrix` is the scan matrix of this very keyboard; by default the one in the header, where there is one.
    """
    diagnosis = Diagnosis(trace.header, layout, matrix)
    for record in trace.ended().records:
        diagnosis.receive(record)
    return diagnosis.verdict()


def _common_cause(findings: tuple[Finding, ...]) -> Cause | None:
    causes = {finding.cause for finding in findings}
    if not causes:
        return None
    return causes.pop() if len(causes) == 1 else "not_separated"


def _result(
    findings: tuple[Finding, ...], is_open: bool, tested: int
) -> Literal["fault", "no_fault_seen", "inconclusive"]:
    """Untested is never a pass."""
    if findings:
        return "fault"
    return "inconclusive" if is_open or tested == 0 else "no_fault_seen"
