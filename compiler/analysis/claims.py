"""POL620, POL621: what the notice says holds for everybody (恒真), proved or refuted with a person.

In: a kernel whose claims are choices (`as_choices`), so that they're decided and replayed like any rule.
A claim is proved when nobody who satisfies the relations and of whom every fact is known makes it false or
leaves it open; it doesn't speak of those to whom an output in it doesn't apply. Proved claims are silent.
The 案例 of the file are tried first: one of them that makes a claim false refutes it. Where nobody can be
computed who does, persons are tried, and POL690 says so where none refutes it: then nothing is claimed.
"""

from __future__ import annotations

import attrs

from polc.compiler.analysis.formula import Formula
from polc.compiler.analysis.subject import Subject, Trial
from polc.compiler.analysis.symbols import Stat
from polc.compiler.analysis.witness import Witness, shown_by_a_case
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
    """Every claim: first who makes it false, and only when that is finished who leaves it open."""
    for number, claim in enumerate(subject.kernel.claims):
        if subject.due(CHECK, name_of(number)):
            one = _Claim(subject, number, claim)
            with subject.question(one.text, claim.span, one.refutation):
                if not one.refuted_by_a_case():
                    one.judge()


class _Claim:
    """One claim under one choice of readings."""

    def __init__(self, subject: Subject, number: int, claim: Claim) -> None:
        self.subject, self.claim, self.name = subject, claim, name_of(number)
        self.text = f"{CHECK} {claim.text}".strip()
        self.named = distinct(expr.name for expr in walk(claim.condition) if isinstance(expr, FieldRef))
        self.refutation = Trial(
            fields=(self.name, *self.named),
            confirm=self._fails,
            report=lambda witness: self._report(CLAIM_REFUTED, witness),
            whole=True,
        )

    def _fails(self, evaluation: Evaluation) -> bool:
        spoken_of = not any(isinstance(evaluation.result(field), NotApplicable) for field in self.named)
        return spoken_of and evaluation.result(self.name) is False

    def _waits(self, evaluation: Evaluation) -> bool:
        return isinstance(evaluation.result(self.name), Undetermined)

    def refuted_by_a_case(self) -> bool:
        """The file's own 案例, whatever they leave unknown, are tried before anything is computed."""
        for case in self.subject.kernel.cases:
            witness = shown_by_a_case(self.subject.world, case, self._fails)
            if witness is not None:
                return self._report(CLAIM_REFUTED, witness)
        return False

    def judge(self) -> None:
        """Look for somebody who makes it false, then for somebody who leaves it open."""
        subject, claim, before = self.subject, self.claim, len(self.subject.unanswered)
        truth = subject.world.standing(subject.kernel.choice_of[self.name]).guards[0]
        outside = subject.any_of([_outside(subject, field) for field in self.named])
        false: Formula = subject.all_of(truth.fails, -outside)
        refuted = subject.person(CLAIM_REFUTED, claim.span, false, self._fails)
        if refuted is not None:
            self._report(CLAIM_REFUTED, refuted)
        elif len(subject.unanswered) == before:
            open_: Formula = subject.all_of(-truth.holds, -truth.fails)
            waiting = subject.person(CLAIM_LEFT_OPEN, claim.span, open_, self._waits)
            if waiting is not None:
                self._report(CLAIM_LEFT_OPEN, waiting)

    def _report(self, code: Code, witness: Witness) -> bool:
        claim = self.claim
        self.subject.report(
            code,
            claim.span,
            {"claim": claim.text},
            witness=(self.subject.row_of(0, witness, _fields(self.subject, claim)),),
            basis=(claim.cite.text,) if claim.cite else (),
        )
        return True


def _outside(subject: Subject, field: str) -> Formula:
    """Those for whom a field is 不适用."""
    cases = subject.world.field(field)
    statuses = ((who, symbol.status) for who, symbol in cases if isinstance(symbol, Stat))
    return subject.any_of([who for who, status in statuses if isinstance(status, NotApplicable)])


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
