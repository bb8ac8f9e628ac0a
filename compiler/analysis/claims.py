"""POL620, POL621: what the notice says holds for everybody (恒真), proved or refuted with a person.

In: a kernel whose claims are choices (`as_choices`), so that they're decided and replayed like any rule.
A claim is proved when nobody who satisfies the relations and of whom every fact is known makes it false or
leaves it open; it doesn't speak of those to whom an output in it doesn't apply. Proved claims are silent.
One that can't be put into formulas is tried on a few persons, and POL690 where none refutes it.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from polc.compiler.analysis.formula import TRUE as ANYBODY
from polc.compiler.analysis.formula import Formula
from polc.compiler.analysis.subject import Subject
from polc.compiler.analysis.symbols import NotAnalysed, Stat
from polc.compiler.analysis.witness import Witness
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import (
    BOOL,
    FALSE,
    TRUE,
    Choice,
    Claim,
    FieldDecl,
    FieldRef,
    Form,
    Kernel,
    ReadingOf,
    Row,
    walk,
)
from polc.compiler.proof import Proof, Verdict
from polc.dsl.citation import Citation
from polc.dsl.diagnostics.completeness import CLAIM_LEFT_OPEN, CLAIM_REFUTED
from polc.dsl.diagnostics.model import Code, Diagnostic
from polc.dsl.values import NotApplicable, Undetermined, distinct

CHECK = "恒真"


def name_of(number: int) -> str:
    """The field of the `number`-th claim, from 0; names of a policy hold no space."""
    return f"{CHECK} {number + 1}"


def as_choices(kernel: Kernel) -> Kernel:
    """The kernel with a hidden field and a choice for every claim; itself where it makes none."""
    if not kernel.claims or name_of(0) in kernel.field_by_name:
        return kernel
    fields = tuple(
        FieldDecl(name=name_of(n), alias=f"claim {n + 1}", type=BOOL, public=False, span=claim.span)
        for n, claim in enumerate(kernel.claims)
    )
    choices = tuple(_choice(n, claim) for n, claim in enumerate(kernel.claims))
    return attrs.evolve(kernel, fields=(*kernel.fields, *fields), choices=(*kernel.choices, *choices))


def _choice(number: int, claim: Claim) -> Choice:
    cite = claim.cite or Citation(())
    name = name_of(number)
    return Choice(
        name=name,
        form=Form.IDENTITY,
        fields=(name,),
        rows=(Row(guard=claim.condition, values=(TRUE,), cite=cite, span=claim.span),),
        otherwise=(FALSE,),
        cite=cite,
        span=claim.span,
    )


def check(subject: Subject) -> None:
    """Every claim: first who makes it false, then who leaves it open."""
    for number, claim in enumerate(subject.kernel.claims):
        if subject.due(CHECK, name_of(number)):
            with subject.question(f"{CHECK} {claim.text}".strip(), claim.span):
                _check(subject, number, claim)


def _check(subject: Subject, number: int, claim: Claim) -> None:
    name = name_of(number)
    named = distinct(expr.name for expr in walk(claim.condition) if isinstance(expr, FieldRef))

    def fails(evaluation: Evaluation) -> bool:
        spoken_of = not any(isinstance(evaluation.result(field), NotApplicable) for field in named)
        return spoken_of and evaluation.result(name) is False

    def waits(evaluation: Evaluation) -> bool:
        return isinstance(evaluation.result(name), Undetermined)

    try:
        truth = subject.world.standing(subject.kernel.choice_of[name]).guards[0]
        outside = subject.any_of([_outside(subject, field) for field in named])
    except NotAnalysed as problem:
        for who in _a_few(subject):
            tried = subject.person(CLAIM_REFUTED, claim.span, who, fails, problem.reason)
            if tried is not None:
                _report(subject, CLAIM_REFUTED, claim, tried)
                return
        return
    refuted = subject.person(CLAIM_REFUTED, claim.span, subject.all_of(truth.fails, -outside), fails)
    if refuted is not None:
        _report(subject, CLAIM_REFUTED, claim, refuted)
        return
    open_: Formula = subject.all_of(-truth.holds, -truth.fails)
    waiting = subject.person(CLAIM_LEFT_OPEN, claim.span, open_, waits)
    if waiting is not None:
        _report(subject, CLAIM_LEFT_OPEN, claim, waiting)


def _a_few(subject: Subject) -> Iterator[Formula]:
    """Anybody, and then somebody with each fact that holds or doesn't."""
    yield ANYBODY
    pool, flags = subject.world.pool, subject.world.variables.flags
    yield from (pool.flag(var) for var in flags.values())


def _outside(subject: Subject, field: str) -> Formula:
    """Those for whom a field is 不适用."""
    cases = subject.world.field(field)
    statuses = ((who, symbol.status) for who, symbol in cases if isinstance(symbol, Stat))
    return subject.any_of([who for who, status in statuses if isinstance(status, NotApplicable)])


def _report(subject: Subject, code: Code, claim: Claim, witness: Witness) -> None:
    subject.report(
        code,
        claim.span,
        {"claim": claim.text},
        witness=(subject.row_of(0, witness, _fields(subject, claim)),),
        basis=(claim.cite.text,) if claim.cite else (),
    )


def _fields(subject: Subject, claim: Claim) -> list[str]:
    """The results that a claim speaks about; through readings, the outputs among them if there are any."""
    waiting, found = [claim.condition], list[str]()
    while waiting:
        for part in walk(waiting.pop()):
            if isinstance(part, FieldRef):
                found.append(part.name)
            elif isinstance(part, ReadingOf):
                waiting.append(subject.world.translator.meaning(part.assumption))
    names = list(distinct(found))
    public = [name for name in names if subject.kernel.field_by_name[name].public]
    return public or names


def verdict_of(found: tuple[Diagnostic, ...]) -> Verdict:
    """What the findings about one claim come to."""
    codes = {diagnostic.code for diagnostic in found}
    if CLAIM_REFUTED in codes:
        return Verdict(proof=Proof.REFUTED, findings=found)
    if codes - {CLAIM_LEFT_OPEN}:
        return Verdict(proof=Proof.UNFINISHED, findings=found)
    return Verdict(proof=Proof.OPEN if codes else Proof.PROVED, findings=found)
