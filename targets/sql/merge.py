"""A field under every reading of the undecided assumptions as one: `compiler/readings.py`, said in SQL.

In: the field's cells, one a way. Out: one cell: the common result where the ways agree, 待定 with every
candidate where they don't, 缺资料 where one of them misses something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from polc.compiler.kernel import AssumptionDecl, Kind
from polc.targets.sql.cells import NOTHING, Cell, case, chosen_why, differs
from polc.targets.sql.flags import any_of, both, negated
from polc.targets.sql.letters import Why, constant
from polc.targets.sql.money import bounds
from polc.targets.sql.scope import Scope
from polc.targets.sql.settle import Decided, put
from polc.targets.sql.variants import Way
from polc.targets.sql.wording import piece_of, result_text

Ways = Sequence[tuple[Way, Decided]]


@attrs.frozen(kw_only=True)
class Merged:
    """A field as it's answered; `candidates` is a text with letters, or None when readings never differ."""

    cell: Cell
    by: Why | None
    candidates: str | None = None


def merged(scope: Scope, name: str, ways: Ways) -> Merged:
    """One field, as columns that begin with `name`; it takes the first way's columns where all agree."""
    ways = [(way, _with_ends(scope, decided)) for way, decided in ways]
    first = ways[0][1]
    causes = {} if len(ways) == 1 else _causes(ways, scope)
    if not causes:
        return Merged(cell=first.cell, by=first.by)
    apart = scope.flow.share(any_of(list(causes.values())))
    lacking = list(dict.fromkeys(d.cell.missing for _, d in ways if d.cell.missing is not None))
    missing = scope.flow.share(scope.dialect.bits(lacking)) if lacking else None
    differ = apart if missing is None else scope.flow.share(both(apart, f"{missing} = 0"))
    all_by = scope.united([("TRUE", decided.by) for _, decided in ways])
    by = chosen_why([(apart, all_by)], first.by)
    told = _candidates(ways, causes, scope)
    candidates = scope.flow.put(f"{name}_candidates", case([(differ, told)], NOTHING))
    cell = _cell(first.cell, apart, differ, missing, causes, scope)
    held = put(scope, name, attrs.evolve(cell, ends=None))
    if first.cell.ends is not None:
        low, high = (scope.flow.share(case([(apart, "")], end)) for end in first.cell.ends)
        held = attrs.evolve(held, ends=(low, high))
    return Merged(cell=held, by=None if by is None else scope.shared_why(by), candidates=candidates)


def _with_ends(scope: Scope, decided: Decided) -> Decided:
    """The bounds of amounts as columns, for the texts and answers that need them several times."""
    if not decided.cell.terms:
        return decided
    low, high = (scope.flow.share(end) for end in bounds(decided.cell, scope))
    return attrs.evolve(decided, cell=attrs.evolve(decided.cell, ends=(low, high)))


def _causes(ways: Ways, scope: Scope) -> dict[str, str]:
    """For each assumption: two ways that differ in it alone give different results."""
    causes: dict[str, str] = {}
    for name in dict.fromkeys(name for way, _ in ways for name, _ in way):
        firsts: dict[Way, Decided] = {}
        tests = []
        for way, decided in ways:
            rest = tuple(pair for pair in way if pair[0] != name)
            other = firsts.setdefault(rest, decided)
            tests.append(scope.flow.share(differs(other.cell, decided.cell, scope.dialect)))
        if (flag := any_of(tests)) != "FALSE":
            causes[name] = scope.flow.share(flag)
    return causes


def _cell(
    first: Cell, apart: str, differ: str, missing: str | None, causes: Mapping[str, str], scope: Scope
) -> Cell:
    reasons = [(flag, constant([scope.letters.reason(f"{name}有不同读法")])) for name, flag in causes.items()]
    own = chosen_why([(negated(apart), first.why)], None)
    if missing is not None:
        lacking = first.missing if first.missing is not None else "0"
        missing = scope.flow.share(case([(apart, missing)], lacking))
    nothing = scope.dialect.null(first.kind)
    return attrs.evolve(
        first,
        value=first.value if first.hollow else case([(apart, "")], first.value) or nothing,
        terms=tuple((name, case([(apart, "")], text)) for name, text in first.terms),
        na=None if first.na is None else case([(apart, "0")], first.na),
        missing=missing,
        why=chosen_why([(differ, scope.united(reasons))], own),
        silent=True,
        known=None,
        forms=None,
    )


def _candidates(ways: Ways, causes: Mapping[str, str], scope: Scope) -> str:
    """Every way that differs from the others in what matters, with its result; a stop after each."""
    dialect = scope.dialect
    decls = scope.kernel.assumption_by_name
    texts = []
    for way, decided in ways:
        settled = dict(way)
        later = [name for name in settled if settled[name] != decls[name].readings[0].name]
        shown = [causes.get(name, "FALSE") for name in later]
        if "FALSE" in shown:
            continue
        cell = _without_letters(attrs.evolve(decided.cell, missing=None), scope)
        result = result_text(cell, scope, piece_of(cell, scope))
        item = f"{_label(settled, causes, decls, scope)} || {dialect.text(' → ')} || {result}"
        texts.append(case([(both(*shown), f"{item} || '{scope.letters.stop}'")], NOTHING))
    return " || ".join(texts)


def _without_letters(cell: Cell, scope: Scope) -> Cell:
    """An option may come from the register, and nothing that stands there may be put into words."""
    if cell.kind is not Kind.ENUM or cell.hollow or cell.known is not None:
        return cell
    letters = [scope.letters.end, scope.letters.stop, scope.letters.gap]
    letters += [letter for letter, _ in scope.letters.known()]
    return attrs.evolve(cell, value=scope.dialect.without(cell.value, letters))


def _label(
    settled: dict[str, str], causes: Mapping[str, str], decls: Mapping[str, AssumptionDecl], scope: Scope
) -> str:
    """The reading alone where one assumption matters, else each with its assumption."""
    dialect = scope.dialect
    if len(causes) == 1:
        return dialect.text(settled[next(iter(causes))])
    alone, full = [], []
    for name, flag in causes.items():
        others = [other for other in causes.values() if other != flag]
        only = scope.flow.share(both(flag, *(negated(other) for other in others)))
        alone.append((only, dialect.text(settled[name])))
        full.append(case([(flag, dialect.text(f"，{name}：{settled[name]}"))], NOTHING))
    return case(alone, f"SUBSTR({' || '.join(full)}, 2)")
