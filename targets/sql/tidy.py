"""Fewer and shorter steps: what is read once stands where it's read, what nobody reads is left out.

In: the steps of a statement in order, and the SELECT behind them. Out: the same, tidied; every value stays
what it was. Names inside quotes are texts of the policy and are never touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

ROW = "polc_row"
RESULTS = "fo"  # fields and answers stay columns: they are what a reader looks for
SHORT = 32
LONG = 600
SPARE = 20  # columns that nobody reads are left out where there are more of them
_TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`|[a-z][a-z0-9_]*")
_ALONE = re.compile(r"[a-z0-9_]+")


@attrs.frozen(kw_only=True)
class Step:
    """One expression of the WITH: what it adds, what it carries on from its first source.

    A `grouped` step gives nothing but what it adds. `notes` are comments by the column they stand above;
    `carried` None is everything.
    """

    name: str
    note: str
    added: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    origin: str
    ending: str = ""
    grouped: bool = False
    carried: tuple[str, ...] | None = ()
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> bool:
        """True when it only adds columns to those of one other step."""
        return self.sources == (self.origin,) and not self.ending and not self.grouped


def tidied(steps: list[Step], current: str, last: str) -> tuple[list[Step], str]:
    """The steps, and the SELECT that reads `current`."""
    while True:
        steps = _alive(steps, current, last)
        replaced = _to_replace(steps, last)
        if not replaced:
            return _carrying(steps, current, last)
        steps, last = _replaced(steps, last, replaced)


def names_in(text: str) -> list[str]:
    """The names outside quotes, each as often as it stands there."""
    return [name for name in _TOKEN.findall(text) if name[0] not in "'\"`"]


def _texts(steps: Iterable[Step], last: str) -> list[str]:
    texts = [text for step in steps for text in (*(t for _, t in step.added), step.origin, step.ending)]
    return [*texts, last]


def _alive(steps: list[Step], current: str, last: str) -> list[Step]:
    """Without the columns that nothing reads, found from the end."""
    read = set(names_in(last))
    kept: list[Step] = []
    for step in reversed(steps):
        added = tuple((name, text) for name, text in step.added if name in read)
        for text in (*(text for _, text in added), step.origin, step.ending):
            read.update(names_in(text))
        kept.append(attrs.evolve(step, added=added))
    return kept[::-1]


def _to_replace(steps: list[Step], last: str) -> dict[str, str]:
    """Columns that may stand where they're read: read once, or as short as a name."""
    counts = Counter(name for text in _texts(steps, last) for name in names_in(text))
    found: dict[str, str] = {}
    for step in steps:
        if not step.plain:
            continue
        for name, text in step.added:
            once = counts[name] == 1 and len(text) <= LONG and name[0] not in RESULTS
            # One that reads another of this round waits for the next.
            waits = any(inner in found for inner in names_in(text))
            if (once or len(text) <= SHORT) and not waits:
                found[name] = text if _ALONE.fullmatch(text) else f"({text})"
    return found


def _replaced(steps: list[Step], last: str, replaced: Mapping[str, str]) -> tuple[list[Step], str]:
    def put(found: re.Match[str]) -> str:
        return replaced.get(found.group(), found.group())

    def new(text: str) -> str:
        return _TOKEN.sub(put, text)

    changed = [
        attrs.evolve(
            step,
            added=tuple((name, new(text)) for name, text in step.added if name not in replaced),
            ending=new(step.ending),
        )
        for step in steps
    ]
    return changed, new(last)


def _carrying(steps: list[Step], current: str, last: str) -> tuple[list[Step], str]:
    """Steps that add nothing are left out; the others carry what later ones read."""
    renamed: dict[str, str] = {}
    kept: list[Step] = []
    for step in steps:
        step = _reading(step, renamed)
        if step.plain and not step.added:
            renamed[step.name] = step.sources[0]
        else:
            kept.append(step)
    last = _rename(last, renamed)
    kept = levelled(kept, renamed.get(current, current))
    given: dict[str, set[str]] = {}
    for step in kept:
        own = {name for name, _ in step.added}
        given[step.name] = own if step.grouped or not step.sources else own | given[step.sources[0]]
    needed: dict[str, set[str]] = {step.name: set() for step in kept}
    needed[kept[-1].name] = set(names_in(last)) & given[kept[-1].name]
    done = [_with_carried(step, needed, given) for step in reversed(kept)]
    return done[::-1], last


def _with_carried(step: Step, needed: dict[str, set[str]], given: dict[str, set[str]]) -> Step:
    carried = needed[step.name] - {name for name, _ in step.added}
    read = set(names_in(" ".join(_texts([step], "")))) | carried
    for source in step.sources:
        needed[source] |= read & given[source]
    if step.grouped or not step.sources:
        return step
    spare = len(given[step.sources[0]]) - len(carried)
    return attrs.evolve(step, carried=None if spare <= SPARE else tuple(sorted(carried)))


def _reading(step: Step, renamed: Mapping[str, str]) -> Step:
    return attrs.evolve(
        step,
        sources=tuple(renamed.get(source, source) for source in step.sources),
        origin=_rename(step.origin, renamed),
        ending=_rename(step.ending, renamed),
    )


def _rename(text: str, renamed: Mapping[str, str]) -> str:
    return _TOKEN.sub(lambda found: renamed.get(found.group(), found.group()), text)


# ---- levels -----------------------------------------------------------------------------------------
def levelled(steps: list[Step], current: str) -> list[Step]:
    """Runs of plain steps as few steps: a column stands as early as what it reads."""
    reads = Counter(source for step in steps for source in step.sources)
    reads[current] += 1
    done: list[Step] = []
    run: list[Step] = []
    for step in steps:
        follows = bool(run) and step.plain and step.sources == (run[-1].name,) and reads[run[-1].name] == 1
        if run and not follows:
            done += _levels(run)
            run = []
        if step.plain:
            run.append(step)
        else:
            done.append(step)
    return done + (_levels(run) if run else [])


def _levels(run: list[Step]) -> list[Step]:
    """The steps of one run; the last has the name of the run's end."""
    level: dict[str, int] = {}
    places: list[list[tuple[str, str]]] = []
    notes: list[dict[str, str]] = []
    for step in run:
        for name, text in step.added:
            place = max((level[read] + 1 for read in names_in(text) if read in level), default=0)
            level[name] = place
            if place == len(places):
                places.append([])
                notes.append({})
            if step.note and step.note not in notes[place].values():
                notes[place][name] = step.note
            places[place].append((name, text))
    made, source, end = [], run[0].sources[0], run[-1].name
    for place, added in enumerate(places):
        name = end if place == len(places) - 1 else f"{end}_{place + 1}"
        told = tuple(notes[place].items())
        made.append(
            Step(name=name, note="", added=tuple(added), sources=(source,), origin=source, notes=told)
        )
        source = name
    return made
