"""A field under every reading of the undecided assumptions as one: `compiler/readings.py`, said in SQL.

In: the field's cells, one a way. Out: one cell: the common result where the ways agree, 待定 with every
candidate where they don't, 缺资料 where one of them misses something.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from polc.compiler.kernel import AssumptionDecl
from polc.targets.sql.branch import Branch, any_of, whole
from polc.targets.sql.cells import Cell, differs
from polc.targets.sql.combine import chosen_list
from polc.targets.sql.money import bounds
from polc.targets.sql.scope import Scope
from polc.targets.sql.settle import Decided
from polc.targets.sql.variants import Way
from polc.targets.sql.wording import result_text


@attrs.frozen(kw_only=True)
class Merged:
    """A field as it's answered; `candidates` is a list of texts, or None when readings never differ."""

    cell: Cell
    by: str | None
    candidates: str | None = None


def merged(branch: Branch, name: str, kinds: Sequence[tuple[Way, Decided]], scope: Scope) -> Merged:
    """One field, as columns that begin with `name`; it takes the first way's column where all agree."""
    kinds = _with_ends(branch, name, kinds, scope)
    first = kinds[0][1]
    causes = {} if len(kinds) == 1 else _causes(kinds, scope)
    if not causes:
        return Merged(cell=first.cell, by=first.by)
    flags = {assumption: f"{name}_a{place}" for place, assumption in enumerate(causes)}
    branch.add({flags[a]: text for a, text in causes.items()}, f"{name}: do the readings differ?")
    apart = any_of(list(flags.values()))
    lists: dict[str, str] = {}
    missing = list(dict.fromkeys(d.cell.missing for _, d in kinds if d.cell.missing is not None))
    if missing:
        union = scope.dialect.ordered(scope.dialect.concat(missing))
        lists[f"{name}_missed"] = chosen_list(apart, union, first.cell.missing) or union
    by = list(dict.fromkeys(d.by for _, d in kinds if d.by is not None))
    if by:
        lists[f"{name}_by"] = chosen_list(apart, scope.dialect.union(by), first.by) or by[0]
    branch.add(lists)
    missed = f"{name}_missed" if missing else None
    differ = f"{apart} AND {missed} IS NULL" if missed is not None else apart
    lists = {f"{name}_candidates": _candidates(kinds, flags, differ, scope)}
    cell = attrs.evolve(_cell(first.cell, apart, differ, missed, flags, scope), ends=None)
    held = whole(branch, name, cell, lists)
    if first.cell.ends is not None:
        low, high = (f"CASE WHEN NOT {apart} THEN {end} END" for end in first.cell.ends)
        lists |= {f"{name}_low": low, f"{name}_high": high}
        held = attrs.evolve(held, ends=(f"{name}_low", f"{name}_high"))
    branch.add(lists, f"{name}: one answer for all readings")
    return Merged(cell=held, by=f"{name}_by" if by else None, candidates=f"{name}_candidates")


def _with_ends(
    branch: Branch, name: str, ways: Sequence[tuple[Way, Decided]], scope: Scope
) -> Sequence[tuple[Way, Decided]]:
    """The bounds of amounts as columns, for the texts and answers that need them several times."""
    added: dict[str, str] = {}
    made = []
    for place, (way, decided) in enumerate(ways):
        if decided.cell.terms:
            columns = (f"{name}_low{place}", f"{name}_high{place}")
            added |= dict(zip(columns, bounds(decided.cell, scope), strict=True))
            decided = attrs.evolve(decided, cell=attrs.evolve(decided.cell, ends=columns))
        made.append((way, decided))
    branch.add(added, f"{name}: the least and the greatest amount")
    return made


def _causes(ways: Sequence[tuple[Way, Decided]], scope: Scope) -> dict[str, str]:
    """For each assumption: two ways that differ in it alone give different results."""
    causes: dict[str, str] = {}
    for name in dict.fromkeys(name for way, _ in ways for name, _ in way):
        firsts: dict[Way, Decided] = {}
        tests = []
        for way, decided in ways:
            rest = tuple(pair for pair in way if pair[0] != name)
            other = firsts.setdefault(rest, decided)
            tests.append(differs(other.cell, decided.cell, scope.dialect))
        if (flag := any_of(tests)) != "FALSE":
            causes[name] = flag
    return causes


def _cell(
    first: Cell, apart: str, differ: str, missed: str | None, flags: dict[str, str], scope: Scope
) -> Cell:
    dialect = scope.dialect
    told = [
        f"CASE WHEN {flag} THEN {dialect.make_list([dialect.text(f'{name}有不同读法')])} END"
        for name, flag in flags.items()
    ]
    reasons = chosen_list(differ, dialect.concat(told), _unless(apart, first.reasons))
    value = first.value if first.hollow else f"CASE WHEN NOT {apart} THEN {first.value} END"
    return attrs.evolve(
        first,
        value=value,
        terms=tuple((name, f"CASE WHEN NOT {apart} THEN {text} END") for name, text in first.terms),
        na=_unless(apart, first.na),
        missing=missed,
        reasons=reasons,
        document=_unless(apart, first.document),
        clauses=None,
        silent=True,
        known=None,
        forms=None,
    )


def _unless(apart: str, text: str | None) -> str | None:
    return None if text is None else f"CASE WHEN NOT {apart} THEN {text} END"


def _candidates(ways: Sequence[tuple[Way, Decided]], flags: dict[str, str], differ: str, scope: Scope) -> str:
    """Every way that differs from the others in what matters, with its result."""
    dialect = scope.dialect
    decls = scope.kernel.assumption_by_name
    lists = []
    for way, decided in ways:
        settled = dict(way)
        later = [name for name in settled if settled[name] != decls[name].readings[0].name]
        shown = [flags.get(name, "FALSE") for name in later]
        if "FALSE" in shown:
            continue
        label, result = _label(settled, flags, decls, scope), result_text(decided.cell, scope)
        item = f"{label} || {dialect.text(' → ')} || {result}"
        single = dialect.make_list([item])
        lists.append(f"CASE WHEN {' AND '.join(shown)} THEN {single} END" if shown else single)
    return f"CASE WHEN {differ} THEN {dialect.concat(lists)} END"


def _label(
    settled: dict[str, str], flags: dict[str, str], decls: dict[str, AssumptionDecl], scope: Scope
) -> str:
    """The reading alone where one assumption matters, else each with its assumption."""
    dialect = scope.dialect
    if len(flags) == 1:
        return dialect.text(settled[next(iter(flags))])
    alone = []
    for name, flag in flags.items():
        only = " AND ".join([flag, *(f"NOT {other}" for other in flags.values() if other != flag)])
        alone.append(f"WHEN {only} THEN {dialect.text(settled[name])}")
    full = [
        f"CASE WHEN {flag} THEN {dialect.make_list([dialect.text(f'{n}：{settled[n]}')])} END"
        for n, flag in flags.items()
    ]
    return f"CASE {' '.join(alone)} ELSE {dialect.joined(dialect.concat(full), '，')} END"
