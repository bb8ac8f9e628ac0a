"""The checker against brute force: small random policies, every person enumerated through the interpreter.

    python tests/soundness.py --policies 5000 [--seed 0]

Everything the checker claims about such a policy is counted: who gets which result, which rows clash, never
apply, are always beaten, lie inside others, which days nobody decides, on which days people pay for nothing,
which claims hold, whether an amount falls below 0. Of what a check leaves open (POL690) some is claimed by
trying persons: that must be so, and may miss others.
A claim without a person is a false finding, a person without a claim is a missed one; each is printed with
the seed that makes the policy.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs
from enumeration import Counted, Sighting, compare_results, met_somewhere, persons
from worlds import policy

from polc.compiler.analysis import (
    analyse,
    bounds,
    conflict,
    dead,
    empty_benefit,
    gap,
    negative,
    overlap,
    silent,
)
from polc.compiler.analysis.decide import Ground, World
from polc.compiler.analysis.subject import DECIDING
from polc.compiler.analysis.symbols import NotAnalysed
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Choice, Form, Kernel
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.source import Span

RESULTS, WINDOW_PAIRS, RULE_PAIRS, HOLES = "results", "POL401, POL403", "POL501-503", "POL402, POL404"
CLAIMS = "POL620, POL621"
KINDS = (
    RESULTS,
    WINDOW_PAIRS,
    HOLES,
    RULE_PAIRS,
    "POL504",
    "POL601",
    "POL602",
    "POL603",
    "POL605",
    CLAIMS,
    "POL309",
    "POL622",
    "POL901",
)
Found = Mapping[str, Sequence[Diagnostic]]


@attrs.frozen
class Wrong:
    """One difference between a claim and the count: of which codes, missed or false, and what it is."""

    codes: str
    false: bool
    text: str


def wrong_findings(
    kernel: Kernel, adopted: Counted, claims: set[Sighting], found: list[Diagnostic]
) -> Iterator[Wrong]:
    """Every difference between the findings and the counts; a check that is left open misses nothing."""
    by_code: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        by_code.setdefault(diagnostic.code.id, []).append(diagnostic)
    yield from (Wrong("POL901", True, f"withheld: {d.facts}") for d in by_code.get("POL901", []))
    open_ = "、".join(dict(d.facts)["check"] for d in by_code.get("POL690", []))
    for check, wrong in _differences(kernel, adopted, claims, by_code):
        if wrong.false or check not in open_:
            yield wrong


def _differences(
    kernel: Kernel, adopted: Counted, claims: set[Sighting], by_code: Found
) -> Iterator[tuple[str, Wrong]]:
    """Differences, each with the check that it is of."""
    for choice in kernel.choices:
        pairs = overlap.CHECK if choice.form is Form.WINDOW else conflict.CHECK
        yield from ((pairs, wrong) for wrong in _wrong_pairs(choice, adopted, by_code))
        yield from ((dead.CHECK, wrong) for wrong in _wrong_rows(choice, claims, by_code))
        yield from ((dead.CHECK, wrong) for wrong in _wrong_insides(choice, adopted, by_code))
        if choice.form is Form.WINDOW:
            yield from ((gap.CHECK, wrong) for wrong in _wrong_holes(choice, adopted, by_code))
        said = any(d.span == choice.span for d in by_code.get("POL603", []))
        expected = choice.form in (Form.RULE, Form.TABLE) and not choice.otherwise_written
        decided_by_nobody = expected and ("silent", choice.name) in adopted.claims
        yield from ((silent.CHECK, w) for w in _wrong("POL603", said, decided_by_nobody, choice.name))
    bounded, below = (fact in adopted.claims for fact in (("bounded",), ("below zero",)))
    yield from ((bounds.CHECK, w) for w in _wrong("POL309", bool(by_code.get("POL309")), bounded, "bounds"))
    yield from ((negative.CHECK, w) for w in _wrong("POL622", bool(by_code.get("POL622")), below, "amounts"))
    yield from ((empty_benefit.CHECK, w) for w in _wrong_benefits(kernel, adopted, by_code))
    yield from (("恒真", wrong) for wrong in _wrong_claims(kernel, adopted, by_code))


def _wrong_claims(kernel: Kernel, adopted: Counted, by_code: Found) -> Iterator[Wrong]:
    """A claim is refuted when somebody makes it false, else left open when it's open for somebody."""
    for number, claim in enumerate(kernel.claims):
        held = adopted.held.get(number, set())
        expected = {"POL620": False in held, "POL621": False not in held and None in held}
        for code, counted in expected.items():
            said = any(d.span == claim.span for d in by_code.get(code, []))
            for wrong in _wrong(code, said, counted, f"claim {number}"):
                yield attrs.evolve(wrong, codes=CLAIMS)


def _wrong(codes: str, claimed: bool, counted: bool, what: object) -> Iterator[Wrong]:
    if claimed != counted:
        yield Wrong(codes, claimed, f"{what}: claimed {claimed}, counted {counted}")


def _row_at(choice: Choice, span: Span) -> int | None:
    return next((n for n, r in enumerate(choice.rows) if r.span == span), None)


def _wrong_pairs(choice: Choice, adopted: Counted, by_code: Found) -> Iterator[Wrong]:
    """Overlaps and conflicts: exactly the pairs that were counted."""
    expected = {claim[2:] for claim in adopted.claims if claim[:2] == ("clash", choice.name)}
    numbers = {r.cite.text: n for n, r in enumerate(choice.rows)}
    claimed: set[tuple[object, ...]] = set()
    for code in ("POL501", "POL502", "POL503"):
        for diagnostic in by_code.get(code, []):
            if _row_at(choice, diagnostic.span) is not None:
                pairs = dict(diagnostic.facts)["pairs"].split("、")
                claimed |= {tuple(numbers[c.strip("【】")] for c in pair.split("和")) for pair in pairs}
    for code in ("POL401", "POL403"):
        for diagnostic in by_code.get(code, []):
            row = _row_at(choice, diagnostic.span)
            if row is not None:
                claimed.add((_row_at(choice, diagnostic.notes[0].span), row))
    codes = WINDOW_PAIRS if choice.form is Form.WINDOW else RULE_PAIRS
    for pair in sorted(map(str, claimed ^ expected)):
        yield Wrong(codes, pair in map(str, claimed), f"{choice.name}: clash of {pair}")


def _wrong_rows(choice: Choice, claims: set[Sighting], by_code: Found) -> Iterator[Wrong]:
    if choice.form is Form.IDENTITY:
        return
    for row in range(len(choice.rows)):
        met, alive = (("met", choice.name, row) in claims), (("alive", choice.name, row) in claims)
        never = any(_row_at(choice, d.span) == row for d in by_code.get("POL601", []))
        covered = any(_row_at(choice, d.span) == row for d in by_code.get("POL602", []))
        yield from _wrong("POL601", never, not met, f"{choice.name} row {row}")
        yield from _wrong("POL602", covered, met and not alive, f"{choice.name} row {row}")


def _wrong_insides(choice: Choice, adopted: Counted, by_code: Found) -> Iterator[Wrong]:
    """Rows that count, all of whose persons stand in one other row with the same results."""
    if choice.form not in (Form.GRANT, *DECIDING):
        return
    stands = [adopted.stands.get((choice.name, row), set()) for row in range(len(choice.rows))]
    for row, mine in enumerate(stands):
        inside = any(
            other != row and mine <= theirs and (mine != theirs or other < row)
            for other, theirs in enumerate(stands)
            if choice.rows[other].values == choice.rows[row].values
        )
        counted = inside and bool(mine) and ("alive", choice.name, row) in adopted.claims
        claimed = any(_row_at(choice, d.span) == row for d in by_code.get("POL504", []))
        yield from _wrong("POL504", claimed, counted, f"{choice.name} row {row}")


def _wrong_holes(choice: Choice, adopted: Counted, by_code: Found) -> Iterator[Wrong]:
    """Every claimed end is a counted day, every counted day is claimed."""
    days = adopted.covered.get(choice.name, set())
    between = range(min(days), max(days) + 1) if days else ()
    holes = adopted.holes.get(choice.name, set())
    expected = {d for d in holes if d in between or (days and not choice.otherwise_written)}
    claimed: set[int] = set()
    for diagnostic in (*by_code.get("POL402", []), *by_code.get("POL404", [])):
        if _row_at(choice, diagnostic.span) is not None:
            facts = dict(diagnostic.facts)
            first, last = (date.fromisoformat(facts[end]).toordinal() for end in ("start", "end"))
            claimed |= set(range(first, last + 1))
            if not {first, last} <= expected:
                yield Wrong(HOLES, True, f"{choice.name}: {facts['start']} to {facts['end']}, nobody's")
    if not expected <= claimed:
        yield Wrong(HOLES, False, f"{choice.name}: {sorted(claimed)} instead of {sorted(expected)}")


def _wrong_benefits(kernel: Kernel, adopted: Counted, by_code: Found) -> Iterator[Wrong]:
    found = by_code.get("POL605", [])
    by_windows = any(choice.form is Form.WINDOW for choice in kernel.choices)
    yield from _wrong("POL605", bool(found), bool(adopted.empty_days), sorted(adopted.empty_days))
    for diagnostic in found if by_windows else ():
        ends = [date.fromisoformat(dict(diagnostic.facts)[end]).toordinal() for end in ("from", "to")]
        if adopted.empty_days and ends != [min(adopted.empty_days), max(adopted.empty_days)]:
            text = f"{diagnostic.facts} instead of {sorted(adopted.empty_days)}"
            yield Wrong("POL605", not set(ends) <= adopted.empty_days, text)


@attrs.define
class Tally:
    """What one run saw; `findings` by code, `wrong` with the seed."""

    policies: int = 0
    persons: int = 0
    unanswered: int = 0
    findings: Counter[str] = attrs.field(factory=Counter)
    wrong: list[tuple[int, Wrong]] = attrs.field(factory=list)


def judge(seed: int, tally: Tally) -> None:
    """One policy: its fields against the interpreter, its findings against the counts."""
    kernel = policy(seed)
    tally.policies += 1
    try:
        world = World(Ground(kernel), {a.name: a.adopted or "" for a in kernel.assumptions})
    except NotAnalysed:
        _expect_no_answer(seed, kernel, tally)
        return
    adopted = Counted(kernel)
    for number, person in enumerate(persons(kernel, world)):
        tally.persons += 1
        evaluation = evaluate(kernel, person)
        for problem in compare_results(kernel, world, person, evaluation):
            tally.wrong.append((seed, Wrong(RESULTS, True, f"{person}: {problem}")))
        adopted.add(number, person, evaluation)
    sink = Sink()
    analyse(kernel, sink)
    tally.findings.update(d.code.id for d in sink.found)
    tally.unanswered += any(d.code.id == "POL690" for d in sink.found)
    claims = met_somewhere(kernel, adopted, world)
    tally.wrong += [(seed, wrong) for wrong in wrong_findings(kernel, adopted, claims, sink.found)]


def _expect_no_answer(seed: int, kernel: Kernel, tally: Tally) -> None:
    """A relation without a form: nobody can be counted, and the checks must say that they aren't finished."""
    sink = Sink()
    analyse(kernel, sink)
    tally.unanswered += 1
    tally.findings.update(d.code.id for d in sink.found)
    if all(d.code.id != "POL690" for d in sink.found):
        tally.wrong.append((seed, Wrong(RESULTS, False, "a relation has no form and nothing says so")))


def _table(tally: Tally) -> Iterator[str]:
    """One line for each kind of claim: found, missed, false."""
    yield f"{'':16}{'found':>8}{'missed':>8}{'false':>8}"
    for codes in KINDS:
        first, _, last = codes.replace("-", ", ").partition(", ")
        ids = [f"POL{last[-3:]}"] if last else []
        if codes == RULE_PAIRS:
            ids = ["POL502", "POL503"]
        number = sum(tally.findings[code] for code in (first, *ids))
        wrong = [entry for _, entry in tally.wrong if entry.codes == codes]
        missed, false = (sum(entry.false is kind for entry in wrong) for kind in (False, True))
        shown = f"{tally.persons}" if codes == RESULTS else f"{number}"
        yield f"{codes:16}{shown:>8}{missed:>8}{false:>8}"


def _judge_aloud(seed: int, tally: Tally) -> None:
    before = len(tally.wrong)
    judge(seed, tally)
    for _, wrong in tally.wrong[before:]:
        kind = "false" if wrong.false else "missed"
        print(f"seed {seed}: {wrong.codes} {kind}: {wrong.text}", flush=True)
    if tally.policies % 500 == 0:
        print(f"{tally.policies} policies, {len(tally.wrong)} wrong", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    """Judge policies by seed and print what was seen, also when interrupted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--policies", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    tally = Tally()
    try:
        for seed in range(options.seed, options.seed + options.policies):
            _judge_aloud(seed, tally)
    except KeyboardInterrupt:
        print("interrupted; so far:")
    print(*_table(tally), sep="\n")
    print(
        f"{tally.policies} policies, {tally.persons} persons, {tally.findings.total()} findings, "
        f"{tally.unanswered} policies not finished, {len(tally.wrong)} wrong"
    )
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
