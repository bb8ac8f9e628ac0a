"""POL605: persons who pay and get not one day of benefit, with the days of payment on which it happens.

条款: where the wait after a late payment reaches beyond the 保障年度. Where nobody does under the readings in
force, each other reading of an adopted assumption is looked at too, one exchanged at a time.
"""

from __future__ import annotations

from datetime import date
from functools import partial

import attrs

from polc.compiler.analysis.comparisons import compare
from polc.compiler.analysis.days import Run, runs
from polc.compiler.analysis.formula import FALSE, AtLeast, Difference, Formula
from polc.compiler.analysis.subject import ROW_CAP, Subject, Trial, clauses_of, taken
from polc.compiler.analysis.symbols import Known, NotAnalysed, Stat, Symbol
from polc.compiler.analysis.witness import Witness
from polc.compiler.arithmetic import compare_amounts
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import AssumptionDecl, BenefitPeriod, Kind, Op, Row
from polc.compiler.readings import bounds_of
from polc.dsl.diagnostics.completeness import PAID_FOR_NOTHING
from polc.dsl.diagnostics.model import Note, Text
from polc.dsl.values import ZERO, Amount

CHECK = "有没有缴了钱却没有待遇的人"


def check(subject: Subject) -> None:
    """Every period of benefits whose fields are looked at under these readings."""
    for benefit in subject.kernel.benefits:
        names = (benefit.start, benefit.end, benefit.price)
        if subject.due(CHECK, *(subject.kernel.choice_of[name].name for name in names)):
            span, before = subject.kernel.choice_of[benefit.start].span, len(subject.found)
            with subject.question(CHECK, span, _trial(subject, benefit)):
                _check(subject, benefit)
            if len(subject.found) == before:
                _under_others(subject, benefit, names)


def _under_others(subject: Subject, benefit: BenefitPeriod, fields: tuple[str, ...]) -> None:
    """Where nobody pays for nothing: those who would under a reading that isn't adopted, one at a time."""
    kernel = subject.kernel
    behind = frozenset[str]().union(*(kernel.depends[kernel.choice_of[name].name] for name in fields))
    for decl in kernel.assumptions:
        for reading in decl.readings if decl.adopted is not None and decl.name in behind else ():
            if reading.name != subject.world.readings[decl.name]:
                other = attrs.evolve(subject, world=subject.world_under({decl.name: reading.name}))
                with other.question(CHECK, decl.span):
                    _look(other, benefit, _unadopted(decl, reading.name))


def _unadopted(decl: AssumptionDecl, reading: str) -> Note:
    zh, en = f"没有采用的读法“{reading}”下如此", f"so under the reading “{reading}”, which isn't adopted"
    return Note(decl.span, Text(zh, en))


def _trial(subject: Subject, benefit: BenefitPeriod) -> Trial:
    """Somebody who pays and gets not one day, on the day that this person pays."""

    def report(witness: Witness) -> bool:
        axis = next((choice.axis for choice in subject.kernel.choices if choice.axis is not None), None)
        days = [witness.person[name] for name in ([axis] if axis else witness.person)]
        day = next((day for day in days if isinstance(day, date)), None)
        if day is None:
            return False
        _report(subject, benefit, [(day.toordinal(), day.toordinal())], [witness])
        subject.keep(f"{CHECK}{benefit.start}", [witness])
        return True

    names = (benefit.start, benefit.end, benefit.price)
    return Trial(fields=names, confirm=partial(_is_empty, subject, benefit), report=report, whole=False)


def _check(subject: Subject, benefit: BenefitPeriod) -> None:
    key = f"{CHECK}{benefit.start}"
    if key in subject.told and subject.shown_again(key, partial(_is_empty, subject, benefit)):
        subject.repeat(key)
        return
    if key in subject.told:
        if subject.possible(_sure(subject, benefit)):
            subject.repeat(key)
        return
    found = _look(subject, benefit)
    if found:
        subject.keep(key, found)


def _sure(subject: Subject, benefit: BenefitPeriod) -> Formula:
    """Who pays for nothing, exactly."""
    who = _paid_for_nothing(subject, benefit)
    if subject.world.is_loose(who) and subject.possible(who):
        raise NotAnalysed(subject.world.doubt(who))
    return who


def _look(subject: Subject, benefit: BenefitPeriod, *notes: Note) -> list[Witness]:
    """Report the days on which people pay for nothing, with the persons of the first and last of them."""
    who = _sure(subject, benefit)
    var = _axis(subject, who)
    if who == FALSE or var is None:
        return []
    domain = subject.world.pool.domain
    days = runs(subject.world, who, var, domain.lows[var], domain.highs[var])
    found = [w for day in _ends(days) if (w := _on(subject, benefit, who, var, day)) is not None]
    if found:
        _report(subject, benefit, days, found, *notes)
    return found


def _axis(subject: Subject, who: Formula) -> int | None:
    """The day of payment: what the windows are about, else the first date of the question."""
    variables = subject.world.variables
    for choice in subject.kernel.choices:
        if choice.axis is not None:
            return variables.numbers[choice.axis]
    for atom in subject.world.pool.atoms(who):
        if isinstance(atom, AtLeast | Difference) and variables.kinds[atom.var] is Kind.DATE:
            return atom.var
    return next((n for n, kind in enumerate(variables.kinds) if kind is Kind.DATE), None)


def _paid_for_nothing(subject: Subject, benefit: BenefitPeriod) -> Formula:
    """A price above nothing, and a first day after the last."""
    world = subject.world
    paid = more_than(subject, benefit.price, ZERO)
    late = [
        subject.all_of(guard, _where(subject, benefit.start, Op.GT, last))
        for guard, last in world.field(benefit.end)
        if not isinstance(last, Stat)
    ]
    return subject.all_of(paid, subject.any_of(late))


def more_than(subject: Subject, field: str, amount: Amount) -> Formula:
    """For whom an amount is certainly above another."""
    return _where(subject, field, Op.GT, Known(amount))


def _where(subject: Subject, field: str, op: Op, right: Symbol) -> Formula:
    world = subject.world
    return subject.any_of(
        [
            subject.all_of(guard, compare(op, left, right, world.pool, world.translator.env).holds)
            for guard, left in world.field(field)
            if not isinstance(left, Stat)
        ]
    )


def _ends(days: list[Run]) -> list[int]:
    return list(dict.fromkeys(day for run in days for day in run))[:ROW_CAP]


def _on(subject: Subject, benefit: BenefitPeriod, who: Formula, var: int, day: int) -> Witness | None:
    here = subject.all_of(who, subject.world.pool.between(var, day, day))
    confirm = partial(_is_empty, subject, benefit)
    return subject.person(PAID_FOR_NOTHING, _row(subject, benefit, None).span, here, confirm)


def _is_empty(subject: Subject, benefit: BenefitPeriod, evaluation: Evaluation) -> bool:
    """The interpreter too says that something is paid and that the first day is after the last."""
    start, end, price = (evaluation.result(n) for n in (benefit.start, benefit.end, benefit.price))
    if not (isinstance(start, date) and isinstance(end, date) and isinstance(price, Amount)):
        return False
    return start > end and compare_amounts(Op.GT, price, ZERO, bounds_of(subject.kernel)) is True


def _row(subject: Subject, benefit: BenefitPeriod, witness: Witness | None) -> Row:
    """The row that gives the first day."""
    choice = subject.kernel.choice_of[benefit.start]
    numbers = sorted(taken(witness.complete, choice)) if witness else []
    return choice.rows[numbers[0] if numbers else 0]


def _report(
    subject: Subject, benefit: BenefitPeriod, days: list[Run], found: list[Witness], *notes: Note
) -> None:
    first, row = found[0], _row(subject, benefit, found[0])
    outputs = (benefit.price, benefit.start, benefit.end)
    subject.report(
        PAID_FOR_NOTHING,
        row.span,
        {
            "price": subject.text(first.complete.result(benefit.price)),
            "start": subject.text(first.complete.result(benefit.start)),
            "end": subject.text(first.complete.result(benefit.end)),
            "from": date.fromordinal(days[0][0]).isoformat(),
            "to": date.fromordinal(days[-1][1]).isoformat(),
        },
        notes=notes,
        witness=tuple(subject.row_of(n, witness, outputs) for n, witness in enumerate(found)),
        basis=clauses_of(row),
    )
