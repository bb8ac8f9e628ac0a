"""Who judges: the policy's generated Python module row by row, or its columnar module block by block.

In: a kernel and columns of facts. Out: the tail of each row, the same from any engine. Columns that the
register lacks are facts that aren't given.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, Protocol

from polc.compiler.kernel import EntryOutput, FieldDecl, Kernel, Kind
from polc.dsl.values import Given
from polc.loaded import Loaded
from polc.registers.answers import (
    Answered,
    Composer,
    Judged,
    bound,
    judged,
    known,
    missing,
    outside,
    undetermined,
)
from polc.registers.cells import Derived, Facts

# Making the columnar module takes two seconds; below so many rows the other engine has finished by then, even
# where few blanks let it take its fast path.
WORTH_COLUMNS = 20_000


class Engine(Protocol):
    """Judges rows of facts by Chinese name."""

    @property
    def name(self) -> str:
        """What --engine calls it."""

    @property
    def blocks(self) -> int:
        """How many blocks it wants at a time."""

    @property
    def alone(self) -> int:
        """How many rows it left to the row engine."""

    def judge(self, facts: Facts, rows: int) -> Judged:
        """The tail of each row."""


class RowEngine:
    """One row after the other, by the generated module."""

    name, blocks, alone = "rows", 1, 0

    def __init__(self, kernel: Kernel, composer: Composer) -> None:
        self._loaded = Loaded(kernel)
        self._module, names = self._loaded.module, self._loaded.names
        self._facts = names.facts
        self._natives = {d.name: Derived(partial(self._loaded.native, d.name)) for d in kernel.inputs}
        self._outputs = [(names.fields[decl.name], decl) for decl in kernel.outputs]
        infos = {each.info.label: each.info for each in self._module._EACH} if kernel.entry_outputs else {}
        self._each = [(output, infos[output.name]) for output in kernel.entry_outputs]
        self._composer = composer
        self._texts: dict[tuple[Kind, object], str] = {}

    def judge(self, facts: Facts, rows: int) -> Judged:
        """The tail of each row."""
        aliases = [self._facts[name] for name in facts]
        person, tail = self._module.Person, self._composer.tail
        if not facts:
            return judged([tail(self.answers(person()))] * rows)
        columns = [map(self._natives[name].of(facts[name]).__getitem__, facts[name].codes) for name in facts]
        return judged(
            tail(self.answers(person(**dict(zip(aliases, cells, strict=True)))))
            for cells in zip(*columns, strict=True)
        )

    def person(self, facts: Mapping[str, Given | None]) -> list[Answered]:
        """The answers for one person."""
        return self.answers(self._loaded.person(facts))

    def answers(self, person: Any) -> list[Answered]:
        """Every output of one person."""
        decision = self._module.evaluate(person)
        clauses: dict[str, list[str]] = {}
        for reason in decision.reasons:
            clauses.setdefault(reason.output, []).append(reason.clause)
        return [
            self._answer(
                getattr(decision, alias), decl, tuple(clauses.get(alias, ())), partial(decision.text, alias)
            )
            for alias, decl in self._outputs
        ]

    def each(self, facts: Mapping[str, Given | None], lists: Collection[str]) -> dict[str, list[Answered]]:
        """The answers for the entries of lists that are known, by output, in the order as given."""
        decision = self._module.evaluate(self._loaded.person(facts))
        return {
            output.name: [
                self._answer(
                    one.answer, output, one.clauses, partial(self._module._answer_text, one.answer, info)
                )
                for one in decision.entries[info.alias]
            ]
            for output, info in self._each
            if output.list in lists
        }

    def _answer(
        self, value: Any, decl: FieldDecl | EntryOutput, clauses: tuple[str, ...], tell: Callable[[], str]
    ) -> Answered:
        """One answer; `tell` says it in words."""
        module = self._module
        if isinstance(value, module.NotApplicable):
            return outside(value.reason, clauses)
        if isinstance(value, module.Missing):
            return missing(value.labels, clauses)
        if isinstance(value, module.Undetermined):
            return undetermined(value.reasons, value.document, value.candidates, clauses)
        # 1年 and 12个月 are equal, and different texts.
        key = (decl.type.kind, repr(value) if decl.type.kind is Kind.DURATION else value)
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = str(tell())
        if isinstance(value, module.Between):
            return bound(value.low_fen, value.high_fen, text, clauses)
        if isinstance(value, module.AtLeast):
            return bound(value.fen, None, text, clauses)
        if isinstance(value, module.AtMost):
            return bound(None, value.fen, text, clauses)
        return known(decl, value, text, clauses)
