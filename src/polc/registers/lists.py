"""Lists beside a register: which entries belong to the person in a row.

In: the files of the lists, and the register, read once for its keys alone. Out: for each block of the
register its lists as facts, and the rows that can't have any. Two rows with one key both wait: nobody knows
whose the entries are.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from polc.compiler.kernel import InputDecl, Kernel, Kind
from polc.dsl.values import Records
from polc.refusals import Refusal
from polc.registers.blocks import Block
from polc.registers.cells import Coded, Habits
from polc.registers.entries import EntryTable, Held, key_in
from polc.registers.facts import FactTable
from polc.registers.header import Headings
from polc.registers.model import Fault, Finding
from polc.registers.reading import Register, open_register
from polc.registers.summary import Section

UNKNOWN = frozenset({"未知", "unknown"})

Pairs: TypeAlias = Sequence[tuple[str, str]]


def lists_of(kernel: Kernel) -> tuple[InputDecl, ...]:
    """The lists of a policy."""
    return tuple(decl for decl in kernel.inputs if decl.type.kind is Kind.LIST)


@attrs.frozen(kw_only=True)
class Sources:
    """Where the lists are: a file for each, or 未知, and how the register and the files head the key.

    Those `named` for this run must be lists of the policy; `usual` ones are for all policies of a project.
    """

    named: Pairs = ()
    usual: Pairs = ()
    key: tuple[str, str] = ("", "")

    def files(self, kernel: Kernel) -> dict[str, str]:
        """The file of each list, in the policy's order; a refusal where one has none or two."""
        decls = {name: decl for decl in lists_of(kernel) for name in (decl.alias, decl.name)}
        found = {decls[name].name: path for name, path in self.usual if name in decls}
        named: dict[str, str] = {}
        for given, path in self.named:
            if given not in decls:
                known = "、".join(decl.name for decl in lists_of(kernel)) or "（没有）"
                raise Refusal("register_unknown_list", name=given, known=known)
            name = decls[given].name
            if name in named:
                raise Refusal("register_list_twice", name=name, first=named[name], second=path)
            named[name] = path
        found |= named
        for decl in lists_of(kernel):
            if decl.name not in found:
                raise Refusal("register_list_wanted", name=decl.name)
            if not self.key[0] and found[decl.name] not in UNKNOWN:
                raise Refusal("register_key_wanted", name=decl.name)
        return {decl.name: found[decl.name] for decl in lists_of(kernel)}


def columns_of(kernel: Kernel, pairs: Pairs, of: InputDecl | None = None) -> dict[str, str]:
    """Of headings and what they stand for, those of a list's columns (购书.付款日), or those of facts."""
    lists = {name: decl for decl in lists_of(kernel) for name in (decl.alias, decl.name)}
    found = {}
    for heading, fact in pairs:
        name, _, column = fact.partition(".")
        if (lists.get(name) if column else None) is of:
            found[heading] = fact if of is None else column
    return found


class Lists:
    """The lists of a register's people. `unknown` are lists of the policy without a file."""

    def __init__(
        self,
        tables: Sequence[EntryTable] = (),
        owners: Mapping[str, Sequence[int]] | None = None,
        unknown: Sequence[str] = (),
    ) -> None:
        self.tables, self.unknown = tables, unknown
        self._owners = owners or {}

    def look(
        self, people: FactTable, block: Block, nobody: Collection[int]
    ) -> tuple[dict[str, Coded[Records]], dict[int, list[Finding]]]:
        """The lists of each row, and by place why a row can't have its own."""
        if not self.tables:
            return {}, {}
        faults: dict[int, list[Finding]] = {}
        keys = []
        for place, cell in enumerate(block.column(people.header.key)):
            key = "" if place in nobody else key_in(cell, people.header)
            told = self._wrong(people, block.numbers[place], key) if key else []
            if told:
                faults[place] = told
            keys.append(key if isinstance(key, str) else "")
        rows = array("i", range(len(keys)))
        return {t.decl.name: Coded(rows, [t.records(key) for key in keys]) for t in self.tables}, faults

    def _wrong(self, people: FactTable, row: int, key: str | Fault) -> list[Finding]:
        """Why a person's lists can't be told."""
        at = people.header.key
        if isinstance(key, Fault):
            return [people.finding(row, at, key)]
        owners = self._owners.get(key, ())
        if len(owners) > 1:
            other = owners[1] if row == owners[0] else owners[0]
            facts = (("field", people.header.names[at]), ("other", str(other)))
            return [people.finding(row, at, Fault("key_twice", facts))]
        many = [people.finding(row, at, fault) for fault in (t.too_many(key) for t in self.tables) if fault]
        return many + [finding for table in self.tables for finding in table.faults(key)]

    def orphans(self) -> Iterator[Finding]:
        """Entries that are nobody's: without a key, or with one that is in no row of the register."""
        for table in self.tables:
            found, header = dict(table.loose), table.facts.header
            for held in self._lost(table):
                facts = (("field", header.names[header.key]), ("count", str(len(held.rows))))
                found[held.first] = table.facts.finding(held.first, header.key, Fault("no_person", facts))
            yield from (found[row] for row in sorted(found))

    def _lost(self, table: EntryTable) -> list[Held]:
        return [held for key, held in table.held.items() if key not in self._owners]

    def section(self) -> Section:
        """How many entries there are, how many people have some, and how many entries are nobody's."""
        rows = []
        for table in self.tables:
            lost = len(table.loose) + sum(len(held.rows) for held in self._lost(table))
            counts = (table.entries, table.people, table.without, lost, table.passed_over)
            rows.append((table.decl.name, table.name, *counts))
        return Section(
            title="清单",
            columns=("清单", "文件", "记录", "有记录的人", "没有记录的人", "对不上的记录", "合计、备注等行"),
            rows=tuple(rows),
        )

    def sheets(self, path: str) -> frozenset[str]:
        """The sheets of this workbook that hold entries."""
        return frozenset(
            table.facts.table.sheet for table in self.tables if os.path.samefile(table.path, path)
        )


def read_lists(
    kernel: Kernel, register: Register, sources: Sources, named: Pairs, usual: Pairs, habits: Habits
) -> Lists:
    """The lists from their files; the register's rows are used up."""
    files = sources.files(kernel)
    tables = []
    for decl in lists_of(kernel):
        path = files[decl.name]
        if path in UNKNOWN:
            continue
        own, common = (columns_of(kernel, pairs, decl) for pairs in (named, usual))
        headings = Headings(decl.columns, own, common, key=sources.key[1], of=decl.name)
        tables.append(EntryTable(decl, path, open_register(path, None, headings), habits))
    owners = _owners(register, FactTable(register, habits), tables) if tables else {}
    for table in tables:
        if table.held and owners.keys().isdisjoint(table.held):
            raise Refusal("register_no_match", path=table.path, key=sources.key[1])
    return Lists(tables, owners, [name for name, path in files.items() if path in UNKNOWN])


def _owners(register: Register, people: FactTable, tables: Sequence[EntryTable]) -> dict[str, list[int]]:
    """The rows of the register with each key that has entries; of more than two, two."""
    found: dict[str, list[int]] = {}
    for block in register.blocks():
        nobody = people.nobody(block)
        for place, cell in enumerate(block.column(people.header.key)):
            key = key_in(cell, people.header)
            if isinstance(key, str) and place not in nobody and any(key in t.held for t in tables):
                rows = found.setdefault(key, [])
                if len(rows) < 2:
                    rows.append(block.numbers[place])
    return found
