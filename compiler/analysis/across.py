"""POL505: several policies of one place that decide the same outputs for the same time.

In: an outline of each policy of a run. Out: one finding for each set of policies that collide, at the second
of them. The time is the 保障年度 where both have one, else the validity, else the days of the windows; where
two policies have nothing of the same kind, nothing is said. One policy alone can't show it: it's no `Check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

import attrs

from polc.compiler.kernel import Const, Form, Kernel
from polc.dsl.diagnostics.conflicts import POLICIES_COLLIDE
from polc.dsl.diagnostics.model import Diagnostic, Note, Text
from polc.dsl.source import Span
from polc.dsl.values import LAST_DAY

Days: TypeAlias = tuple[date, date]
LISTED = 5


@attrs.frozen(kw_only=True)
class Outline:
    """What one policy says of itself; `outputs` are those that it decides."""

    name: str
    region: str
    outputs: tuple[str, ...]
    coverage: Days | None
    validity: Days | None
    windows: Days | None
    span: Span

    def meets(self, other: Outline) -> tuple[Days, tuple[str, ...]] | None:
        """The days and the outputs that both decide."""
        shared = tuple(name for name in self.outputs if name in other.outputs)
        if not self.region or self.region != other.region or not shared:
            return None
        for mine, theirs in (
            (self.coverage, other.coverage),
            (self.validity, other.validity),
            (self.windows, other.windows),
        ):
            if mine is not None and theirs is not None:
                days = max(mine[0], theirs[0]), min(mine[1], theirs[1])
                return (days, shared) if days[0] <= days[1] else None
        return None


def outline(kernel: Kernel) -> Outline:
    """The outline of one policy."""
    info = kernel.info
    decided = {name for c in kernel.choices if c.form is not Form.IDENTITY for name in c.fields}
    return Outline(
        name=info.document or info.title,
        region=info.region.strip(),
        outputs=tuple(decl.name for decl in kernel.outputs if decl.name in decided),
        coverage=info.coverage,
        validity=(info.validity[0], info.validity[1] or LAST_DAY) if info.validity else None,
        windows=_windows(kernel),
        span=info.span,
    )


def _windows(kernel: Kernel) -> Days | None:
    rows = [row for choice in kernel.choices if choice.form is Form.WINDOW for row in choice.rows]
    ends = [end.value for row in rows for end in (row.low, row.high) if isinstance(end, Const)]
    days = [end for end in ends if isinstance(end, date)]
    return (min(days), max(days)) if days else None


def collisions(outlines: Sequence[Outline]) -> list[Diagnostic]:
    """One finding for each set of policies that collide with each other."""
    found: list[Diagnostic] = []
    left = list(outlines)
    while left:
        first, *rest = left
        others = [other for other in rest if first.meets(other)]
        left = [other for other in rest if other not in others]
        if others:
            found.append(_collision(first, others))
    return found


def _collision(first: Outline, others: Sequence[Outline]) -> Diagnostic:
    second = others[0]
    meeting = first.meets(second)
    assert meeting is not None
    (start, end), outputs = meeting
    return Diagnostic(
        code=POLICIES_COLLIDE,
        span=second.span,
        facts=(
            ("region", first.region),
            ("count", str(1 + len(others))),
            ("policies", "、".join(_names([first, *others]))),
            ("outputs", "、".join(f"“{name}”" for name in outputs[:LISTED])),
            ("start", start.isoformat()),
            ("end", end.isoformat()),
        ),
        notes=tuple(
            Note(other.span, Text("这一份也管", "this one decides it too"))
            for other in (first, *others[1:LISTED])
        ),
        basis=(second.name,),
    )


def _names(outlines: Iterable[Outline]) -> list[str]:
    names = list(dict.fromkeys(outline.name for outline in outlines))
    return names[:LISTED] + (["等"] if len(names) > LISTED else [])
