"""条款对照表: every clause of the notice and what became of it, every number and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from polc.compiler.kernel import Choice, Const, Expr, Form, Pick, Reached, Steps, walk
from polc.dsl.citation import Citation, Clause
from polc.dsl.values import ZERO, Amount, Duration, distinct
from polc.targets.summary.counted import divisor, step_size
from polc.targets.summary.entries import chosen, claim_text
from polc.targets.summary.errands import ACTOR, LISTING, NO_EFFECT, SILENCE
from polc.targets.summary.model import Block, Section, Table, TableRow
from polc.targets.summary.months import by_rule, rule_of_month
from polc.targets.summary.naming import said_name
from polc.targets.summary.view import View, clauses_of

NUMBERS = date | Amount | Duration | Fraction
RULE, DATA, CLAIM, UNACCOUNTED = "已写成规则", "资料", "已写成保证", "没有交代"


def account_section(view: View) -> Section | None:
    """Clauses first, then numbers."""
    blocks: tuple[Block, ...] = tuple(table for table in (_clauses(view), _numbers(view)) if table.rows)
    return Section("clauses", "条款对照表", blocks) if blocks else None


# ---- clauses ----------------------------------------------------------------------------------------
def _uses(view: View) -> Iterator[tuple[Citation, str, str]]:
    """Every citation with how it's used and what for."""
    decided = [choice for choice in view.kernel.choices if choice.form is not Form.ENTRIES]
    for choice in (*by_rule(decided), *view.kernel.entry_rules):
        cites = [row.cite for row in choice.rows] + [
            choice.cite,
            choice.otherwise_cite,
            choice.tie_cite,
            choice.gate_cite,
        ]
        what = _name(choice)
        yield from ((cite, RULE, what) for cite in cites if cite is not None)
    yield from ((param.cite, RULE, param.name) for param in view.kernel.params if param.cite is not None)
    for decl in view.kernel.assumptions:
        if decl.cite is not None:
            yield decl.cite, RULE, decl.name
    for claim in view.kernel.claims:
        if claim.cite is not None:
            yield claim.cite, CLAIM, claim_text(view, claim.condition)
    for statement in view.kernel.statements:
        if statement.cite is not None:
            how = statement.kind if statement.kind in (SILENCE, NO_EFFECT) else DATA
            yield statement.cite, how, statement.text


def _name(choice: Choice) -> str:
    """What the notice calls a block."""
    if choice.form is Form.PERMITTED:
        return f"{chosen(choice.name)}的选择"
    return said_name(choice.name) if choice.month is None else rule_of_month(choice)


def _clauses(view: View) -> Table:
    uses = list(_uses(view))
    listed = view.kernel.info.clauses
    clauses = (
        listed.clauses
        if listed
        else distinct(c for cite, _, _ in uses for c in cite.clauses if not c.document)
    )
    rows = tuple(_account(clause, uses) for clause in clauses)
    return Table("每一条款的处理", ("条款", "处理", "用在"), rows, cited=False)


def _account(clause: Clause, uses: list[tuple[Citation, str, str]]) -> TableRow:
    found = [(how, what) for cite, how, what in uses if any(_about(clause, c) for c in cite.clauses)]
    ways = distinct(how for how, _ in found) or (UNACCOUNTED,)
    what = distinct(what for _, what in found)
    return TableRow((f"【{clause.text}】", "、".join(ways), "；".join(what)))


def _about(listed: Clause, cited: Clause) -> bool:
    return listed.covers(cited) or (cited.covers(listed) and len(cited.path) > 1)


# ---- numbers ----------------------------------------------------------------------------------------
def _numbers(view: View) -> Table:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for number, what, clauses in _mentions(view):
        if clauses:
            found[number, what] = distinct((*found.get((number, what), ()), *clauses))
    rows = tuple(TableRow((number, what), clauses) for (number, what), clauses in found.items())
    return Table("每一个数的出处", ("数", "用在"), rows)


def _mentions(view: View) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for choice in (*by_rule(view.kernel.choices), *view.kernel.entry_rules):
        for row in choice.rows:
            exprs = (row.values[0],) if choice.form is Form.GRANT else (row.guard, *row.values)
            for number in distinct(n for expr in exprs for n in _written(view, expr)):
                yield number, _name(choice), clauses_of(row.cite)
        if choice.otherwise_written and choice.form is not Form.GRANT:
            for number in distinct(_written(view, choice.otherwise[0])):
                yield number, choice.name, clauses_of(choice.otherwise_cite)
    for param in view.kernel.params:
        yield view.speaker.parameter(param.name), param.name, clauses_of(param.cite)
    for statement in view.kernel.statements:
        for label, number in statement.details:
            if label not in (ACTOR, LISTING):
                yield number, statement.text, clauses_of(statement.cite)
    for decl in view.kernel.assumptions:
        meanings = [r.meaning for r in decl.readings if not isinstance(r.meaning, Pick)]
        for number in distinct(n for meaning in meanings for n in _written(view, meaning)):
            yield number, decl.name, clauses_of(decl.cite)


def _written(view: View, expr: Expr) -> Iterator[str]:
    """The numbers that stand in an expression."""
    for part in walk(expr):
        if isinstance(part, Reached):
            yield f"{part.years}周岁"
        elif isinstance(part, Steps):
            yield step_size(part, view.kernel)
        elif isinstance(part, Const) and isinstance(part.value, NUMBERS) and part.value not in (ZERO, 0):
            parts = divisor(part)
            yield view.speaker.value(part) if parts is None else str(parts)
