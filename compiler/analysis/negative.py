"""POL622: an output of money that is below 0 for somebody, though no clause says that anybody pays back.

Asked only of outputs into which a subtraction or a negative amount goes (`Signs`). A bound counts when all
of it lies below 0. Who has an output below 0 that this one reads is told there and not here again.
"""

from __future__ import annotations

from collections.abc import Iterator

from polc.compiler.analysis.below_zero import Below, Signs, below_zero
from polc.compiler.analysis.formula import FALSE, TRUE
from polc.compiler.analysis.regions import NotFinished
from polc.compiler.analysis.subject import ROW_CAP, Subject, Trial, clauses_of, taken
from polc.compiler.analysis.symbols import NotAnalysed
from polc.compiler.analysis.witness import Confirm, Disagreement, Witness, find
from polc.compiler.arithmetic import compare_amounts
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import Choice, Kind, Op
from polc.compiler.readings import bounds_of
from polc.dsl.diagnostics.completeness import BELOW_ZERO
from polc.dsl.values import ZERO, Amount, distinct

CHECK = "有没有人的金额低于零"
WELL_FEN = 100_00


def check(subject: Subject) -> None:
    """Every output of money that can be below 0 at all."""
    signs = Signs(subject.kernel)
    for decl in subject.kernel.outputs:
        if decl.type.kind is Kind.MONEY and signs.field(decl.name):
            choice = subject.kernel.choice_of[decl.name]
            if subject.due(f"{CHECK}{decl.name}", choice.name):
                with subject.question(CHECK, choice.span, _trial(subject, choice, decl.name)):
                    _check(subject, signs, choice, decl.name)


def _check(subject: Subject, signs: Signs, choice: Choice, name: str) -> None:
    is_below = _trial(subject, choice, name).confirm
    mine = _below(subject, name)
    theirs = [_below(subject, read) for read in _outputs_read(subject, choice) if signs.field(read)]
    others = subject.any_of([below.surely for below in theirs])
    for who, unsure in ((mine.surely, ""), (mine.perhaps, mine.doubt)):
        witness = subject.person(BELOW_ZERO, choice.span, subject.all_of(who, -others), is_below, unsure)
        if witness is not None:
            _report(subject, choice, name, _plainer(subject, name, is_below) or witness)
        if witness is not None or not mine.doubt:
            return


def _trial(subject: Subject, choice: Choice, name: str) -> Trial:
    """Somebody with the amount below 0."""

    def is_below(evaluation: Evaluation) -> bool:
        found = evaluation.result(name)
        bounds = bounds_of(subject.kernel)
        return isinstance(found, Amount) and compare_amounts(Op.LT, found, ZERO, bounds) is True

    def report(witness: Witness) -> bool:
        _report(subject, choice, name, witness)
        return True

    return Trial(fields=(name,), confirm=is_below, report=report, whole=True)


def _below(subject: Subject, name: str) -> Below:
    """Who has a field below 0; perhaps everybody where it has no form."""
    try:
        return below_zero(subject.world, name)
    except NotAnalysed as problem:
        return Below(FALSE, TRUE, problem.reason)


def _plainer(subject: Subject, name: str, confirm: Confirm) -> Witness | None:
    """Somebody with amounts as they're met: none is a few 分, and the result is well below 0."""
    world = subject.world
    money = [var for var, kind in enumerate(world.variables.kinds) if kind is Kind.MONEY]
    try:
        who = below_zero(world, name, WELL_FEN)
        usual = [world.pool.at_least(var, WELL_FEN) for var in money]
        return find(world, subject.all_of(who.perhaps, *usual), confirm, who.doubt)
    except (NotAnalysed, NotFinished, Disagreement):
        return None


def _outputs_read(subject: Subject, choice: Choice) -> Iterator[str]:
    """The outputs of money that a choice reads, through other fields too."""
    kernel = subject.kernel
    waiting = list(kernel.reads[choice.name].fields)
    for name in waiting:
        waiting += [each for each in kernel.reads[kernel.choice_of[name].name].fields if each not in waiting]
        decl = kernel.field_by_name[name]
        if decl.public and decl.type.kind is Kind.MONEY:
            yield name


def _report(subject: Subject, choice: Choice, name: str, witness: Witness) -> None:
    """The finding stands at the row that gives the amount; an identity's clauses are those it rests on."""
    numbers = sorted(taken(witness.complete, choice))
    row = choice.rows[numbers[0]] if numbers else None
    read = subject.kernel.reads[choice.name].fields
    money = [each for each in read if isinstance(witness.complete.result(each), Amount)]
    cited = clauses_of(row) if row else ()
    subject.report(
        BELOW_ZERO,
        row.span if row else choice.span,
        {"output": name, "amount": subject.text(witness.complete.result(name))},
        witness=(subject.row_of(0, witness, distinct((*money[:ROW_CAP], name))),),
        basis=cited or witness.complete.fields[name].clauses,
    )
