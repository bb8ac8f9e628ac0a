"""算给你看: a few persons worked through, step by step.

In: the policy's own 案例, else persons made from the ends of its windows. Out: four to six of them: the first
with the most answers, since a file begins with its ordinary person; then the ones that together show the
most: boundary days, then results and rules not shown yet. What the notice doesn't say is told elsewhere.
Persons are evaluated by the reference interpreter; every number in a step is one it gave.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Set
from datetime import date, timedelta

import attrs

from polc.compiler.interpret import Evaluation, Verdict
from polc.compiler.readings import FieldResult
from polc.dsl.numerals import write_numeral
from polc.dsl.values import Amount, Given, Missing, Result, is_status
from polc.targets.summary.model import Block, Section
from polc.targets.summary.steps import tell
from polc.targets.summary.survey import usual_facts
from polc.targets.summary.view import View

MOST, LEAST = 6, 4
EDGE_BONUS, OPEN_COST, MISSING_COST, AGAIN_COST = 3, 2, 3, 3
SEEN = (Verdict.TAKEN, Verdict.LOWER)
NEAR = timedelta(days=1)
# A line of a 案例表: its number means nothing to a reader, what it says of itself does.
TABLE_LINE = re.compile(r"（第[0-9]+行(?:：(?P<said>.+))?）$")


@attrs.frozen(kw_only=True)
class Candidate:
    """A person who could be shown: what there is to see, and whether a boundary day is given.

    `asked` are the results that the 案例 is about; none for a person made here. `unanswered` is
    how much of what comes out is no answer.
    """

    title: str
    facts: Mapping[str, Given | None]
    asked: frozenset[str]
    found: Evaluation
    shows: frozenset[tuple[str, str]]
    at_boundary: bool
    unanswered: int

    def worth(self, seen: frozenset[tuple[str, str]], titles: Set[str]) -> int:
        """What is new in it, boundary days first; few answers and another line of one table count less."""
        new = len(self.shows - seen) + EDGE_BONUS * self.at_boundary
        return new - self.unanswered - AGAIN_COST * (self.title in titles)


def example_section(view: View) -> Section | None:
    """The chosen persons, in the order of the file."""
    chosen = _choose(_candidates(view))
    blocks: tuple[Block, ...] = tuple(
        tell(view, f"例{number}　{title}", c.facts, c.asked, c.found)
        for number, (title, c) in enumerate(
            zip(_told_apart([c.title for c in chosen]), chosen, strict=True), 1
        )
    )
    return Section("examples", "算给您看", blocks) if blocks else None


def _told_apart(titles: list[str]) -> list[str]:
    """Titles with a number where several lines of one table were chosen."""
    total, so_far, told = Counter(titles), Counter[str](), []
    for title in titles:
        so_far[title] += 1
        told.append(f"{title}（{write_numeral(so_far[title])}）" if total[title] > 1 else title)
    return told


# ---- choosing ---------------------------------------------------------------------------------------
def _candidates(view: View) -> list[Candidate]:
    counted = {output.name: output.field for output in view.kernel.entry_outputs}
    given = [
        (case.title, dict(case.given), frozenset(counted.get(e.field, e.field) for e in case.expected))
        for case in view.kernel.cases
        if not case.readings
    ]
    if len(given) < LEAST:
        given += [(title, facts, frozenset()) for title, facts in _from_windows(view)]
    return [_candidate(view, title, facts, asked) for title, facts, asked in given]


def _from_windows(view: View) -> list[tuple[str, dict[str, Given | None]]]:
    found: list[tuple[str, dict[str, Given | None]]] = []
    for stretch in view.stretches:
        usual = usual_facts(view.kernel, view.due) if view.due else {}
        for word, day in (("第一天", stretch.first), ("最后一天", stretch.last)):
            title = f"在{stretch.window.name}的一段时间里，{word}"
            found.append((title, {**usual, stretch.window.choice.axis or "": day}))
    return found


def _candidate(view: View, title: str, facts: dict[str, Given | None], asked: frozenset[str]) -> Candidate:
    found = view.evaluate(facts)
    rows = {(s.choice.name, t.row.cite.text) for s in found.steps for t in s.rows if t.verdict in SEEN}
    results = {(d.name, _seen_in(view, found.result(d.name))) for d in view.kernel.outputs}
    ends = [day for s in view.stretches for day in (s.first, s.last)]
    edges = {edge for day in ends for edge in (day - NEAR, day, day + NEAR)}
    return Candidate(
        title=_for_readers(title),
        facts=facts,
        asked=asked,
        found=found,
        shows=frozenset(rows | results),
        at_boundary=any(isinstance(known, date) and known in edges for known in facts.values()),
        unanswered=sum(_cost(found.fields[d.name]) for d in view.kernel.outputs),
    )


def _seen_in(view: View, result: Result) -> str:
    """What a reader learns from a result: an amount as it is, of anything else what kind it is."""
    return view.speaker.result(result) if isinstance(result, Amount) else type(result).__name__


def _cost(field: FieldResult) -> int:
    """How little a result tells; a grant that nobody gets (不适用 without a clause) costs nothing."""
    if isinstance(field.result, Missing):
        return MISSING_COST
    return OPEN_COST if is_status(field.result) and field.clauses else 0


def _for_readers(title: str) -> str:
    """A title without the author's own numbering: a first word that holds a digit, a line of a table."""
    title = TABLE_LINE.sub(lambda line: f"：{line['said']}" if line["said"] else "", title)
    first, _, rest = title.partition(" ")
    return rest if rest and any(char.isdigit() for char in first) else title


def _choose(candidates: list[Candidate]) -> list[Candidate]:
    """The first with the most answers, then the one worth most after those; the earlier of equals."""
    if not candidates:
        return []
    ordinary = min(candidates, key=lambda c: c.unanswered)
    left, chosen = [c for c in candidates if c is not ordinary], [ordinary]
    seen = ordinary.shows
    while left and len(chosen) < MOST:
        fresh = [c for c in left if c.shows - seen]
        if not fresh and len(chosen) >= LEAST:
            break
        titles = {c.title for c in chosen}
        best = max(fresh or left, key=lambda c: (c.worth(seen, titles), -candidates.index(c)))
        left.remove(best)
        chosen.append(best)
        seen |= best.shows
    return sorted(chosen, key=candidates.index)
