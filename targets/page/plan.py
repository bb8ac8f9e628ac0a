"""What the calculator asks, screen by screen, and what it shows, worked out from the kernel.

In: a kernel and the keys of its JavaScript module. Out: plain JSON values. Screens stand in their order: the
day that opens the windows, who is covered, days, everything else, what offices recognise. Which of them
somebody sees, and which facts on them, is decided on the page, person by person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import attrs

from polc.compiler.kernel import (
    Choice,
    Const,
    Expr,
    Form,
    InputDecl,
    Kernel,
    Kind,
    Wording,
    reads_of,
)
from polc.dsl.text import date_text
from polc.dsl.values import Audience, distinct
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.js.data import Tables, json_of
from polc.targets.page import phrases
from polc.targets.pages import WHOLE
from polc.targets.summary.survey import ground, stretches

# Where the fields of a 减免 have the office that recognises somebody.
OFFICE = 4


@attrs.frozen(slots=False)
class Plan:
    """The plan of one kernel."""

    kernel: Kernel
    tables: Tables

    def data(self) -> dict[str, Any]:
        """Everything that the page needs beside the module; NotExpressible for who can't be asked."""
        kernel, keys = self.kernel, self.tables.fields
        start, end = (kernel.benefits[0].start, kernel.benefits[0].end) if kernel.benefits else ("", "")
        axis = self._axis()
        return {
            "title": kernel.info.title,
            "headlines": [keys[name] for name in self._headlines],
            "start": keys.get(start),
            "end": keys.get(end),
            "labels": {self.tables.facts[decl.name]: self.label(decl) for decl in kernel.inputs},
            "results": {keys[decl.name]: self._said(decl.name) for decl in kernel.outputs},
            "screens": list(self._screens()),
            "fixed": dict(self._fixed()),
            "axis": self.tables.facts.get(axis),
            "stretches": self._stretches(axis),
            "readings": list(self._readings()),
            "said": phrases.SAID,
            "units": phrases.UNITS,
            "example": self._example(),
            "whole": f"({phrases.SAID['or'][1:]}|{WHOLE.pattern})",
        }

    def _example(self) -> str:
        info = self.kernel.info
        day = info.coverage[0] if info.coverage else info.issued
        return "" if day is None else date_text(day)

    # ---- words ---------------------------------------------------------------------------------------
    def wording(self, name: str, reading: str = "") -> Wording | None:
        """The 说明 of a name or of a reading."""
        found = ((w.name, w.reading, w) for w in self.kernel.wordings)
        return next((w for its, read, w in found if (its, read) == (name, reading)), None)

    def _said(self, name: str, reading: str = "", otherwise: str = "") -> str:
        found = self.wording(name, reading)
        return found.text if found is not None and found.text else otherwise or reading or name

    def label(self, decl: InputDecl) -> str:
        """How a fact is called on the page: 缴费日期, 本市户籍居民."""
        found = self.wording(decl.name)
        if found is None or not found.text:
            return decl.name
        return phrases.DATED.format(text=found.text) if decl.type.kind is Kind.DATE else found.text

    def _title(self, decl: InputDecl) -> str:
        found = self.wording(decl.name)
        if found is not None and found.question:
            return found.question
        if found is not None and found.text and decl.type.kind is Kind.DATE:
            return phrases.DAY.format(text=found.text)
        return phrases.TITLES[decl.type.kind].format(name=self.label(decl))

    # ---- what is answered ----------------------------------------------------------------------------
    @cached_property
    def _headlines(self) -> list[str]:
        """The amounts that no other is made from: all of them, or the one that is paid for benefits."""
        outputs = self.kernel.outputs
        if not outputs:
            raise NotExpressible("page", Construct.PER_ENTRY, self.kernel.entry_outputs[0].name)
        money = [decl.name for decl in outputs if decl.type.kind is Kind.MONEY]
        if self.kernel.benefits:
            price = self.kernel.benefits[0].price
            money = [name for name in money if price in self._fields_behind(name)] or money
        read = {name for other in money for name in self._fields_behind(other) - {other}}
        last = [name for name in money if name not in read] or [outputs[0].name]
        return last[-1:] if self.kernel.benefits else last

    def _fields_behind(self, field: str) -> set[str]:
        found, pending = set[str](), [field]
        while pending:
            name = pending.pop()
            if name not in found:
                found.add(name)
                pending += self.kernel.reads[self.kernel.choice_of[name].name].fields
        return found

    # ---- what is asked -------------------------------------------------------------------------------
    @cached_property
    def _asked(self) -> dict[str, InputDecl]:
        return {d.name: d for d in self.kernel.inputs if (w := self.wording(d.name)) is None or w.asked}

    def _fixed(self) -> Iterator[tuple[str, Any]]:
        """The facts that nobody is asked: they are as the file has them."""
        for decl in self.kernel.inputs:
            if decl.name not in self._asked:
                if decl.default is None:
                    raise NotExpressible("page", Construct.UNASKED, decl.name)
                yield self.tables.facts[decl.name], json_of(decl.default)

    def _screens(self) -> Iterator[dict[str, Any]]:
        asked = self._asked
        scope = [name for name in self._scope() if name in asked]
        offices = {name: office for name, office in self._offices().items() if name not in scope}
        axes = [name for name in asked if name in {c.axis for c in self.kernel.choices}]
        days = [name for name, decl in asked.items() if decl.type.kind is Kind.DATE]
        ticked = [name for name in asked if self._is_ticked(name)]
        single = [name for name in asked if name not in ticked]
        for name in axes:
            yield self._single(name)
        yield from map(self._single, _among(single, scope, axes + days))
        yield from self._ticks(phrases.SCOPE, {"": _among(ticked, scope)})
        yield from map(self._single, _among(days, days, axes))
        yield from map(self._single, _among(single, single, axes + days + scope))
        yield from self._ticks(phrases.OTHERS, {"": _among(ticked, ticked, [*scope, *offices])})
        yield from self._ticks(phrases.RECOGNISED, _by_office(offices, ticked))

    def _is_ticked(self, name: str) -> bool:
        found = self.wording(name)
        return self._asked[name].type.kind is Kind.BOOL and (found is None or not found.question)

    def _single(self, name: str) -> dict[str, Any]:
        decl, found = self._asked[name], self.wording(name)
        return {
            "title": self._title(decl),
            "hint": found.hint if found is not None else "",
            "kind": decl.type.kind.value,
            "groups": [["", [self.tables.facts[name]]]],
        }

    def _ticks(self, title: str, groups: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
        keys = self.tables.facts
        told = [[name, [keys[fact] for fact in facts]] for name, facts in groups.items() if facts]
        if told:
            hint = phrases.BY_OFFICE if len(told) > 1 else phrases.SEVERAL
            yield {"title": title, "hint": hint, "kind": "ticks", "groups": told}

    def _scope(self) -> tuple[str, ...]:
        """The facts that decide whom the policy is for."""
        gates = [choice.gate for choice in self.kernel.choices if choice.gate is not None]
        return self._facts_of(gates[0]) if gates else ()

    def _offices(self) -> dict[str, str]:
        """Each fact of a 减免 with the office that recognises it: as the row with the fewest facts says."""
        found: dict[str, tuple[int, str]] = {}
        for choice in self.kernel.choices:
            for office, facts in self._recognised(choice):
                for name in facts:
                    if name not in found or len(facts) < found[name][0]:
                        found[name] = (len(facts), office)
        return {name: office for name, (_, office) in found.items()}

    def _recognised(self, choice: Choice) -> Iterator[tuple[str, tuple[str, ...]]]:
        rows = choice.rows if choice.form is Form.GRANT and len(choice.fields) > OFFICE else ()
        for row in rows:
            office = row.values[OFFICE]
            if isinstance(office, Const):
                yield str(office.value), self._facts_of(row.guard)

    def _facts_of(self, *exprs: Expr) -> tuple[str, ...]:
        """The facts behind conditions, through the groups that they name, in the order of the file."""
        kernel, found, pending, seen = self.kernel, set[str](), list(exprs), set[str]()
        while pending:
            read = reads_of([pending.pop()], kernel.meanings, kernel.entry_rule_by_name)
            found |= set(read.inputs)
            for name in read.fields:
                choice = kernel.choice_of[name]
                if choice.form is Form.GROUP and name not in seen:
                    seen.add(name)
                    pending += [row.guard for row in choice.rows]
        return tuple(decl.name for decl in kernel.inputs if decl.name in found)

    # ---- other days, other readings --------------------------------------------------------------------
    def _axis(self) -> str:
        return next(
            (c.axis for c in self.kernel.choices if c.form is Form.WINDOW and c.axis in self._asked), ""
        )

    def _stretches(self, axis: str) -> list[list[str]]:
        """The days on which results change for some people, from window to window."""
        if not axis or not self.kernel.benefits:
            return []
        period = self.kernel.benefits[0]
        told = distinct((*self._headlines, period.price, period.start, period.end))
        found = stretches(told, ground(self.kernel))
        return [[s.first.isoformat(), s.last.isoformat()] for s in found if s.window.choice.axis == axis]

    def _readings(self) -> Iterator[dict[str, Any]]:
        for decl in self.kernel.assumptions:
            if decl.audience is not Audience.STAFF and len(decl.readings) > 1:
                yield {
                    "name": decl.name,
                    "adopted": decl.adopted,
                    "what": decl.reason or self._said(decl.name),
                    "readings": [[r.name, self._said(decl.name, r.name)] for r in decl.readings],
                }


def _among(names: Iterable[str], kept: Iterable[str], left_out: Iterable[str] = ()) -> list[str]:
    wanted, not_wanted = set(kept), set(left_out)
    return [name for name in names if name in wanted and name not in not_wanted]


def _by_office(offices: dict[str, str], ticked: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in ticked:
        if name in offices:
            found.setdefault(offices[name] or phrases.UNNAMED, []).append(name)
    return found


def basis(kernel: Kernel) -> str:
    """What the page rests on: number, office, day of issue."""
    info = kernel.info
    issued = f"{info.authority}{date_text(info.issued)}印发" if info.issued else info.authority
    return "，".join(part for part in (info.document, issued) if part)
