"""`polc inspect`: what a policy asks for, what it gives, and what it rests on.

In: a `.pol` file, or a module that polc generated (read as text, never imported). Out: a list for people,
or the document of polc.inspect/1.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from polc import __version__
from polc.cli.generated import read_module
from polc.cli.group import one_of, output_file, verb
from polc.cli.outcome import Outcome
from polc.cli.particulars import (
    Declared,
    EntryRule,
    Listed,
    OpenPoint,
    Particulars,
    Window,
    document,
    text,
)
from polc.cli.policy import Policy, policy_of, source_sha256
from polc.cli.session import Session
from polc.compiler.data import kernel_sha256
from polc.compiler.kernel import (
    AssumptionDecl,
    Choice,
    Column,
    EntryOutput,
    FieldDecl,
    Form,
    InputDecl,
    Kernel,
    Kind,
    Type,
)
from polc.dsl.counting import Calendar
from polc.dsl.text import result_text
from polc.telling.lines import as_json


@verb("inspect")
@click.argument("file")
@one_of("--output-format", "text", "json", default="text")
@output_file
def command(session: Session, *, file: str, output_format: str, output_file: str | None) -> Outcome:
    """List what a policy holds."""
    if file.endswith(".py"):
        found = read_module(file)
    else:
        policy = policy_of(file, session)
        if isinstance(policy, Outcome):
            return policy
        found = particulars_of(policy)
    if output_format == "json":
        return Outcome(text=as_json(document(found)), machine=True, output_file=output_file)
    return Outcome(text=text(found, session.lang), output_file=output_file)


def particulars_of(policy: Policy) -> Particulars:
    """The particulars of a source."""
    kernel = policy.kernel
    clauses = kernel.info.clauses
    return Particulars(
        kind="source",
        policy=_header(policy),
        clauses=tuple(clause.text for clause in clauses.clauses) if clauses else (),
        inputs=tuple(_input(decl) for decl in kernel.inputs),
        outputs=(*map(_output, kernel.outputs), *map(_each, kernel.entry_outputs)),
        windows=tuple(_window(choice) for choice in kernel.choices if choice.form is Form.WINDOW),
        assumptions=tuple(_open_point(decl) for decl in kernel.assumptions),
        lists=tuple(_list(decl) for decl in kernel.inputs if decl.type.kind is Kind.LIST),
        entry_rules=tuple(
            EntryRule(name=rule.name, rows=(*_rows(rule), *_rest(rule))) for rule in kernel.entry_rules
        ),
        overridden=tuple(_overridden(kernel)),
        calendar=_calendar(kernel.calendar),
        claims=tuple((claim.cite.text if claim.cite else "", claim.text) for claim in kernel.claims),
        hashes=(
            ("source_sha256", source_sha256(policy.project, policy.checked, policy.path)),
            ("kernel_sha256", kernel_sha256(kernel)),
            ("compiler_version", __version__),
        ),
    )


def _header(policy: Policy) -> tuple[tuple[str, str], ...]:
    info = policy.kernel.info
    return (
        ("title", info.title),
        ("document", info.document),
        ("authority", info.authority),
        ("region", info.region),
        ("issued", info.issued.isoformat() if info.issued else ""),
        ("validity", days(*info.validity) if info.validity else ""),
        ("coverage_year", days(*info.coverage) if info.coverage else ""),
    )


def days(first: date, last: date | None) -> str:
    """2025-01-01/2025-12-31, both included; an open end is written `..`."""
    return f"{first.isoformat()}/{last.isoformat() if last else '..'}"


def _type(type_: Type) -> str:
    return f"{type_.kind.value}（{'、'.join(type_.options)}）" if type_.options else type_.kind.value


def _input(decl: InputDecl | Column) -> Declared:
    default = "" if decl.default is None else result_text(decl.default, {})
    type_ = (
        f"{decl.type.kind.value}（至多{decl.limit}条）" if isinstance(decl, InputDecl) and decl.limit else ""
    )
    return Declared(name=decl.name, alias=decl.alias, type=type_ or _type(decl.type), default=default)


def _list(decl: InputDecl) -> Listed:
    columns = tuple(_input(column) for column in decl.columns)
    return Listed(name=decl.name, alias=decl.alias, limit=decl.limit, order=decl.order, columns=columns)


def _calendar(calendar: Calendar | None) -> tuple[str, str] | None:
    return None if calendar is None else (calendar.name, days(calendar.first, calendar.last))


def _output(decl: FieldDecl) -> Declared:
    return Declared(name=decl.name, alias=decl.alias, type=_type(decl.type))


def _each(output: EntryOutput) -> Declared:
    return Declared(name=output.name, alias=output.alias, type=f"每笔 {output.list} {_type(output.type)}")


def _window(choice: Choice) -> Window:
    return Window(name=choice.name, rows=_rows(choice))


def _rows(choice: Choice) -> tuple[tuple[str, str, str], ...]:
    """Clause, condition and outcome of each row, as written."""
    return tuple((row.cite.text, row.condition, row.outcome) for row in choice.rows)


def _rest(choice: Choice) -> tuple[tuple[str, str, str], ...]:
    """The row 其余, by its clause; the kernel keeps no text of what it gives."""
    cite = choice.otherwise_cite
    return ((cite.text, "其余", ""),) if choice.otherwise_written and cite is not None else ()


def _overridden(kernel: Kernel) -> Iterator[EntryRule]:
    """The rules that an upper document wins over, each with that document's rows."""
    for choice in kernel.choices:
        upper = [row for row in choice.rows if row.document]
        if upper:
            rows = tuple((row.cite.text, row.condition, row.outcome) for row in upper)
            yield EntryRule(name=choice.name, rows=rows)


def _open_point(decl: AssumptionDecl) -> OpenPoint:
    return OpenPoint(
        name=decl.name,
        reason=decl.reason,
        clause=decl.cite.text if decl.cite else "",
        adopted=decl.adopted,
        readings=tuple((reading.name, reading.text) for reading in decl.readings),
    )
