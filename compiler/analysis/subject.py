"""What a check is given, and how it reports: one kernel under one choice of readings.

In: a world and the choices that are new under these readings. Out: findings, each with its persons
replayed; a question that can't be answered becomes POL690, a person whom the interpreter doesn't confirm
becomes POL901 in the place of the finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

import attrs

from polc.compiler.analysis.decide import World
from polc.compiler.analysis.formula import Formula
from polc.compiler.analysis.regions import NotFinished
from polc.compiler.analysis.symbols import NotAnalysed
from polc.compiler.analysis.trials import choices_behind, facts_behind, only, persons
from polc.compiler.analysis.unanswered import advice_for, facts_of
from polc.compiler.analysis.witness import Confirm, Disagreement, Witness, find, replayed, shown, usual
from polc.compiler.expressions import value
from polc.compiler.interpret import Decided, Evaluation, Person, Step, Verdict, evaluate
from polc.compiler.kernel import Choice, Expr, Form, Kernel, Row
from polc.compiler.readings import bounds_of
from polc.dsl.diagnostics.completeness import ANALYSIS_NOT_FINISHED, ONE_OF_MORE
from polc.dsl.diagnostics.internal import WITNESS_WITHHELD
from polc.dsl.diagnostics.model import Code, Diagnostic, Note, Severity, Text, WitnessRow
from polc.dsl.source import NOWHERE, Span
from polc.dsl.text import result_text
from polc.dsl.values import Given, Missing, Plain, Records, Result, distinct

PERSON_NAMES = "甲乙丙丁戊己庚辛壬癸"
ROW_CAP = 5
# Constructs whose rows decide something: what may be missing or clash there is a fault of the notice.
DECIDING = (Form.RULE, Form.QUANTITY, Form.TABLE, Form.CLASSES, Form.PERMITTED)


@attrs.frozen
class Finding:
    """A diagnostic and the assumptions that what it is about depends on."""

    diagnostic: Diagnostic
    depends: frozenset[str]


@attrs.frozen
class Told:
    """A finding that stands already, and the persons who show it."""

    diagnostic: Diagnostic
    witnesses: tuple[Witness, ...]


@attrs.frozen(kw_only=True)
class Trial:
    """How a question is put to single persons.

    The fields it looks at; what one of them must show (`confirm`, and `seen` where that takes the facts
    too); what to do with a person who does: `report` is false where that person settles nothing after all.
    `whole`: one person answers all that is asked (is the row alive, does the claim fail); of which days,
    which rows, one shows one.
    """

    fields: tuple[str, ...]
    confirm: Confirm
    report: Callable[[Witness], bool]
    whole: bool
    seen: Callable[[Person, Evaluation], bool] | None = None


@attrs.define(eq=False)
class Open:
    """A question that isn't answered for all: why, how many persons were tried, whether one shows it."""

    check: str
    span: Span
    reason: str
    focus: frozenset[str]
    trial: Trial | None
    tried: int = 0
    found: bool = False

    @property
    def settled(self) -> bool:
        """A person who was tried answers all of it."""
        return self.found and self.trial is not None and self.trial.whole


@attrs.define
class Subject:
    """One kernel under one choice of readings.

    `depends` are the assumptions of each choice, `focus` those of the choice being looked at; `is_due` is
    false where they are read as before; `world_under` is this world with some readings exchanged; `told`
    holds findings that are worked out once only, under whatever readings; `only` names the choices to look
    at, None for all. `one_of_more`: what is reported was found by trying, and there may be more of it.
    """

    kernel: Kernel
    world: World
    depends: Mapping[str, frozenset[str]]
    is_due: Callable[[str, frozenset[str]], bool]
    world_under: Callable[[Mapping[str, str]], World]
    told: dict[str, Told]
    found: list[Finding] = attrs.field(factory=list)
    unanswered: list[Open] = attrs.field(factory=list)
    only: frozenset[str] | None = None
    focus: frozenset[str] = frozenset()
    asking: tuple[str, Span, Trial | None] = ("", NOWHERE, None)
    one_of_more: bool = False

    def choices(self, check: str, *forms: Form) -> Iterator[Choice]:
        """The choices of the given forms that `check` has to look at."""
        for choice in self.kernel.choices:
            wanted = self.only is None or choice.name in self.only
            if wanted and choice.form in forms and self.due(check, choice.name):
                yield choice

    def due(self, check: str, *choices: str) -> bool:
        """Turn to some choices; true when `check` hasn't seen them under these readings."""
        self.focus = frozenset(name for choice in choices for name in self.depends[choice])
        return self.is_due("、".join((check, *choices)), self.focus)

    def all_of(self, *items: Formula) -> Formula:
        """Conjunction."""
        return self.world.pool.all_of(items)

    def any_of(self, items: Sequence[Formula]) -> Formula:
        """Disjunction."""
        return self.world.pool.any_of(items)

    def possible(self, formula: Formula) -> bool:
        """Somebody satisfies the formula."""
        return self.world.search.possible(formula)

    @contextmanager
    def question(self, check: str, span: Span, trial: Trial | None = None) -> Iterator[None]:
        """One question: when it can't be answered, that is kept to be admitted, and the next one is asked.

        One that is asked within another is kept on its own: what settles the one needn't settle the other.
        """
        outer, self.asking = self.asking, (check, span, trial)
        try:
            yield
        except (NotAnalysed, NotFinished) as problem:
            self.leave_open(problem.reason)
        finally:
            self.asking = outer

    def leave_open(self, reason: str) -> None:
        """The question being asked isn't fully answered."""
        check, span, trial = self.asking
        self.unanswered.append(Open(check=check, span=span, reason=reason, focus=self.focus, trial=trial))

    def admit(self) -> None:
        """Put the questions that couldn't be answered to single persons, and report those still open.

        Those of one cause are told together, but each to which somebody is found already.
        """
        self._try()
        told: dict[tuple[Span, str, bool, str], list[Open]] = {}
        for each in self.unanswered:
            alone = each.check if each.found else ""
            told.setdefault((each.span, each.reason, each.tried > 0, alone), []).append(each)
        self.focus = frozenset()
        for (span, reason, _, _), some in told.items():
            checks = tuple(dict.fromkeys(each.check for each in some))
            tried, found = min(each.tried for each in some), len({each.trial for each in some if each.found})
            names = [name for each in some if each.trial for name in each.trial.fields]
            read = facts_behind(self.kernel, choices_behind(self.kernel, names))
            advice = advice_for(self.world, reason, read)
            self.report(ANALYSIS_NOT_FINISHED, span, facts_of(checks, reason, advice, tried, found))

    def _try(self) -> None:
        """Try persons with values near every number; a question that one of them answers is open no more."""
        groups: dict[tuple[str, ...], list[Open]] = {}
        for each in self.unanswered:
            if each.trial is not None:
                behind = choices_behind(self.kernel, each.trial.fields)
                groups.setdefault(tuple(choice.name for choice in behind), []).append(each)
        for names, some in groups.items():
            behind = tuple(choice for choice in self.kernel.choices if choice.name in names)
            self._try_group(behind, some)
        self.unanswered = [each for each in self.unanswered if not each.settled]

    def _try_group(self, behind: tuple[Choice, ...], some: list[Open]) -> None:
        kernel, left = only(self.kernel, behind), list(some)
        decided: Decided = {}
        for person in persons(self.world, usual(self.world), behind):
            found = evaluate(kernel, person, self.world.readings, decided=decided)
            for each in list(left):
                each.tried += 1
                if self._shows(each, person, found):
                    each.found = True
                    left.remove(each)
            if not left:
                return

    def _shows(self, each: Open, person: Person, found: Evaluation) -> bool:
        trial = each.trial
        if trial is None or not trial.confirm(found):
            return False
        if trial.seen is not None and not trial.seen(person, found):
            return False
        witness = shown(self.world, person, trial.confirm)
        self.focus, self.asking = each.focus, (each.check, each.span, each.trial)
        self.one_of_more = not trial.whole
        try:
            return witness is not None and trial.report(witness)
        finally:
            self.one_of_more = False

    def person(
        self, code: Code, span: Span, formula: Formula, confirm: Confirm, unsure: str = ""
    ) -> Witness | None:
        """The smallest person of a formula; None when there is none or the replay withholds the finding.

        Where it depends on a list and none shows it, the question stays open and there is no finding; so
        also where the formula allows more than is meant, for the reason `unsure`, and nobody shows it.
        """
        try:
            return find(self.world, formula, confirm, unsure)
        except NotAnalysed as problem:
            self.leave_open(problem.reason)
            return None
        except Disagreement:
            reason = "解释器对同一个人给出的结果不同"
            self.report(WITNESS_WITHHELD, span, {"code": code.id, "reason": reason})
            return None

    def report(
        self,
        code: Code,
        span: Span,
        facts: Mapping[str, str],
        *,
        notes: tuple[Note, ...] = (),
        witness: tuple[WitnessRow, ...] = (),
        basis: Sequence[str] = (),
        severity: Severity | None = None,
    ) -> None:
        """Keep one finding."""
        diagnostic = Diagnostic(
            code=code,
            span=span,
            facts=tuple(facts.items()),
            notes=(*notes, Note(span, ONE_OF_MORE)) if self.one_of_more else notes,
            witness=witness,
            basis=self._basis(basis),
            severity=severity,
        )
        self.found.append(Finding(diagnostic, self.focus))

    def keep(self, key: str, witnesses: Sequence[Witness] = ()) -> None:
        """Remember the last finding and its persons, to be repeated under other readings."""
        self.told[key] = Told(self.found[-1].diagnostic, tuple(witnesses))

    def shown_again(self, key: str, confirm: Confirm) -> bool:
        """A person of the remembered finding shows it under these readings too, says the interpreter."""
        return any(replayed(self.world, w.person, confirm) is not None for w in self.told[key].witnesses)

    def repeat(self, key: str) -> None:
        """The remembered finding stands under these readings too."""
        self.found.append(Finding(self.told[key].diagnostic, self.focus))

    def _basis(self, clauses: Sequence[str]) -> tuple[str, ...]:
        document = self.kernel.info.document or self.kernel.info.title
        return tuple(f"{document} {clause}".strip() for clause in distinct(c for c in clauses if c))

    # ---- texts --------------------------------------------------------------------------------------
    def text(self, result: Result) -> str:
        """A result as people read it."""
        return result_text(result, bounds_of(self.kernel))

    def value(self, witness: Witness, expr: Expr) -> Result:
        """What an expression gives for the person."""
        return self.value_for(witness.person, witness.complete, expr)

    def value_for(self, person: Person, evaluation: Evaluation, expr: Expr) -> Result:
        """What an expression gives for somebody who was evaluated."""
        fields = {name: found.result for name, found in evaluation.fields.items()}
        return value(expr, attrs.evolve(self.world.translator.env, inputs=person, fields=fields))

    def row_of(self, number: int, witness: Witness, outputs: Sequence[str]) -> WitnessRow:
        """The `number`-th example person (from 0) with those of the results that the shown facts settle."""
        fields = witness.evaluation.fields
        outputs = [name for name in outputs if not isinstance(fields[name].result, Missing)]
        return WitnessRow(
            who=f"示例{PERSON_NAMES[number % len(PERSON_NAMES)]}",
            facts=tuple((name, self.fact(name, value)) for name, value in witness.shown),
            outcome=tuple((name, self.text(fields[name].result)) for name in outputs),
            clauses=distinct(clause for name in outputs for clause in fields[name].clauses),
        )

    def row_of_two(self, number: int, witness: Witness, field: str, first: Row, second: Row) -> WitnessRow:
        """The `number`-th example person, to whom two rows give different results of a field."""
        at = self.kernel.choice_of[field].fields.index(field)
        results = (self.value(witness, row.values[at]) for row in (first, second))
        return attrs.evolve(
            self.row_of(number, witness, ()),
            outcome=((field, " 或 ".join(self.text(result) for result in results)),),
            clauses=(first.cite.text, second.cite.text),
        )

    def fact(self, name: str, value: Given) -> str:
        """A fact of a person, as a 案例 would write it; a list with its entries, column by column."""
        if not isinstance(value, Records):
            return self._cell(value)
        columns = [column.name for column in self.kernel.input_by_name[name].columns]
        rows = (
            "、".join(
                f"{column} {'未知' if cell is None else self._cell(cell)}"
                for column, cell in zip(columns, row, strict=True)
            )
            for row in value.rows
        )
        return f"{len(value.rows)}条" + (f"（{'；'.join(rows)}）" if value.rows else "")

    def _cell(self, value: Plain) -> str:
        return value.isoformat() if isinstance(value, date) else self.text(value)


def taken(evaluation: Evaluation, choice: Choice) -> frozenset[int]:
    """The numbers of the rows that this person's result of a choice comes from."""
    return rows_with(evaluation, choice, Verdict.TAKEN)


def rows_with(evaluation: Evaluation, choice: Choice, *verdicts: Verdict) -> frozenset[int]:
    """The numbers of the rows of a choice that were judged so."""
    rows = _step(evaluation, choice).rows
    return frozenset(n for n, row in enumerate(rows) if row.verdict in verdicts)


def in_scope(evaluation: Evaluation, choice: Choice) -> bool:
    """This person is certainly in the scope of a choice."""
    return _step(evaluation, choice).in_scope


def asked(evaluation: Evaluation, choice: Choice) -> dict[str, Given | None]:
    """The facts that the rows of a choice looked at, as this person has them."""
    return {name: given for row in _step(evaluation, choice).rows for name, given in row.inputs}


def _step(evaluation: Evaluation, choice: Choice) -> Step:
    return next(step for step in evaluation.steps if step.choice.name == choice.name)


def none_applies(evaluation: Evaluation, choice: Choice) -> bool:
    """Every row of a choice certainly fails for this person, who is certainly in scope."""
    if any(isinstance(evaluation.result(name), Missing) for name in choice.fields):
        return False
    return len(rows_with(evaluation, choice, Verdict.FALSE)) == len(choice.rows)


def at(row: Row, zh: str, en: str) -> Note:
    """A further place: the row of a choice."""
    return Note(row.span, Text(zh, en))


def clauses_of(*rows: Row) -> tuple[str, ...]:
    """The clauses of rows, for the legal basis."""
    return tuple(clause.text for row in rows for clause in row.cite.clauses)
