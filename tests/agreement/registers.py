"""Random registers: persons of a kernel written as offices write them, with what else stands in such files.

In: a kernel and a seed. Out: lines of text, the first of them the header, and beside each what must become of
it: the person in it, or why there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from random import Random

import attrs
from agreement.persons import Person, persons

from polc.compiler.kernel import Column, InputDecl, Kernel, Kind
from polc.dsl.text import rate_text
from polc.dsl.values import Amount, Duration, Given, Plain, Records
from polc.registers.words import State


@attrs.frozen
class Line:
    """A line of a register, and the person in it or the state it must have; blank lines have neither."""

    cells: tuple[str, ...]
    person: Person | None = None
    state: State | None = None


def register(kernel: Kernel, rows: int, seed: int) -> list[Line]:
    """A header and about `rows` lines; every fact has a column."""
    rng = Random(seed)
    decls = rng.sample(kernel.inputs, len(kernel.inputs))
    header = Line(("姓名", *(rng.choice((decl.name, decl.alias)) for decl in decls), "备注"))
    return [header, *_lines(decls, persons(kernel, rows, seed), header, rng)]


@attrs.frozen
class Pair:
    """A register, and the lines of each list's file, with their headers."""

    register: list[Line]
    lists: dict[str, list[tuple[str, ...]]]


def register_with_lists(kernel: Kernel, rows: int, seed: int) -> Pair:
    """People by number, and their entries mixed with each other's; each person's stand in their order.

    Some cells of entries can't be read, and then the person is left out. A file can't say of one person that
    the list isn't known, so everybody's is.
    """
    rng = Random(seed)
    lists = [decl for decl in kernel.inputs if decl.type.kind is Kind.LIST]
    facts = [decl for decl in kernel.inputs if decl.type.kind is not Kind.LIST]
    lines = [Line(("姓名", "工号", *(rng.choice((decl.name, decl.alias)) for decl in facts)))]
    entries: dict[str, list[list[tuple[str, ...]]]] = {decl.name: [] for decl in lists}
    for number, person in enumerate(persons(kernel, rows, seed), 1):
        key, bad = f"{number:06}", False
        for decl in lists:
            records = person[decl.name] = person.get(decl.name) or Records(())
            assert isinstance(records, Records)
            written = [
                [key, *(spelt(c, cell, rng) for c, cell in zip(decl.columns, row, strict=True))]
                for row in records.rows
            ]
            if written and rng.random() < 0.04:
                rng.choice(written)[-1], bad = "？", True
            entries[decl.name].append([tuple(row) for row in written])
        cells = (f"居民{number}", key, *(spelt(d, _plain(person.get(d.name, d.default)), rng) for d in facts))
        lines.append(Line(cells, state=State.FAULTY) if bad else Line(cells, person=person))
    return Pair(lines, {d.name: [_header(d, rng), *_mixed(entries[d.name], rng)] for d in lists})


def _header(decl: InputDecl, rng: Random) -> tuple[str, ...]:
    return ("工号", *(rng.choice((column.name, column.alias)) for column in decl.columns))


def _mixed(groups: list[list[tuple[str, ...]]], rng: Random) -> Iterator[tuple[str, ...]]:
    """The lines of all groups; those of one keep their order."""
    turns = [number for number, group in enumerate(groups) for _ in group]
    rng.shuffle(turns)
    rest = [iter(group) for group in groups]
    yield from (next(rest[number]) for number in turns)


def _plain(value: Given | None) -> Plain | None:
    assert not isinstance(value, Records)
    return value


def _lines(decls: Sequence[InputDecl], people: Iterator[Person], header: Line, rng: Random) -> Iterator[Line]:
    for number, person in enumerate(people):
        kind = rng.random()
        if kind < 0.02:
            yield Line(("",) * len(header.cells))
        elif kind < 0.04:
            yield Line(("合计", *[str(number)] * len(decls), ""), state=State.TOTAL)
        elif kind < 0.05:
            yield Line(header.cells, state=State.HEADING)
        cells = [spelt(decl, _plain(person.get(decl.name, decl.default)), rng) for decl in decls]
        bad = kind > 0.97
        if bad:
            cells[rng.randrange(len(cells))] = rng.choice(("？", "3/1/2025", "=1+1"))
        note = rng.choice(("", "=SUM(A1)", "换行\n的", '引"号', "，,;\t"))
        line = (f"居民{number}", *cells, note)
        yield Line(line, state=State.FAULTY) if bad else Line(line, person=person)


def spelt(decl: InputDecl | Column, value: Plain | None, rng: Random) -> str:
    """A value in one of the spellings of its kind; blank only where that means the same."""
    if value is None:
        return rng.choice(("", "未知")) if decl.default is None else "未知"
    if value == decl.default and rng.random() < 0.5:
        return ""
    match value:
        case bool():
            return rng.choice(("是", "√", "1", "有", "Y") if value else ("否", "×", "0", "无", "N"))
        case date():
            forms = (
                "{0:%Y}-{0:%m}-{0:%d}",
                "{0.year}年{0.month}月{0.day}日",
                "{0:%Y}{0:%m}{0:%d}",
                "{0.year}/{0.month}/{0.day}",
            )
            return rng.choice(forms).format(value)
        case Amount():
            return f"{value.fen}分"
        case Duration():
            return value.text
        case Fraction():
            return rate_text(value) if decl.type.kind.value == "比例" else str(value)
        case _:
            return str(value)
