"""How one database writes what the translation needs: types, lists, days, texts.

In: SQL expressions as text. Out: SQL expressions. A list is an ordered list of texts without repetition,
NULL when it's empty; everything else is plain SQL with three-valued logic, where NULL is "not known".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from polc.compiler.kernel import Kind
from polc.dsl.values import MonthRule, Snap
from polc.targets.sql.text import literal


@attrs.frozen(kw_only=True)
class Dialect:
    """One database. Its forms are templates, filled by `str.format` with expressions made here only."""

    name: str
    label: str
    executed: bool
    types: dict[Kind, str]
    list_type: str
    list_form: str
    list_joint: str = ", "
    concat_form: str
    concat_item: str = "{}"
    concat_joint: str
    distinct_form: str
    ordered_form: str
    joined_form: str
    encoded_form: str
    encoded_each: bool = True
    first_form: str
    month_end_form: str = ""
    add_days_form: str = "({day} {sign} {count})"
    part_form: str = "EXTRACT({unit} FROM {day})"
    quotient_form: str
    differs_form: str = "({} IS DISTINCT FROM {})"
    greatest_item: str = "{}"
    greatest_none: str = ""
    bit_form: str = "(({mask} & {bit}) <> 0)"
    text_form: str = "CAST({} AS VARCHAR)"
    unranked_form: str
    crossed_form: str = "{left} CROSS JOIN {right} AS {alias} ({column})"
    numbers_form: str = "(VALUES {})"
    numbers_item: str = "({})"
    numbers_joint: str = ", "
    row_number_form: str = "row_number() OVER ()"
    materialised_form: str = "{name} AS MATERIALIZED (\n{text}\n)"
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

    def no_list(self) -> str:
        """No list."""
        return f"CAST(NULL AS {self.list_type})"

    def make_list(self, items: Sequence[str]) -> str:
        """A list of text expressions."""
        return self.list_form.format(self.list_joint.join(items))

    def concat(self, lists: Sequence[str]) -> str:
        """Lists one after another, NULLs skipped; NULL when nothing is left. Repetitions stay."""
        if len(lists) == 1:
            return lists[0]
        return self.concat_form.format(self.concat_joint.join(self.concat_item.format(x) for x in lists))

    def union(self, lists: Sequence[str]) -> str:
        """Lists one after another without repetition, in order of first appearance."""
        return lists[0] if len(lists) == 1 else self.distinct(self.concat(lists))

    def distinct(self, items: str) -> str:
        """A list without repetition, in order of first appearance."""
        return self.distinct_form.format(items)

    def ordered(self, items: str) -> str:
        """A list without repetition, in the order of its texts."""
        return self.ordered_form.format(items)

    def joined(self, items: str, separator: str) -> str:
        """A list as one text."""
        return self.joined_form.format(items, self.text(separator))

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

    def quotient(self, left: str, right: str) -> str:
        """Integer division towards zero."""
        return self.quotient_form.format(left, right)

    def differs(self, left: str, right: str) -> str:
        """True when two values differ, NULL being a value like the others."""
        return self.differs_form.format(left, right)

    def greatest(self, items: Sequence[str]) -> str:
        """The greatest number, NULLs skipped; NULL when all are."""
        if len(items) == 1:
            return items[0]
        inner = f"GREATEST({', '.join(self.greatest_item.format(item) for item in items)})"
        return f"NULLIF({inner}, {self.greatest_none})" if self.greatest_none else inner

    def bit(self, mask: str, number: int) -> str:
        """True when a bit of an integer is set."""
        return self.bit_form.format(mask=mask, bit=1 << number)

    def text_of(self, number: str) -> str:
        """An integer as text."""
        return self.text_form.format(number)

    def without_ranks(self, text: str) -> str:
        """A text without the ranks that keep names in order (001:)."""
        return self.unranked_form.format(text)

    def crossed(self, left: str, right: str, alias: str, column: str) -> str:
        """Every line of a step with every line of a table of numbers."""
        return self.crossed_form.format(left=left, right=right, alias=alias, column=column)

    def numbers(self, values: Sequence[int]) -> str:
        """A table of integers for a FROM clause."""
        return self.numbers_form.format(self.numbers_joint.join(self.numbers_item.format(v) for v in values))
