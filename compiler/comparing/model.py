"""What a comparison holds: sections, differences, situations, and a person for each.

In: nothing (this is data). Out: what the command shows and writes. Days are those of the OLD policy; the
NEW one is compared on the same day `shift_years` later. A difference is a pair of outcomes; together the
differences of a section hold everybody whom the two policies treat differently there, each person once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.kernel import Kernel
from polc.compiler.readings import FieldResult
from polc.dsl.values import Plain

Days: TypeAlias = tuple[tuple[date, date], ...]


@attrs.frozen(kw_only=True)
class Side:
    """One of the two: a policy and the readings asked for."""

    kernel: Kernel
    assume: Mapping[str, str | None] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Part:
    """The rule of one policy that decides: `clause` is its label, `condition` and `outcome` its text.

    `rule` is the block. `kind` says how: "row" applies, "open" can't be told, "none" when no row applies,
    "outside" for who isn't in scope.
    """

    rule: str
    kind: str
    clause: str = ""
    condition: str = ""
    outcome: str = ""


@attrs.frozen(kw_only=True)
class Example:
    """One person, as each policy is given them, and what each decides; replayed through the interpreter.

    The facts shown are all that is needed: what isn't shown is as usual.
    """

    old_facts: tuple[tuple[str, Plain], ...]
    new_facts: tuple[tuple[str, Plain], ...]
    old: FieldResult
    new: FieldResult


@attrs.frozen(kw_only=True)
class Situation:
    """Persons of one difference for whom the same rules decide on either side.

    `days` are the first and the last day of each stretch on which somebody is in it; () without an axis.
    `change` is how much more the NEW policy gives the example: 分 of money, or days of a date.
    """

    old: tuple[Part, ...]
    new: tuple[Part, ...]
    days: Days
    example: Example
    change: Fraction | None


@attrs.frozen
class Deciders:
    """The rules that decide on either side in a situation that isn't shown with its person."""

    old: tuple[Part, ...]
    new: tuple[Part, ...]


@attrs.frozen(kw_only=True)
class Difference:
    """A pair of outcomes that differ, as text, and who has it.

    Situations are those of ordinary persons (`identities.py`); of `more` only the rules are told. `overlaps`
    is true when persons with several identities at once have the difference by yet other rules.

    `old_kind` and `new_kind` are "value", "bound", "varies" (computed from facts), "undetermined" or
    "not_applicable". `change` is set where it's the same for everybody.
    """

    old: str
    new: str
    old_kind: str
    new_kind: str
    situations: tuple[Situation, ...]
    more: tuple[Deciders, ...]
    overlaps: bool
    days: Days
    change: Fraction | None


@attrs.frozen(kw_only=True)
class Section:
    """One output, or the scope (`alias` ""). `derived` are the outputs it's computed from.

    `same_as` is an earlier output that differs for the same persons in the same way: then there are no
    `differences` here. `more` pairs of outcomes aren't listed; `overlaps` further ones are of nobody but
    persons with several identities at once. `unfinished` says why not everybody was compared, else ""; then
    `tried` persons were, and `example` is the first who is treated differently.
    """

    name: str
    alias: str
    derived: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    more: int = 0
    overlaps: int = 0
    same_as: str = ""
    unfinished: str = ""
    tried: int = 0
    example: Example | None = None

    @property
    def differs(self) -> bool:
        """True when somebody is treated differently here."""
        return bool(self.differences or self.same_as or self.more or self.overlaps or self.example)


@attrs.frozen(kw_only=True)
class Comparison:
    """OLD and NEW compared. `axis` is the fact that days are about; the names are what only one has.

    `per_entry` are outputs for each entry of a list (每笔) of both whose rules differ: they aren't compared.
    """

    old: Side
    new: Side
    shift_years: int
    axis: str
    old_facts: tuple[str, ...]
    new_facts: tuple[str, ...]
    old_outputs: tuple[str, ...]
    new_outputs: tuple[str, ...]
    sections: tuple[Section, ...]
    unfinished: str = ""
    per_entry: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """True when somebody is treated differently."""
        return any(section.differs for section in self.sections)

    @property
    def complete(self) -> bool:
        """True when every output was compared for everybody."""
        return (
            not self.unfinished
            and not self.per_entry
            and not any(section.unfinished for section in self.sections)
        )
