"""A comparison in words, before it is laid out.

In: a comparison, the names of both sides, a language. Out: headings, notes and rows as plain text, in
order; `diff_text.py` and the page of `comparison.py` only lay them out, so both say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from polc.compiler.comparing import Comparison, Difference, Example, Part, Section, Situation
from polc.compiler.comparing.align import later
from polc.compiler.kernel import Kernel, Kind
from polc.compiler.readings import bounds_of
from polc.dsl.diagnostics.model import Lang
from polc.dsl.text import Bounds, interval, result_text, yuan_text
from polc.dsl.values import Amount, Plain
from polc.telling.diff_wording import say

_SAYS = "为 "  # how a rule's outcome begins that computes a value


@attrs.frozen(kw_only=True)
class SituationView:
    """What decides on either side and for which days, and one person."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    days: str
    example: str
    old_result: str
    new_result: str
    change: str


@attrs.frozen(kw_only=True)
class DifferenceView:
    """One pair of outcomes."""

    old: str
    new: str
    change: str
    days: str
    situations: tuple[SituationView, ...]
    notes: tuple[str, ...]


@attrs.frozen(kw_only=True)
class SectionView:
    """One output."""

    title: str
    notes: tuple[str, ...]
    differences: tuple[DifferenceView, ...]


@attrs.frozen(kw_only=True)
class View:
    """The whole page.

    `head` are the two policies as (name, title and document), `overview` says of each section how much of
    it differs.
    """

    title: str
    old: str
    new: str
    head: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    overview: tuple[tuple[str, str], ...]
    sections: tuple[SectionView, ...]


def view_of(found: Comparison, names: tuple[str, str], lang: Lang) -> View:
    """The comparison in words."""
    return _Words(found, names, lang).view()


class _Words:
    def __init__(self, found: Comparison, names: tuple[str, str], lang: Lang) -> None:
        self.found, self.lang = found, lang
        self.old, self.new = names
        self.bounds = bounds_of(found.old.kernel), bounds_of(found.new.kernel)

    def _say(self, name: str, /, **facts: str | int) -> str:
        return say(name, self.lang, **facts)

    def view(self) -> View:
        """Everything."""
        found = self.found
        return View(
            title=self._say("title", old=self.old, new=self.new),
            old=self.old,
            new=self.new,
            head=((self.old, _about(found.old.kernel)), (self.new, _about(found.new.kernel))),
            notes=tuple(self._notes()),
            overview=tuple((self._title(each), self._extent(each)) for each in found.sections),
            sections=tuple(self._section(section) for section in found.sections),
        )

    def _notes(self) -> Iterable[str]:
        found = self.found
        if found.unfinished:
            yield self._say("unfinished", reason=found.unfinished)
            return
        yield self._alignment()
        for name, side in ((self.old, found.old), (self.new, found.new)):
            if side.assume:
                chosen = "、".join(f"{n} = {reading or '都不采用'}" for n, reading in side.assume.items())
                yield self._say("readings", name=name, names=chosen)
        for key, name, names in (
            ("old_facts", self.old, found.old_facts),
            ("old_facts", self.new, found.new_facts),
            ("old_outputs", self.old, found.old_outputs),
            ("old_outputs", self.new, found.new_outputs),
        ):
            if names:
                yield self._say(key, name=name, names="、".join(names))
        if found.per_entry:
            yield self._say("per_entry", names="、".join(found.per_entry))
        yield self._say("rule_of_persons")
        yield self._say("silence")
        outputs = [section for section in found.sections if section.alias]
        differ = sum(section.differs for section in outputs)
        open_ = sum(bool(section.unfinished) for section in outputs)
        key = "summary_open" if open_ else "summary"
        yield self._say(key, outputs=len(outputs), differ=differ, open=open_)
        if found.complete and not found.differs:
            yield self._say("all_same")

    def _alignment(self) -> str:
        years = self.found.shift_years
        if not years:
            return self._say("same_day")
        coverage = self.found.old.kernel.info.coverage
        day = coverage[0] if coverage else date(2025, 1, 1)
        return self._say(
            "aligned",
            old=self.old,
            new=self.new,
            years=abs(years),
            way=self._say("after" if years > 0 else "before"),
            day=day.isoformat(),
            other=later(day, years).isoformat(),
        )

    # ---- sections -----------------------------------------------------------------------------------
    def _title(self, section: Section) -> str:
        return section.name or self._say("scope")

    def _extent(self, section: Section) -> str:
        """How many differences a section has, and how many of them both policies state."""
        if section.unfinished:
            return self._say("unfinished_short")
        if section.same_as:
            return self._say("like", name=section.same_as)
        if not section.differs:
            return self._say("none")
        silent = {"undetermined", "not_applicable"}
        stated = sum(silent.isdisjoint((each.old_kind, each.new_kind)) for each in section.differences)
        count = len(section.differences) + section.more
        said = [self._say("extent", count=count)] if count else []
        said += [self._say("extent_stated", count=stated)] if stated and section.alias else []
        said += [self._say("extent_overlaps", count=section.overlaps)] if section.overlaps else []
        return self._say("comma").join(said)

    def _section(self, section: Section) -> SectionView:
        notes = []
        if section.unfinished:
            notes.append(self._say("unfinished", reason=section.unfinished))
            notes += self._tried(section)
        elif section.same_as:
            notes.append(self._say("same_as", name=section.same_as))
        elif not section.differs:
            notes.append(self._say("none"))
        elif section.derived:
            notes.append(self._say("derived", names="、".join(section.derived)))
        if section.more:
            notes.append(self._say("more", count=section.more))
        if section.overlaps and not section.same_as:
            notes.append(self._say("overlaps", count=section.overlaps))
        return SectionView(
            title=self._title(section),
            notes=tuple(notes),
            differences=tuple(self._difference(section, difference) for difference in section.differences),
        )

    def _tried(self, section: Section) -> list[str]:
        """What came of trying some persons where not everybody was compared."""
        if section.example is None:
            return [self._say("tried", count=section.tried)] if section.tried else []
        old, new = section.example.old.result, section.example.new.result
        facts = {
            "person": self._person(section.example),
            "old_name": self.old,
            "old": result_text(old, self.bounds[0]),
            "new_name": self.new,
            "new": result_text(new, self.bounds[1]),
        }
        return [self._say("tried_found", count=section.tried, **facts)]

    def _difference(self, section: Section, difference: Difference) -> DifferenceView:
        notes = [self._more(difference)] if difference.more else []
        notes += [self._say("overlapping")] if difference.overlaps else []
        return DifferenceView(
            old=self._outcome(section, difference.old_kind, difference.old, difference.situations[0].old),
            new=self._outcome(section, difference.new_kind, difference.new, difference.situations[0].new),
            change=self._change(section, difference.change) or self._least_change(difference),
            days=self._days(difference.days),
            situations=tuple(self._situation(section, difference, item) for item in difference.situations),
            notes=tuple(notes),
        )

    def _outcome(self, section: Section, kind: str, text: str, parts: tuple[Part, ...]) -> str:
        """A stated result as it is, a computed one as the rule says it, the others by their kind."""
        if kind in ("value", "bound"):
            return text
        if kind == "varies" and len(parts) == 1 and parts[0].outcome.startswith(_SAYS):
            return parts[0].outcome.removeprefix(_SAYS)
        return self._say(kind if section.alias else f"scope_{kind}")

    def _situation(self, section: Section, difference: Difference, item: Situation) -> SituationView:
        varies = difference.change is None and item.change is not None
        change = self._change(section, item.change) if varies else ""
        return SituationView(
            old=tuple(self._part(part) for part in item.old),
            new=tuple(self._part(part) for part in item.new),
            days=self._days(item.days) if item.days != difference.days else "",
            example=self._person(item.example),
            old_result=self._result(section, difference.old_kind, item.example, 0),
            new_result=self._result(section, difference.new_kind, item.example, 1),
            change=self._say("here", change=change) if change else "",
        )

    def _result(self, section: Section, kind: str, example: Example, side: int) -> str:
        """What the heading doesn't say already: the day of this person, why it is open."""
        if not section.alias or kind in ("value", "bound"):
            return ""
        field = example.new if side else example.old
        return result_text(field.result, self.bounds[side])

    def _part(self, part: Part) -> str:
        clause = f"【{part.clause}】" if part.clause else ""
        match part.kind:
            case "none":
                return f"{clause}{self._say('no_row')}"
            case "outside":
                return f"{clause}{self._say('outside')}"
            case "open":
                return f"{clause}{self._say('open_row')}{part.condition}"
            case _:
                return f"{clause}{part.condition}"

    def _days(self, days: tuple[tuple[date, date], ...]) -> str:
        if not days:
            return ""
        stretches = [
            first.isoformat()
            if first == last
            else self._say("to", first=first.isoformat(), last=last.isoformat())
            for first, last in days
        ]
        return f"{self.found.axis} {'、'.join(stretches)}"

    def _change(self, section: Section, change: Fraction | None) -> str:
        if not change or not section.alias:
            return ""
        kind = self.found.old.kernel.field_by_name[section.name].type.kind
        if kind is Kind.DATE:
            key = "later_days" if change > 0 else "earlier_days"
            return self._say(key, new=self.new, days=str(abs(change)))
        key = "more_money" if change > 0 else "less_money"
        return self._say(key, new=self.new, amount=yuan_text(abs(change)))

    def _least_change(self, difference: Difference) -> str:
        """Of amounts of which only bounds are stated: what is certain, else how far the lower bound moves."""
        results = (difference.situations[0].example.old.result, difference.situations[0].example.new.result)
        old, new = results
        stated = {difference.old_kind, difference.new_kind} <= {"value", "bound"}
        if not stated or not isinstance(old, Amount) or not isinstance(new, Amount):
            return ""
        (low, high), (least, most) = interval(old, self.bounds[0]), interval(new, self.bounds[1])
        if least is not None and high is not None and least > high:
            return self._say("at_least_more", new=self.new, amount=yuan_text(least - high))
        if most is not None and low is not None and most < low:
            return self._say("at_least_less", new=self.new, amount=yuan_text(low - most))
        if low is None or least is None or low == least:
            return ""
        key = "bound_more" if least > low else "bound_less"
        return self._say(key, new=self.new, amount=yuan_text(abs(least - low)))

    def _more(self, difference: Difference) -> str:
        """The further situations by their clauses, each once."""
        said = dict.fromkeys(f"{_clauses(item.old)}↔{_clauses(item.new)}" for item in difference.more)
        return self._say("more_situations", count=len(difference.more), clauses="、".join(said))

    def _person(self, example: Example) -> str:
        """The person's facts, each once: a day with that of the other policy, a fact as a 案例 writes it."""
        mine, its = dict(example.old_facts), dict(example.new_facts)
        shown = [self._fact(n, v, its.get(n), self.bounds[0]) for n, v in mine.items()]
        shown += [self._fact(n, v, v, self.bounds[1]) for n, v in its.items() if n not in mine]
        return "，".join(shown)

    def _fact(self, name: str, value: Plain, other: Plain | None, bounds: Bounds) -> str:
        match value:
            case True:
                return name
            case False:
                return self._say("not", name=name)
            case date() if isinstance(other, date) and other != value:
                return f"{name} {value.isoformat()}（{self.new} {other.isoformat()}）"
            case date():
                return f"{name} {value.isoformat()}"
            case _:
                return f"{name} {result_text(value, bounds)}"


def _clauses(parts: tuple[Part, ...]) -> str:
    return "".join(f"【{part.clause}】" for part in parts if part.clause)


def _about(kernel: Kernel) -> str:
    return "  ".join(part for part in (kernel.info.title, kernel.info.document) if part)
