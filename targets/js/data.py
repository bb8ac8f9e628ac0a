"""A policy as the data of its JavaScript module: facts, results, readings, rules, relations.

In: a kernel and the build's options. Out: plain JSON values, which `runtime.mjs` makes functions of. Facts,
fields and assumptions are told apart by number; texts are those that the interpreter says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from polc.compiler.data import kernel_sha256
from polc.compiler.interpret import input_of
from polc.compiler.kernel import (
    AssumptionDecl,
    Choice,
    Column,
    EntryOutput,
    Expr,
    FieldDecl,
    FieldRef,
    Fold,
    InputDecl,
    InputRef,
    Kernel,
    Kind,
    Pick,
    Relation,
    Row,
    reads_of,
    walk,
)
from polc.dsl.citation import Citation
from polc.dsl.values import Amount, Duration, Plain, distinct
from polc.targets.api import Options
from polc.targets.js.nodes import EPOCH, Nodes, exact

ABI = 1
_ALIAS = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")


def aliases(prefix: str, declared: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The key of each name: its alias where JavaScript and JSON have no other use for it, else a number."""
    found: dict[str, str] = {}
    for number, (label, alias) in enumerate(declared):
        fits = _ALIAS.fullmatch(alias) is not None and alias not in found.values()
        found[label] = alias if fits else f"{prefix}_{number}"
    return found


@attrs.frozen(slots=False)
class Tables:
    """Writes the data of one kernel."""

    kernel: Kernel
    options: Options
    nodes: Nodes = attrs.field(init=False)

    @nodes.default
    def _no_nodes(self) -> Nodes:
        return Nodes(self.kernel)

    def data(self) -> dict[str, Any]:
        """Everything; the nodes come last, because the rest makes them."""
        kernel, ends = self.kernel, {p.name: (p.low_fen, p.high_fen) for p in self.kernel.params}
        found = {
            "abi": ABI,
            "info": self._info(),
            "facts": [self._fact(decl) for decl in kernel.inputs],
            "fields": [self._field(decl) for decl in kernel.fields],
            "params": [[name, *map(_end, ends[name])] for name in self.nodes.params],
            "assumptions": [self._assumption(decl) for decl in kernel.assumptions],
            "choices": [self._choice(number, each) for number, each in enumerate(kernel.choices)],
            "each": [self._each(output) for output in kernel.entry_outputs],
            "rules": [self._choice(-1 - number, each) for number, each in enumerate(kernel.entry_rules)],
            "relations": [self._relation(each) for each in kernel.relations],
            "calendar": self._calendar(),
        }
        return found | {"nodes": self.nodes.made}

    # ---- particulars ---------------------------------------------------------------------------------
    def _info(self) -> dict[str, Any]:
        info, options = self.kernel.info, self.options
        valid, covers = info.validity or (None, None), info.coverage or (None, None)
        days = {
            "issued": info.issued,
            "valid_from": valid[0],
            "valid_to": valid[1],
            "covers_from": covers[0],
            "covers_to": covers[1],
        }
        return {
            "title": info.title,
            "document": info.document,
            "authority": info.authority,
            "region": info.region,
            "contact": info.contact,
            **{name: None if day is None else day.isoformat() for name, day in days.items()},
            "source_sha256": options.source_sha256,
            "kernel_sha256": options.kernel_sha256 or kernel_sha256(self.kernel),
            "compiler_version": options.compiler_version,
        }

    @cached_property
    def facts(self) -> Mapping[str, str]:
        """The alias of each fact."""
        return aliases("fact", ((decl.name, decl.alias) for decl in self.kernel.inputs))

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The alias of each field."""
        return {decl.name: self._results[n] for n, decl in enumerate(self.kernel.fields)}

    @cached_property
    def _results(self) -> tuple[str, ...]:
        """The aliases of fields, then those of outputs for entries: no two alike."""
        kernel = self.kernel
        written = [*(d.alias for d in kernel.fields), *(d.alias for d in kernel.entry_outputs)]
        return tuple(aliases("field", ((str(n), alias) for n, alias in enumerate(written))).values())

    def columns(self, decl: InputDecl) -> dict[str, str]:
        """The alias of each column of a list."""
        return aliases("column", ((column.name, column.alias) for column in decl.columns))

    def _fact(self, decl: InputDecl) -> dict[str, Any]:
        found = self._named(self.facts[decl.name], decl) | self._worded(decl.name)
        if decl.note:
            found["note"] = decl.note
        if decl.cite is not None:
            found["clause"] = decl.cite.text
        if decl.type.kind is Kind.LIST:
            known, places = self.columns(decl), [column.name for column in decl.columns]
            found["columns"] = [self._named(known[column.name], column) for column in decl.columns]
            found |= {"limit": decl.limit, "order": [places.index(name) for name in decl.order]}
        return found

    def _field(self, decl: FieldDecl) -> dict[str, Any]:
        cite = self.kernel.choice_of[decl.name].cite
        found = self._named(self.fields[decl.name], decl) | {"public": decl.public} | self._worded(decl.name)
        if decl.note:
            found["note"] = decl.note
        return found | ({"clause": cite.text} if cite else {})

    def _each(self, output: EntryOutput) -> dict[str, Any]:
        """An output for each entry: its list, the field that counts its entries, and their rule."""
        place = len(self.kernel.fields) + self.kernel.entry_outputs.index(output)
        running = [[s.name, *map(self.nodes.number, (s.start, s.step))] for s in output.fold.states]
        cite = self.kernel.entry_rule_by_name[output.rule].cite
        return {
            **self._named(self._results[place], output),
            **self._worded(output.name),
            **({"note": output.note} if output.note else {}),
            **({"clause": cite.text} if cite else {}),
            "list": self.nodes.facts[output.list],
            "counted": self.nodes.fields[output.field],
            "rule": [rule.name for rule in self.kernel.entry_rules].index(output.rule),
            "running": running,
        }

    def _named(self, alias: str, decl: InputDecl | Column | FieldDecl | EntryOutput) -> dict[str, Any]:
        found: dict[str, Any] = {"alias": alias, "label": decl.name, "type": decl.type.kind.value}
        if decl.type.kind is Kind.MONEY:
            found["unit"] = "分"
        if decl.type.options:
            found["options"] = list(decl.type.options)
        if isinstance(decl, InputDecl | Column) and decl.default is not None:
            found["default"] = json_of(decl.default)
        return found

    def _worded(self, name: str, reading: str = "") -> dict[str, Any]:
        """What the public is told of a name, and how it's asked."""
        for wording in self.kernel.wordings:
            if (wording.name, wording.reading) == (name, reading):
                told = {
                    "text": wording.text,
                    "opposite": wording.opposite,
                    "question": wording.question,
                    "hint": wording.hint,
                }
                return {key: text for key, text in told.items() if text} | (
                    {} if wording.asked else {"asked": False}
                )
        return {}

    def _assumption(self, decl: AssumptionDecl) -> dict[str, Any]:
        meanings = [each.meaning for each in decl.readings]
        readings = [
            {"name": each.name, "written": each.text, "note": each.note} | self._worded(decl.name, each.name)
            for each in decl.readings
        ]
        return {
            "name": decl.name,
            "reason": decl.reason,
            "adopted": decl.adopted,
            "clause": _text(decl.cite),
            "audience": None if decl.audience is None else decl.audience.value,
            "readings": readings,
            "means": [None if isinstance(each, Pick) else self.nodes.number(each) for each in meanings],
        } | self._worded(decl.name)

    # ---- rules ---------------------------------------------------------------------------------------
    def _choice(self, number: int, choice: Choice) -> dict[str, Any]:
        nodes, kernel = self.nodes, self.kernel
        depends = kernel.depends.get(choice.name, frozenset())
        found: dict[str, Any] = {
            "name": choice.name,
            "number": number,
            "fields": [nodes.fields.get(name, -1) for name in choice.fields],
            "money": [kernel.kind_filled(choice, n) is Kind.MONEY for n in range(len(choice.fields))],
            "gate": nodes.optional(choice.gate),
            "gateBy": _texts(choice.gate_cite),
            "rows": [self._row(row) for row in choice.rows],
            "losers": [sorted(choice.losers[row]) for row in range(len(choice.rows))],
            "otherwise": [nodes.number(value) for value in choice.otherwise],
            "otherwiseBy": _texts(choice.otherwise_cite),
            "tie": nodes.optional(choice.tie),
            "tieBy": _texts(choice.tie_cite),
            "ceiling": nodes.optional(choice.ceiling),
            "pickField": choice.pick_field,
            "depends": [n for n, decl in enumerate(kernel.assumptions) if decl.name in depends],
            **self._pick(choice),
        }
        if choice.cite is None:
            values = (value for row in choice.rows for value in row.values)
            read = distinct(e.name for value in values for e in walk(value) if isinstance(e, FieldRef))
            found["operands"] = [nodes.fields[name] for name in read]
        return found

    def _pick(self, choice: Choice) -> dict[str, Any]:
        if isinstance(choice.pick, Pick):
            return {"pick": choice.pick.value}
        decl = self.kernel.assumption_by_name[choice.pick.assumption]
        picks = [each.meaning.value if isinstance(each.meaning, Pick) else "" for each in decl.readings]
        return {"pick": self.nodes.assumptions[decl.name], "picks": picks}

    def _row(self, row: Row) -> dict[str, Any]:
        facts = distinct(input_of(e) for e in walk(row.guard) if isinstance(e, InputRef | Fold))
        return {
            "guard": self.nodes.number(row.guard),
            "values": [self.nodes.number(value) for value in row.values],
            "clause": row.cite.text,
            "condition": row.condition,
            "outcome": row.outcome,
            "facts": [self.nodes.facts[name] for name in facts],
        }

    def _relation(self, relation: Relation) -> dict[str, Any]:
        """What holds of everybody, the facts that it can hang on and the choices that it reads."""
        needed, facts = self._needed(relation.condition)
        return {
            "holds": self.nodes.number(relation.condition),
            "text": relation.text,
            "facts": sorted(self.nodes.facts[name] for name in facts),
            "choices": [number for number, each in enumerate(self.kernel.choices) if each.name in needed],
        }

    def _needed(self, condition: Expr) -> tuple[set[str], set[str]]:
        kernel = self.kernel
        read = reads_of([condition], kernel.meanings, kernel.entry_rule_by_name)
        facts, needed, waiting = set(read.inputs), set[str](), list(read.fields)
        for name in waiting:
            choice = kernel.choice_of[name]
            if choice.name not in needed:
                needed.add(choice.name)
                facts |= set(kernel.reads[choice.name].inputs)
                waiting += kernel.reads[choice.name].fields
        return needed, facts

    def _calendar(self) -> dict[str, Any] | None:
        calendar = self.kernel.calendar
        if calendar is None:
            return None
        ends = {"first": _day(calendar.first), "last": _day(calendar.last)}
        return {
            "name": calendar.name,
            **ends,
            "off": [*map(_day, calendar.off)],
            "on": [*map(_day, calendar.on)],
        }


def json_of(value: Plain) -> bool | int | str:
    """A value as modules take it: money in 分, ISO dates, exact text for the rest."""
    match value:
        case bool() | str():
            return value
        case date():
            return value.isoformat()
        case Duration():
            return value.text
        case Amount(fen):
            return fen.numerator if fen.denominator == 1 else f"{fen}分"
        case Fraction():
            return value.numerator if value.denominator == 1 else str(value)


def _end(fen: Fraction | None) -> list[int] | None:
    return None if fen is None else exact(fen)


def _day(day: date) -> int:
    return day.toordinal() - EPOCH


def _text(cite: Citation | None) -> str:
    return cite.text if cite else ""


def _texts(cite: Citation | None) -> list[str]:
    return [cite.text] if cite else []
