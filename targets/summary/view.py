"""What every section works from: the kernel, the reader, and what was found out about the kernel once."""

from __future__ import annotations

import attrs

from polc.compiler.expressions import Environment
from polc.compiler.interpret import Evaluation, evaluate
from polc.compiler.kernel import AssumptionDecl, Choice, Expr, Form, Kernel, Row
from polc.dsl.citation import Citation
from polc.dsl.values import Given, distinct, is_status
from polc.targets.summary.phrasing import Speaker, assumptions_in
from polc.targets.summary.survey import (
    People,
    Stretch,
    Usual,
    Window,
    due_field,
    ground,
    settled,
    stretches,
    usual_people,
    windows,
)


@attrs.frozen(kw_only=True)
class View:
    """One kernel as it is told; `due` is the amount owed before relief, where there is one."""

    kernel: Kernel
    env: Environment
    speaker: Speaker
    windows: tuple[Window, ...]
    due: str | None
    stretches: tuple[Stretch, ...]
    usual: Usual

    def choices(self, form: Form) -> tuple[Choice, ...]:
        """The choices of one form, in order."""
        return tuple(choice for choice in self.kernel.choices if choice.form is form)

    def outcome(self, expr: Expr) -> str:
        """What a row gives, with the sum worked out and the reading that it rests on."""
        spoken = self.speaker.value(expr)
        found = settled(expr, self.env)
        if found is not None and not is_status(found) and self.speaker.result(found) not in spoken:
            spoken = f"{spoken} = {self.speaker.result(found)}"
        return spoken + self.reading_note(expr)

    def reading_note(self, expr: Expr) -> str:
        """Which reading was adopted; the readings where none was."""
        decls = assumptions_in(expr, self.kernel)
        open_ = "".join(self._open_note(decl) for decl in decls if decl.adopted is None)
        adopted = [decl for decl in decls if decl.adopted is not None]
        if not adopted:
            return open_
        named = "；".join(f"“{decl.name}”采用“{decl.adopted}”" for decl in adopted)
        return f"{open_}（假定{named}）"

    def _open_note(self, decl: AssumptionDecl) -> str:
        said = [f"{r.name}：{self.speaker.meaning(r.meaning)}" for r in decl.readings]
        return f"（“{decl.name}”通知没有写明，有几种读法，结果不同处为待定：{'；'.join(said)}）"

    def evaluate(self, facts: dict[str, Given | None]) -> Evaluation:
        """One person's results under the adopted readings."""
        return evaluate(self.kernel, facts)


def view_of(kernel: Kernel) -> View:
    """Look the kernel over once."""
    env = ground(kernel)
    due = due_field(kernel)
    told = told_fields(kernel, due)
    found = stretches(told, env)
    return View(
        kernel=kernel,
        env=env,
        speaker=Speaker(kernel),
        windows=windows(env),
        due=due,
        stretches=found,
        usual=usual_people(kernel, told, found)
        if told
        else Usual(people=People(name="", facts={}, kernel=kernel), special=(), taken=()),
    )


def told_fields(kernel: Kernel, due: str | None) -> tuple[str, ...]:
    """What a person wants to know first: the amount due, the first and the last day of benefits."""
    days = [name for period in kernel.benefits for name in (period.start, period.end)]
    return () if due is None else distinct((due, *days))


def clauses_of(*cites: Citation | None) -> tuple[str, ...]:
    """The clauses of citations, without labels; nothing for what cites nothing."""
    return distinct(clause.text for cite in cites if cite is not None for clause in cite.clauses)


def plain_clauses(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The clauses that a result names, without labels."""
    return distinct(part for text in texts for part in text.split("：")[0].split("、") if part)


def cited_rows(choice: Choice, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The clauses of some rows; the choice's own where they have none."""
    return clauses_of(*(row.cite for row in rows)) or clauses_of(choice.cite)
