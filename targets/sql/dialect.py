"""How one database writes what the translation needs: types, days, letters, texts.

In: SQL expressions as text. Out: SQL expressions. NULL is "not known" and everything is plain SQL with
three-valued logic; a list of texts is a string of letters, missing facts are the bits of an integer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from polc.compiler.kernel import Kind, Op
from polc.dsl.values import MonthRule, Snap
from polc.targets.sql.text import literal

TYPES = (Kind.BOOL, Kind.DATE, Kind.MONEY, Kind.INT, Kind.RATE, Kind.ENUM, Kind.DURATION)
STORED = TYPES[:-1]  # what a column of a register can hold


@attrs.frozen(kw_only=True)
class Dialect:
    """One database. Its forms are templates, filled by `str.format` with expressions made here only."""

    name: str
    label: str
    executed: bool
    types: dict[Kind, str]
    bits_form: str = "{} | {}"
    bit_form: str = "({mask} & {bit}) <> 0"
    distinct_form: str
    without_form: str = "translate({text}, '{letters}', '')"
    removed_form: str = "translate({text}, {letters}, '')"
    nothing: str = "''"
    pick_form: str = "split_part({text}, '{gap}', {place})"
    encoded_form: str
    encoded_each: bool = True
    first_form: str
    month_end_form: str = ""
    add_days_form: str = "({day} {sign} {count})"
    part_form: str = "EXTRACT({unit} FROM {day})"
    quotient_form: str
    differs_form: str = "({} IS DISTINCT FROM {})"
    no_number: str = ""  # beyond every amount, where GREATEST doesn't skip NULL
    text_form: str = "CAST({} AS VARCHAR)"
    fence: str = ""
    hint: str = ""
    prelude: str = ""
    quote_mark: str = '"'
    upper: bool = False

    def quote(self, identifier: str) -> str:
        """An identifier of the fixed alphabet as the database stores it; dots part schema and table."""
        names = (identifier.upper() if self.upper else identifier).split(".")
        return ".".join(f"{self.quote_mark}{name}{self.quote_mark}" for name in names)

    def text(self, value: str) -> str:
        """A string constant."""
        return literal(value, self._encoded)

    def _encoded(self, run: str) -> str:
        if self.encoded_each:
            return " || ".join(self.encoded_form.format(ord(c)) for c in run)
        return self.encoded_form.format(run.encode("utf-8").hex().upper())

    def day(self, day: date) -> str:
        """A date constant."""
        return f"DATE '{day.isoformat()}'"

    def null(self, kind: Kind) -> str:
        """No value, of a kind."""
        return f"CAST(NULL AS {self.types[kind]})"

    # ---- letters and bits -----------------------------------------------------------------------------
    def distinct(self, letters: str) -> str:
        """A list without repetition, in order of first appearance."""
        return self.distinct_form.format(letters)

    def without(self, text: str, letters: Sequence[str]) -> str:
        """A text with these letters left out."""
        return self.without_form.format(text=text, letters="".join(letters)) if letters else text

    def sets_differ(self, one: str, other: str) -> str:
        """True where two lists don't hold the same letters, in whatever order."""
        rest = self.removed_form.format(text=one, letters=other)
        return f"(LENGTH({one}) <> LENGTH({other}) OR {self.differs(rest, self.nothing)})"

    def picked(self, text: str, gap: str, place: int) -> str:
        """One of the pieces that `gap` parts, counted from 1."""
        return self.pick_form.format(text=text, gap=gap, place=place)

    def bits(self, masks: Sequence[str]) -> str:
        """Integers with their bits joined."""
        joined = masks[0]
        for mask in masks[1:]:
            joined = self.bits_form.format(joined, mask)
        return joined if len(masks) == 1 else f"({joined})"

    def bit(self, mask: str, number: int) -> str:
        """True when a bit of an integer is set."""
        return self.bit_form.format(mask=mask, bit=1 << number)

    # ---- days -----------------------------------------------------------------------------------------
    def add_days(self, day: str, count: int) -> str:
        """A date some days later."""
        return self.add_days_form.format(
            day=day, sign="-" if count < 0 else "+", count=abs(count), signed=count
        )

    def add_months(self, day: str, count: int, rule: MonthRule) -> str:
        """The corresponding day some months later; `rule` where that month has none."""
        if rule is MonthRule.MONTH_END and self.month_end_form:
            return self.month_end_form.format(day=day, count=count)
        same = self.first_form.format(unit="month", day=day, count=count)
        reached = self.add_days_form.format(
            day=same, sign="+", count=f"({self.part('DAY', day)} - 1)", signed=""
        )
        following = self.first_form.format(unit="month", day=day, count=count + 1)
        end = following if rule is MonthRule.NEXT_DAY else self.add_days(following, -1)
        return f"LEAST({reached}, {end})"

    def snap(self, day: str, to: Snap) -> str:
        """The day that `to` names."""
        match to:
            case Snap.NEXT_DAY:
                return self.add_days(day, 1)
            case Snap.PREVIOUS_DAY:
                return self.add_days(day, -1)
            case Snap.MONTH_FIRST:
                return self.first_form.format(unit="month", day=day, count=0)
            case Snap.MONTH_LAST:
                return self.add_days(self.first_form.format(unit="month", day=day, count=1), -1)
            case Snap.NEXT_MONTH_FIRST:
                return self.first_form.format(unit="month", day=day, count=1)
            case Snap.YEAR_FIRST:
                return self.first_form.format(unit="year", day=day, count=0)
            case Snap.YEAR_LAST:
                return self.add_days(self.first_form.format(unit="year", day=day, count=12), -1)

    def part(self, unit: str, day: str) -> str:
        """YEAR, MONTH or DAY of a date."""
        return self.part_form.format(unit=unit, day=day)

    # ---- values ---------------------------------------------------------------------------------------
    def quotient(self, left: str, right: str) -> str:
        """Integer division towards zero."""
        return self.quotient_form.format(left, right)

    def differs(self, left: str, right: str) -> str:
        """True when two values differ, NULL being a value like the others."""
        return self.differs_form.format(left, right)

    def furthest(self, items: Sequence[str], op: Op) -> str:
        """The greatest (GE) or the least number, NULLs skipped; NULL when all are."""
        if len(items) == 1:
            return items[0]
        name, none = ("GREATEST", f"-{self.no_number}") if op is Op.GE else ("LEAST", self.no_number)
        if not self.no_number:
            return f"{name}({', '.join(items)})"
        return f"NULLIF({name}({', '.join(f'COALESCE({item}, {none})' for item in items)}), {none})"

    def text_of(self, number: str) -> str:
        """An integer as text."""
        return self.text_form.format(number)
