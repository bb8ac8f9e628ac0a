"""Seeded faults: single slips in the shipped policies, and what `polc check` says of each.

    python tests/faults.py [--every 1] [--policies 石狮2025 …] [--list missed warning] [--every-way]

A fault is found when there is a finding that isn't in the clean file: an error, a failing 案例, or at least a
warning or a note. A fault under which every person gets the same results is no fault; that is proved as
`polc diff` proves it, and such faults are counted apart. A citation changes no result: it always counts.
What is cheap is asked first: reading, then the 案例, then the checks, then whether anybody is affected.
With `--every-way` the checks are asked even where a 案例 fails, to see what they find on their own. With
`--without-cases` the policies are taken without their 案例, as a first draft is: then a fault is found by the
checks, by the ledger of the notice (POL710 to POL722, its notes included), or it's named as not proved
(POL690). With `--signed-sheet` they have the persons of `polc cases --cover` for 案例 and no other, as if an
office had signed all of them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import attrs
from faulty import Fault, Slips
from ledger_faults import evidence, notice_of

from polc.cli.sheet_text import case_of
from polc.compiler.analysis.cases import meets
from polc.compiler.comparing import Side, compare
from polc.compiler.driver import Compiled, compile_file
from polc.compiler.interpret import Decided, evaluate
from polc.compiler.kernel import Kernel
from polc.compiler.ledger import findings_of, ledger_of
from polc.compiler.readings import bounds_of
from polc.compiler.seeing import sheet_of
from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity
from polc.dsl.diagnostics.render import render_concise
from polc.dsl.nodes import Example, ExampleTable
from polc.dsl.source import Source
from polc.notices import notice_beside

Told: TypeAlias = Counter[tuple[str, Severity, tuple[tuple[str, str], ...]]]
ROOT = Path(__file__).resolve().parent.parent
POLICIES = {path.stem: path for path in sorted(ROOT.glob("policies/*20*/*.pol"))}
CASE_FAILED, CITATION = "POL704", "citation changed"
MUST = 98
CASES = "案例"
WAYS = ("error", CASES, "warning", "missed")
LEDGER = frozenset(f"POL{number}" for number in range(710, 723))
NOT_PROVED = "POL690"


@attrs.frozen(kw_only=True)
class Verdict:
    """What came of one fault: the codes of new findings; `errors` are those that fail the run."""

    policy: str
    fault: Fault
    errors: tuple[str, ...]
    others: tuple[str, ...]
    harmless: bool = False

    @property
    def found_by(self) -> str:
        """What finds it first: a check with an error, a 案例, a warning or note, or nothing."""
        if any(code != CASE_FAILED for code in self.errors):
            return "error"
        return CASES if self.errors else "warning" if self.others else "missed"

    @property
    def found_alone(self) -> str:
        """What finds it without any 案例: a check, the ledger, a question named as not proved, or nothing."""
        codes = {*self.errors, *self.others} - {CASE_FAILED}
        if codes - LEDGER - {NOT_PROVED}:
            return "checks"
        return "ledger" if codes & LEDGER else "not proved" if codes else "missed"


def compiled(path: Path, text: str, *, analyse: bool = True) -> Compiled:
    """A file of the project with another text, held against the notice beside it as `polc check` does."""
    here = path.relative_to(ROOT).as_posix()

    def read(name: str) -> Source:
        return Source(path=name, text=text if name == here else (ROOT / name).read_text(encoding="utf-8"))

    against = notice_beside(here, read)[0] if analyse else None
    return compile_file(here, read, analyse=analyse, against=against)


def _told(found: Compiled, ledger: Iterable[Diagnostic]) -> Told:
    """What `polc check` and `polc ledger` say; the notes of the ledger are in its own words only."""
    return Counter({(d.code.id, d.level, d.facts) for d in (*found.diagnostics, *ledger)})


def _ledger(name: str, text: str) -> list[Diagnostic]:
    """All that `polc ledger` says of a policy with this text."""
    rows = evidence(name, text)
    return [] if rows is None else list(findings_of(ledger_of(notice_of(name), rows)))


def _a_case_fails(kernel: Kernel) -> bool:
    """As POL704 judges the 案例, but no further than the first that fails."""
    bounds = bounds_of(kernel)
    decided: Decided = {}
    for case in kernel.cases:
        found = evaluate(kernel, dict(case.given), dict(case.readings), traced=False, decided=decided)
        if not all(meets(expected, found.fields[expected.field], bounds) for expected in case.expected):
            return True
    return False


@attrs.define
class Bench:
    """One policy, clean, to hold its faults against."""

    name: str
    clean: Compiled
    text: str

    @classmethod
    def of(cls, name: str, *, cases: bool = True, sheet: bool = False) -> Bench:
        """The shipped policy of this name, with its 案例, with those of its sheet, or without."""
        text = POLICIES[name].read_text(encoding="utf-8")
        if not cases or sheet:
            read = compiled(POLICIES[name], text, analyse=False)
            for item in reversed([i for i in read.module.items if isinstance(i, Example | ExampleTable)]):
                text = text[: item.span.start] + text[item.span.end :]
            if sheet and read.kernel is not None:
                kernel = read.kernel
                text += "\n\n".join(case_of(kernel, told) for told in sheet_of(kernel).told)
        return cls(name, compiled(POLICIES[name], text), text)

    def faults(self) -> list[Fault]:
        """All faults of the policy."""
        return list(Slips(self.text, self.clean.module).every())

    def errors(self) -> list[Diagnostic]:
        """Errors in the clean file; there are none."""
        return [d for d in self.clean.diagnostics if d.level is Severity.ERROR]

    def judge(self, fault: Fault, *, every_way: bool) -> Verdict:
        """What the check says of the fault; without `every_way` no more is asked than finds it."""
        path, text = POLICIES[self.name], fault.applied(self.text)
        errors: tuple[str, ...] = ()
        if not every_way:
            read = compiled(path, text, analyse=False)
            errors = tuple(sorted({d.code.id for d in read.diagnostics if d.level is Severity.ERROR}))
            if not errors and read.kernel is not None and _a_case_fails(read.kernel):
                errors = (CASE_FAILED,)
        if errors:
            return Verdict(policy=self.name, fault=fault, errors=errors, others=())
        found = compiled(path, text)
        new = _told(found, _ledger(self.name, text)) - _told(self.clean, _ledger(self.name, self.text))
        errors = tuple(sorted({code for code, level, _ in new if level is Severity.ERROR}))
        others = tuple(sorted({code for code, level, _ in new if level is not Severity.ERROR}))
        decides = fault.kind != CITATION
        harmless = not new and decides and self._same(found.kernel, fault.within)
        return Verdict(policy=self.name, fault=fault, errors=errors, others=others, harmless=harmless)

    def _same(self, kernel: Kernel | None, within: str) -> bool:
        """Nobody gets another result under the adopted readings; inside an assumption, under any of its."""
        clean = self.clean.kernel
        if kernel is None or clean is None:
            return False
        readings = [r.name for d in clean.assumptions if d.name == within for r in d.readings]
        ways: list[dict[str, str | None]] = [{}, *({within: reading} for reading in readings)]
        results = (compare(Side(kernel=clean, assume=w), Side(kernel=kernel, assume=w)) for w in ways)
        return all(result.complete and not result.differs for result in results)


def report(
    verdicts: list[Verdict], texts: dict[str, str], *, listed: tuple[str, ...], every_way: bool
) -> None:
    """A line for each kind and each policy, then the sums, then the faults of the listed ways to be found."""
    print(
        f"{'':30}{'faults':>8}"
        + "".join(f"{way:>{6 if way == CASES else 8}}" for way in WAYS)
        + "   no effect"
    )
    for kind in dict.fromkeys(v.fault.kind for v in verdicts):
        _row(kind, [v for v in verdicts if v.fault.kind == kind])
    for policy in dict.fromkeys(v.policy for v in verdicts):
        _row(f"in {policy}", [v for v in verdicts if v.policy == policy])
    _row("all", verdicts)
    for what, results in (("faults in what people get", True), ("faults in citations", False)):
        found, all_ = share(verdicts, results)
        if all_:
            print(f"{found} of {all_} {what} are found: {1000 * found // all_ / 10} %")
    if every_way:
        real = [v for v in verdicts if not v.harmless]
        alone = Counter(v.found_alone for v in real)
        ways = "、".join(f"{alone[way]} {way}" for way in ("checks", "ledger", "not proved", "missed"))
        print(f"without any 案例, of {len(real)}: {ways}")
    for verdict in verdicts:
        if not verdict.harmless and {verdict.found_by, verdict.found_alone}.intersection(listed):
            told = verdict.fault.told(texts[verdict.policy])
            codes = " ".join((*verdict.errors, *verdict.others))
            print(f"{verdict.found_by} {verdict.policy}.pol:{told}  {codes}")


def _row(name: str, verdicts: list[Verdict]) -> None:
    """How many real faults, how many of them each way, how many without effect; 汉字 are two columns wide."""
    real = [v for v in verdicts if not v.harmless]
    counts = Counter(v.found_by for v in real)
    numbers = (len(real), *(counts[way] for way in WAYS), len(verdicts) - len(real))
    wide = sum(ord(character) > 0x2E80 for character in name)
    print(f"{name:{30 - wide}}" + "".join(f"{n:>8}" for n in numbers))


def main(arguments: list[str]) -> int:
    """Judge the faults and print the table; 1 when a clean file has errors or too much is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--every", type=int, default=1, help="only every N-th fault")
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--policies", nargs="*", default=list(POLICIES))
    parser.add_argument("--every-way", action="store_true", help="ask the checks even where a 案例 fails")
    parser.add_argument("--without-cases", action="store_true", help="take the policies without their 案例")
    parser.add_argument("--signed-sheet", action="store_true", help="take the persons of the sheet as 案例")
    parser.add_argument("--list", nargs="*", default=["missed"], help="error, 案例, warning, missed")
    options = parser.parse_args(arguments)
    every_way = options.every_way or options.without_cases
    cases, sheet = not options.without_cases, options.signed_sheet
    benches = [Bench.of(name, cases=cases, sheet=sheet) for name in options.policies]
    for bench in benches:
        for finding in bench.errors():
            print(render_concise(finding, bench.clean.sources, Lang.EN))
    verdicts: list[Verdict] = []
    for bench in benches:
        for fault in bench.faults()[options.start :: options.every]:
            verdicts.append(bench.judge(fault, every_way=every_way))
            if len(verdicts) % 50 == 0:
                missed = sum(v.found_by == "missed" and not v.harmless for v in verdicts)
                print(f"{len(verdicts)} faults, {missed} missed", file=sys.stderr, flush=True)
    texts = {bench.name: bench.text for bench in benches}
    report(verdicts, texts, listed=tuple(options.list), every_way=every_way)
    found, all_ = share(verdicts, True)
    few = 100 * found < MUST * all_ and not options.without_cases
    return int(few or any(bench.errors() for bench in benches))


def share(verdicts: list[Verdict], results: bool) -> tuple[int, int]:
    """How many of how many real faults are found: of those that change results, or of citations."""
    real = [v for v in verdicts if not v.harmless and (v.fault.kind != CITATION) is results]
    return sum(v.found_by != "missed" for v in real), len(real)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
