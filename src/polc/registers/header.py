"""The header of a table: where it is, and which column holds which fact.

In: the first lines of a table, the facts that it can hold (a policy's, or the columns of one of its lists),
and the columns that the user named. Out: a `Header`. The header is the line, or two or three lines read as
one where headings are merged, in which most headings are facts, then the one in which most columns have a
heading. A heading counts as a fact's when it is its name or alias, whatever its width, spaces, star or remark
in brackets; anything else only when the user says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain

import attrs

from polc.compiler.kernel import Kind
from polc.dsl.source import fold_width
from polc.refusals import Refusal
from polc.registers.blocks import Block, Cells, RowBlock, is_empty
from polc.registers.model import Cell, Declared, is_blank, text_of_cell
from polc.registers.table import Table
from polc.registers.words import ID_HEADINGS, MONEY_UNITS

SEARCHED = 40
MERGED = 3
LONGEST = 100
_REMARK = re.compile(r"[(\[【].*?[)\]】]")
_ORNAMENTS = re.compile(r"[\s\ufeff*:：_＊·]+")
_NAMED = 12
_COUNTED = (Kind.RATE, Kind.INT)
_MULTIPLE = re.compile(r"[%‰]|百分(?:比|之)?|千分(?:比|之)?|[十百千万亿]\S{0,3}")


@attrs.frozen(kw_only=True)
class Header:
    """The headings of a table, as written, and the column of each fact (by Chinese name) that has one.

    `rows` are the rows that it takes, `above` is how many lines stood over it. `ids` is the column of ID
    numbers. `key` is the one by which people and the entries of their lists are matched, -1 without lists.
    """

    names: tuple[str, ...]
    columns: Mapping[str, int]
    units: Mapping[str, str]
    rows: tuple[int, ...]
    above: int
    ids: int | None
    key: int

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.names)

    @property
    def looked_at(self) -> tuple[int, ...]:
        """The columns that aren't only carried over; there is one."""
        return (*self.columns.values(), *([self.key] if self.key >= 0 else []))


class Headings:
    """What a heading can mean: facts by normalised name or alias, and the columns that somebody named.

    Those `named` for this run must be there; `usual` ones are for all registers and policies of a project.
    `key` heads the column by which people and entries are matched, where there are lists. `of` is the list
    whose columns these are, if it's one.
    """

    def __init__(
        self,
        decls: Iterable[Declared],
        named: Mapping[str, str],
        usual: Mapping[str, str] | None = None,
        *,
        key: str = "",
        of: str = "",
    ) -> None:
        self.decls = {decl.name: decl for decl in decls}
        self.key, self._of = key, of
        self._facts = {plain_heading(name): d for d in self.decls.values() for name in (d.alias, d.name)}
        known = {column: fact for column, fact in (usual or {}).items() if plain_heading(fact) in self._facts}
        self.named = {plain_heading(column): self._fact(fact) for column, fact in {**known, **named}.items()}
        self._written = {plain_heading(column): column for column in named}

    def _fact(self, given: str) -> Declared:
        found = self._facts.get(plain_heading(given))
        if found is None:
            near = get_close_matches(given, list(self.decls), n=1, cutoff=0)
            nearest = "".join(map(self.told, near))
            raise Refusal("register_unknown_fact", name=self.told(given), nearest=nearest)
        return found

    def told(self, name: str) -> str:
        """A fact as --columns names it: a list's column after the list."""
        return f"{self._of}.{name}" if self._of else name

    def keys(self, headings: Sequence[str]) -> list[int]:
        """The columns that are headed like the key: just so, else but for remarks in brackets."""
        for form in (plain_heading, bare_heading) if self.key else ():
            found = [at for at, name in enumerate(headings) if form(name) == form(self.key)]
            if found:
                return found
        return []

    def fact(self, heading: str) -> Declared | None:
        """The fact that a heading names."""
        plain = plain_heading(heading)
        return self.named.get(plain) or self._facts.get(plain) or self._facts.get(bare_heading(heading))

    def is_named(self, heading: str) -> bool:
        """True for a column that the user named: it goes before one that only happens to fit."""
        return plain_heading(heading) in self.named

    def score(self, headings: Iterable[Cell]) -> int:
        """How many different facts a line names, and whether the key."""
        names = [cell for cell in headings if isinstance(cell, str) and cell]
        facts = {decl.name for decl in map(self.fact, names) if decl is not None}
        return len(facts) + bool(self.keys(names))

    def nearest(self, heading: str) -> str:
        """The fact whose name is nearest to a heading, as --columns names it; empty when none is near."""
        near = get_close_matches(bare_heading(heading), list(self._facts), n=1, cutoff=0.6)
        return self.told(self._facts[near[0]].name) if near else ""

    def unused(self, header: Sequence[str]) -> list[str]:
        """The columns that the user named and that aren't there."""
        there = {plain_heading(name) for name in header} | {bare_heading(name) for name in header}
        return [written for plain, written in self._written.items() if plain not in there]


def plain_heading(text: str) -> str:
    """A heading without width, spaces, stars and case."""
    return _ORNAMENTS.sub("", fold_width(text[:LONGEST])).casefold()


def bare_heading(text: str) -> str:
    """The same without remarks in brackets."""
    return plain_heading(_REMARK.sub("", fold_width(text[:LONGEST])))


# ---- finding it -------------------------------------------------------------------------------------
@attrs.frozen
class _Candidate:
    score: int
    first: int
    last: int
    names: tuple[str, ...]


def find_header(table: Table, headings: Headings, path: str) -> tuple[Header, Iterator[Block]]:
    """The header, and the blocks below it. Refuses a table without one."""
    for block in table.blocks:
        start = next((at for at, line in enumerate(block.rows) if not is_empty(line)), None)
        if start is not None:
            break
    else:
        raise Refusal("register_empty", path=path)
    start -= start % SEARCHED
    lines = block.rows[start : start + SEARCHED]
    best = max(
        _candidates(lines, headings), key=lambda c: (c.score, -c.last, sum(map(bool, c.names)), c.first)
    )
    if not best.score:
        raise _no_header(lines, headings, path)
    above = sum(not is_empty(line) for line in lines[: best.first])
    numbers = tuple(block.numbers[start + at] for at in range(best.first, best.last + 1))
    header = _header(best.names, headings, table, numbers, above, path)
    if headings.decls and not header.columns:
        raise _no_header(lines, headings, path)
    rest = start + best.last + 1
    first = RowBlock(block.numbers[rest:], block.rows[rest:], texts=block.texts)
    return header, chain([first], table.blocks)


def _candidates(lines: Sequence[Cells], headings: Headings) -> Iterable[_Candidate]:
    """Each line, and each line together with one or two above it."""
    for last in range(len(lines)):
        for first in range(last, max(last - MERGED, -1), -1):
            stack = lines[first : last + 1]
            if first < last and not _is_group(stack[0]):
                break
            names = _stacked(stack)
            yield _Candidate(headings.score(names), first, last, names)


def _is_group(line: Cells) -> bool:
    """True for a line that can be the upper part of a header; a title is one cell."""
    return sum(not is_blank(cell) for cell in line) > 1


def _stacked(lines: Sequence[Cells]) -> tuple[str, ...]:
    """For each column the lowest text."""
    width = max(map(len, lines))
    names = [""] * width
    for line in lines:
        for column, cell in enumerate(line):
            if not is_blank(cell):
                names[column] = " ".join(text_of_cell(cell).replace("\ufeff", "").split())
    return tuple(names)


def _header(
    names: tuple[str, ...], headings: Headings, table: Table, rows: tuple[int, ...], above: int, path: str
) -> Header:
    columns = _columns(names, headings, table, rows[-1])
    keys = headings.keys(names)
    unused = headings.unused(names) + [headings.key] * (bool(headings.key) and not keys)
    if unused:
        near = get_close_matches(unused[0], [n for n in names if n], n=1, cutoff=0)
        raise Refusal("register_unknown_column", path=path, name=unused[0], nearest="".join(near))
    if len(keys) > 1:
        raise _doubled(headings.key, table, rows[-1], keys)
    ids = [column for column, name in enumerate(names) if bare_heading(name) in ID_HEADINGS]
    return Header(
        names=names,
        columns=columns,
        units={name: _unit(names[at], headings.decls[name].type.kind) for name, at in columns.items()},
        rows=rows,
        above=above,
        ids=ids[0] if ids else None,
        key=keys[0] if keys else -1,
    )


def _columns(names: Sequence[str], headings: Headings, table: Table, row: int) -> dict[str, int]:
    """The column of each fact; refused where two can't be told apart."""
    columns: dict[str, int] = {}
    for column, name in enumerate(names):
        decl = headings.fact(name) if name else None
        if decl is None:
            continue
        earlier = columns.get(decl.name)
        if earlier is not None:
            named = headings.is_named(name)
            if named is headings.is_named(names[earlier]):
                raise _doubled(decl.name, table, row, (earlier, column))
            if not named:
                continue
        columns[decl.name] = column
    return columns


def _doubled(name: str, table: Table, row: int, columns: Sequence[int]) -> Refusal:
    first, second = (table.address(row, column) for column in columns[:2])
    return Refusal("register_doubled", name=name, first=first, second=second)


def _unit(name: str, kind: Kind) -> str:
    """The unit in brackets in a heading: of money, of a share, or a multiple of what is counted."""
    for remark in _REMARK.findall(fold_width(name[:LONGEST])):
        inner = remark[1:-1].removeprefix("单位").strip(": ")
        if inner in MONEY_UNITS if kind is Kind.MONEY else kind in _COUNTED and _MULTIPLE.fullmatch(inner):
            return str(inner)
    return ""


def _no_header(lines: Sequence[Cells], headings: Headings, path: str) -> Refusal:
    """The line that looks most like a header, and facts that are near to it."""
    line = max(lines, key=lambda each: sum(isinstance(c, str) and not is_blank(c) for c in each))
    seen = [text_of_cell(cell).strip()[:20] for cell in line if not is_blank(cell)]
    if not (headings.decls or headings.key):
        return Refusal("register_no_facts", path=path)
    if not headings.decls:
        nearest = "".join(get_close_matches(headings.key, seen, n=1, cutoff=0))
        return Refusal("register_unknown_column", path=path, name=headings.key, nearest=nearest)
    near = {name: headings.nearest(name) for name in seen}
    known = [headings.told(name) for name in headings.decls]
    offers = [f"{name}={fact}" for name, fact in near.items() if fact] + [f"{seen[0]}={known[0]}"]
    return Refusal(
        "register_no_header",
        path=path,
        seen=_some(seen),
        known=_some(known),
        offer=f" --columns {offers[0]}",
    )


def _some(names: Sequence[str]) -> str:
    more = "…" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def doubled(header: Header) -> tuple[str, ...]:
    """The headings that stand over more than one column."""
    return tuple(name for name, times in Counter(header.names).items() if name and times > 1)
