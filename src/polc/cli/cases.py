"""`polc cases`: the sheet of persons that an office reads and signs, and the sheet when it comes back."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from hashlib import sha256

import attrs
import click

from polc.cases import CaseRun, run_cases
from polc.cli.group import verb
from polc.cli.outcome import Outcome, lines
from polc.cli.policy import Policy, policy_of
from polc.cli.session import Session
from polc.cli.sheet_book import Signed, read_book, write_book
from polc.cli.sheet_page import counts_of, sheet_page
from polc.cli.sheet_text import case_of, sight_told
from polc.compiler.analysis.cases import expected_text
from polc.compiler.driver import compile_file
from polc.compiler.kernel import Kernel
from polc.compiler.readings import bounds_of
from polc.compiler.seeing import Sheet, Why, sheet_of
from polc.dsl.nodes import Example
from polc.dsl.source import Source
from polc.dsl.text import Bounds, result_text
from polc.files import read_inside, same_file
from polc.refusals import Refusal
from polc.telling.wording import phrase
from polc.writing import replacing, write_all, write_one

KINDS = (".xlsx", ".html", ".pol")
_OPENING, _OPENED = re.compile(r'案例 "([^"]*)"'), r'案例 "\1'
_PLAIN = {ord(character): None for character in '"\\\r\n\t'}


@verb("cases")
@click.argument("file")
@click.option("--cover", is_flag=True)
@click.option("--since", metavar="OLD")
@click.option("--signed", metavar="SHEET")
@click.option("-o", "--output", metavar="FILE")
def command(
    session: Session, *, file: str, cover: bool, since: str | None, signed: str | None, output: str | None
) -> Outcome:
    """Make the sheet of a policy, or take it back."""
    if cover is (signed is not None):
        raise Refusal("cases_what")
    ending = os.path.splitext(output or "")[1].lower()
    if output is not None and ending not in (KINDS if cover else (".pol",)):
        expected = "*.xlsx | *.html | *.pol" if cover else "*.pol"
        raise Refusal("bad_value", option="--output", value=output, expected=expected)
    policy = policy_of(file, session)
    if isinstance(policy, Outcome):
        return policy
    if signed is not None:
        return _taken_back(policy, signed, output, session)
    older = policy_of(since, session) if since is not None else None
    if isinstance(older, Outcome):
        return older
    sheet = sheet_of(policy.kernel, older.kernel if older else None)
    if output is not None:
        _write(sheet, output, ending)
    return Outcome(text=_report(sheet, policy.path, output, session))


def _write(sheet: Sheet, output: str, ending: str) -> None:
    if ending == ".xlsx":
        with replacing(output) as path:
            write_book(path, sheet)
    elif ending == ".html":
        write_one(output, sheet_page(sheet).encode("utf-8"))
    else:
        text = "\n\n".join(case_of(sheet.kernel, told) for told in sheet.told)
        write_one(output, f"{text}\n".encode() if text else b"")


def _report(sheet: Sheet, path: str, output: str | None, session: Session) -> str:
    """How many persons, what they show, and what nobody was found for."""
    told = [phrase("sheet_persons", session.lang, path=path, count=len(sheet.told), file=output or "")]
    for name, every, shown, proved, lost in counts_of(sheet):
        told.append(
            phrase("sheet_count", session.lang, what=name, all=every, shown=shown, proved=proved, lost=lost)
        )
    lost_ones = [sight for sight, why in sheet.unseen if why is Why.NOT_FOUND]
    told += [phrase("sheet_lost", session.lang, what=sight_told(sight)) for sight in lost_ones]
    return lines(*told)


# ---- when it comes back -----------------------------------------------------------------------------
def _taken_back(policy: Policy, path: str, output: str | None, session: Session) -> Outcome:
    """The signed rows against the policy as it is now; those that still hold become 案例 of it."""
    rows = [_readable(policy, row) for row in read_book(path)]
    good = [row for row in rows if not row.wrong]
    kernel = _with(policy, [row.case for row in good])
    assert kernel is not None
    runs = run_cases(kernel)[len(policy.kernel.cases) :]
    told = [phrase("sheet_lacks", session.lang, line=row.line, column=row.wrong) for row in rows if row.wrong]
    told += [line for row, run in zip(good, runs, strict=True) for line in _moved(kernel, row, run, session)]
    known = [(case.given, case.readings) for case in policy.kernel.cases]
    holds = [(row, run.case) for row, run in zip(good, runs, strict=True) if not run.failed]
    new = [row for row, case in holds if (case.given, case.readings) not in known]
    if output is not None:
        _write_signed(policy, _signed_text(policy, new), output)
    counts = {"rows": len(rows), "holds": len(holds), "moved": len(good) - len(holds), "new": len(new)}
    told.append(phrase("sheet_back", session.lang, **counts))
    return Outcome(text=lines(*told), status=int(len(holds) < len(rows)))


def _write_signed(policy: Policy, text: str, output: str) -> None:
    """A new file, or the policy itself as long as nobody has changed it since it was read."""
    project = policy.project
    path = os.path.join(project.root, policy.path)
    if not same_file(output, path):
        write_one(output, text.encode("utf-8"))
        return
    if sha256(read_inside(project.root, policy.path)).hexdigest() != project.reader.hashes[policy.path]:
        raise Refusal("changed_meanwhile", path=policy.path)
    write_all(project.root, [(policy.path, project.reader.encoded(policy.path, text))], rewriting=True)


def _text(policy: Policy) -> str:
    return policy.checked.sources[policy.path].text.rstrip("\n")


def _with(policy: Policy, cases: Sequence[str]) -> Kernel | None:
    """The policy with these 案例 at its end; None where one of them is something else or can't be read."""
    text = "\n\n".join((_text(policy), *cases)) + "\n"

    def read(path: str) -> Source:
        return Source(path=path, text=text) if path == policy.path else policy.project.reader.read(path)

    found = compile_file(policy.path, read, analyse=False)
    before = len(policy.checked.compiled[policy.path].module.items)
    added = found.module.items[before:]
    if len(added) != len(cases) or not all(isinstance(item, Example) for item in added):
        return None
    return found.kernel


def _readable(policy: Policy, row: Signed) -> Signed:
    """The row; one whose 案例 was changed into something that can't be read says so."""
    if row.wrong or _with(policy, [row.case]) is not None:
        return row
    return attrs.evolve(row, wrong="案例")


def _moved(kernel: Kernel, row: Signed, run: CaseRun, session: Session) -> list[str]:
    """A line for each result that isn't any more what was signed."""
    bounds = bounds_of(kernel)
    return [
        phrase(
            "sheet_moved",
            session.lang,
            number=row.number,
            field=expected.field,
            signed=expected_text(expected, bounds),
            now=_now(run, expected.field, bounds),
            role=row.role,
            day=row.day,
        )
        for expected in run.failed
    ]


def _now(run: CaseRun, field: str, bounds: Bounds) -> str:
    found = run.evaluation.fields[field]
    by = f" 依据【{'、'.join(found.clauses)}】" if found.clauses else ""
    return f"{result_text(found.result, bounds)}{by}"


def _signed_text(policy: Policy, rows: Sequence[Signed]) -> str:
    """The policy's text with the 案例, in whose titles stands who signed them and when."""
    marked = (
        _OPENING.sub(f'{_OPENED}（{row.role.translate(_PLAIN)}签认 {row.day}）"', row.case, count=1)
        for row in rows
    )
    return "\n\n".join((_text(policy), *marked)) + "\n"
