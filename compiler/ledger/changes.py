"""What a new text of a notice changes, and which lines of the policy have to be looked at again.

In: the notice as kept and as it is now. Out: changes, and findings (718) on the lines that cite what changed.
A place is known again by its digest wherever it has moved to; what is left over on both sides under one name
was reworded.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import attrs

from polc.compiler.ledger.findings import header_span
from polc.compiler.ledger.match import Ledger
from polc.dsl.diagnostics.model import Diagnostic
from polc.dsl.diagnostics.notices import NOTICE_CHANGED
from polc.dsl.notice.model import Notice, Place
from polc.dsl.notice.wording import bounded_text
from polc.dsl.source import Source

NOTHING = "——"


class Change(Enum):
    """What happened to a place."""

    NUMBERS = "numbers"
    WORDS = "words"
    MOVED = "moved"
    NEW = "new"
    GONE = "gone"


@attrs.frozen(kw_only=True)
class Changed:
    """One place that isn't as it was; `old` or `new` is None where there's none."""

    what: Change
    old: Place | None
    new: Place | None


def is_another(old: Notice, new: Notice) -> bool:
    """True when hardly a sentence of one stands in the other: the text given isn't of this notice."""
    mine = {place.digest for place in old.places if place.digest}
    its = {place.digest for place in new.places if place.digest}
    return bool(mine) and 4 * len(mine & its) < len(mine) and old.title != new.title


def changes(old: Notice, new: Notice) -> tuple[Changed, ...]:
    """Every place that differs, in the order of the new text; what is gone stands last."""
    left = list(old.places)
    found: list[Changed] = []
    waiting: list[Place] = []
    for place in new.places:
        same = [each for each in left if each.digest == place.digest and each.digest]
        known = next((each for each in same if each.at == place.at), same[0] if same else None)
        if known is None:
            waiting.append(place)
            continue
        left.remove(known)
        if known.at != place.at:
            found.append(Changed(what=Change.MOVED, old=known, new=place))
    for place in waiting:
        before = next((each for each in left if each.at == place.at and each.kind is place.kind), None)
        if before is None:
            found.append(Changed(what=Change.NEW, old=None, new=place))
            continue
        left.remove(before)
        if (before.digest, before.numbers) != (place.digest, place.numbers):
            what = Change.WORDS if before.numbers == place.numbers else Change.NUMBERS
            found.append(Changed(what=what, old=before, new=place))
    order = {place.at: at for at, place in enumerate(new.places)}
    found.sort(key=lambda each: order[each.new.at] if each.new else 0)
    return (*found, *(Changed(what=Change.GONE, old=place, new=None) for place in left))


def change_findings(found: tuple[Changed, ...], ledger: Ledger, source: Source) -> Iterator[Diagnostic]:
    """Each change on the first line that cites the place, with all lines that do."""
    for change in found:
        place = change.old or change.new
        assert place is not None
        rows = [row for row in ledger.own_rows_of(place) if row.span.path == source.path]
        lines = dict.fromkeys(str(source.line_of(row.span.start)) for row in rows)
        was, now = _sides(change)
        facts = {
            "clause": place.at,
            "was": was,
            "now": now,
            "lines": "、".join(lines),
            "words": f"{was} → {now}" if change.what is Change.WORDS else "",
        }
        span = rows[0].span if rows else header_span(ledger)
        yield Diagnostic(code=NOTICE_CHANGED, span=span, facts=tuple(sorted(facts.items())))


def _sides(change: Changed) -> tuple[str, str]:
    old, new = change.old, change.new
    if old is None or new is None:
        return (f"【{old.at}】" if old else NOTHING), (f"【{new.at}】" if new else NOTHING)
    match change.what:
        case Change.MOVED:
            return f"【{old.at}】", f"【{new.at}】"
        case Change.NUMBERS:
            return _only(old, new), _only(new, old)
        case _:
            return f"{old.characters}字", f"{new.characters}字"


def _only(mine: Place, its: Place) -> str:
    """The numbers that one side has and the other doesn't."""
    others = list(its.numbers)
    own = []
    for number in mine.numbers:
        if number in others:
            others.remove(number)
        else:
            own.append(bounded_text(number))
    return "、".join(own) or NOTHING
