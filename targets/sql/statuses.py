"""The statuses of a policy as sets: what is 不适用, the facts that are missing, what 待定 rests on.

In: a kernel. Out: `Statuses`, a number for everything that a status can be made of. Statuses that meet are
one set, the union of theirs: 不适用 stands over 缺资料, that over 待定, and of several 不适用 or documents
the first in the order of texts speaks; what doesn't count may be in the set until it's told or compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import attrs

from polc.compiler.arithmetic import ONLY_BOUNDED
from polc.compiler.combine import CONFLICT
from polc.compiler.expressions import INCOMPARABLE
from polc.compiler.interpret import NOT_IN_SCOPE
from polc.compiler.kernel import Choice, Kernel, Silent, walk
from polc.dsl.text import date_text
from polc.dsl.values import Missing, NotApplicable, Status, Undetermined, distinct, first_said
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql import bits as b
from polc.targets.sql.bits import Bits

Member: TypeAlias = NotApplicable | tuple[str, str]
DOCUMENT, REASON, FACT, CLAUSE = "document", "reason", "fact", "clause"
UNROUNDED, UNCOUNTED = "只写明上下限，不能取整", "只写明上下限，不能分档计数"


@attrs.frozen
class Statuses:
    """The numbers of members, by member, and the masks of their groups."""

    numbers: dict[Member, int]
    outside: int
    documents: int
    facts: int
    clauses: int

    def set_of(self, members: Iterable[Member]) -> int:
        """The mask of some members."""
        mask = 0
        for member in members:
            mask |= 1 << self.numbers[member]
        return mask

    def members(self, mask: int) -> list[Member]:
        """The members of a mask."""
        return [member for member, number in self.numbers.items() if mask >> number & 1]

    def of(self, status: Status) -> int:
        """The set that a status is."""
        match status:
            case NotApplicable():
                return self.set_of([status])
            case Missing(inputs=inputs, clauses=()):
                return self.set_of((FACT, name) for name in inputs)
            case Undetermined(reasons=reasons, document=document, candidates=()) if reasons or document:
                said = [(REASON, reason) for reason in reasons] + [(DOCUMENT, document)] * bool(document)
                return self.set_of([*said, *((CLAUSE, text) for text in status.clauses)])
            case _:
                raise NotExpressible("sql", Construct.STATUS)

    def told_by(self, choice: Choice, status: Bits) -> Bits:
        """A status that a choice gives: its clauses are told in the order of the rows, as in a conflict."""
        numbers = [self.numbers[CLAUSE, text] for text in distinct(_cited(choice)) if text]
        return b.told_in(numbers, status)

    def clause(self, text: str) -> Bits:
        """A clause that a status rests on."""
        number = self.numbers[CLAUSE, text]
        return b.constant(1 << number, (number,))

    def status(self, status: Status) -> Bits:
        """A status that is the same for everybody."""
        return b.constant(self.of(status), [self.numbers[CLAUSE, text] for text in _clauses(status)])

    def reason(self, text: str) -> Bits:
        """待定 for one reason."""
        return b.constant(self.set_of([(REASON, text)]))

    def missing(self, name: str) -> Bits:
        """缺资料: one fact."""
        return b.constant(self.set_of([(FACT, name)]))

    def bounded(self, parameters: Iterable[str], what: str = ONLY_BOUNDED) -> Bits:
        """待定 because of parameters."""
        return b.constant(self.set_of((REASON, f"{name}{what}") for name in parameters))

    def settled(self, status: Bits) -> Bits:
        """The same status, of which nothing is left in the set that doesn't count."""
        found = b.first(b.first(status, self.outside), self.documents)
        outside, facts = found.can & self.outside, found.can & self.facts
        branches = []
        if outside and found.can & ~outside:
            branches.append((b.has(found, outside), b.only(found, outside)))
        if facts and found.can & ~(outside | facts):
            branches.append((b.has(found, facts), b.only(found, facts)))
        rest = found.can & ~(outside | facts)
        return b.choose(branches, b.only(found, rest or facts or outside)) if branches else found


def _clauses(status: Status) -> tuple[str, ...]:
    """The clauses that are told after those of the rows; 不适用 has its own with it."""
    return status.clauses if isinstance(status, Undetermined) else ()


def statuses_of(kernel: Kernel) -> Statuses:
    """Numbers for all that the statuses of a kernel can be made of; 不适用 and documents by their texts."""
    said = [part.status for expr in kernel.expressions for part in walk(expr) if isinstance(part, Silent)]
    rules = (*kernel.choices, *kernel.entry_rules)
    outside = {status for status in said if isinstance(status, NotApplicable)}
    outside |= {outside_gate(choice) for choice in rules if choice.gate is not None}
    open_ = [status for status in said if isinstance(status, Undetermined)]
    cites = [text for choice in rules for text in _cited(choice)]
    cites += [text for status in open_ for text in status.clauses]
    ordered = sorted(outside, key=first_said)
    groups: list[Sequence[Member]] = [
        ordered,
        [(DOCUMENT, text) for text in sorted({s.document for s in open_ if s.document})],
        [(REASON, text) for text in sorted({*_reasons(kernel), *(r for s in open_ for r in s.reasons)})],
        [(FACT, decl.name) for decl in kernel.inputs],
        [(CLAUSE, text) for text in distinct(cites) if text],
    ]
    numbers = {member: n for n, member in enumerate(member for group in groups for member in group)}
    masks = [sum(1 << numbers[member] for member in group) for group in groups]
    return Statuses(numbers, masks[0], masks[1], masks[3], masks[4])


def outside_gate(choice: Choice) -> NotApplicable:
    """What a choice gives to whom its gate is closed."""
    return NotApplicable(reason=NOT_IN_SCOPE, clauses=(choice.gate_cite.text,) if choice.gate_cite else ())


def _cited(choice: Choice) -> Iterator[str]:
    """The clauses of a choice's rows, each with those that what it says rests on."""
    for row in choice.rows:
        yield row.cite.text
        for value in row.values:
            for part in walk(value):
                if isinstance(part, Silent):
                    yield from part.status.clauses


def _reasons(kernel: Kernel) -> Iterator[str]:
    yield from (CONFLICT, INCOMPARABLE, "没有给出工作日历")
    for param in kernel.params:
        yield from (f"{param.name}{what}" for what in (ONLY_BOUNDED, UNROUNDED, UNCOUNTED))
    yield from (tied(decl.name) for decl in kernel.inputs)
    yield from (differently_read(decl.name) for decl in kernel.assumptions)
    if kernel.calendar is not None:
        yield beyond(kernel)


def tied(name: str) -> str:
    """The reason where entries of a list stand at one place."""
    return f"“{name}”里有几条分不出先后，“先后”要再写一项"


def beyond(kernel: Kernel) -> str:
    """The reason where working days leave the calendar."""
    calendar = kernel.calendar
    return "没有给出工作日历" if calendar is None else f"{calendar.name}只列到{date_text(calendar.last)}"


def differently_read(name: str) -> str:
    """The reason where an assumption can be read in ways that differ."""
    return f"{name}有不同读法"
