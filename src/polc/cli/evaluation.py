"""`polc eval`: one person, every output with its clauses, by the reference interpreter."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import click

from polc.assumed import named_values, readings_of
from polc.cells import from_option
from polc.cli.group import one_of, output_file, verb
from polc.cli.outcome import Outcome
from polc.cli.policy import policy_of
from polc.cli.report import errors_text
from polc.cli.session import Session
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Kernel
from polc.dsl.diagnostics.model import Diagnostic
from polc.dsl.source import Source
from polc.dsl.values import Given
from polc.files import text_of
from polc.persons import Facts, read_fields, read_person
from polc.telling.answer import answer_document, answer_text, beside_of
from polc.telling.lines import as_json


@attrs.frozen(kw_only=True)
class _Person:
    """The person as given, or what's wrong with it."""

    facts: dict[str, Given | None]
    found: tuple[Diagnostic, ...]
    sources: dict[str, Source]


@verb("eval")
@click.argument("file")
@click.option("-i", "--input", "person", metavar="FILE")
@click.option("--set", "fields", multiple=True, metavar="NAME=VALUE")
@click.option("--assume", multiple=True, metavar="NAME=READING")
@click.option("--compare", metavar="NAME")
@click.option("--trace", is_flag=True)
@one_of("--output-format", "text", "json", default="text")
@output_file
def command(
    session: Session,
    *,
    file: str,
    person: str | None,
    fields: tuple[str, ...],
    assume: tuple[str, ...],
    compare: str | None,
    trace: bool,
    output_format: str,
    output_file: str | None,
) -> Outcome:
    """Evaluate one person."""
    policy = policy_of(file, session)
    if isinstance(policy, Outcome):
        return policy
    given = _person(policy.kernel, person, fields)
    if given.found:
        return Outcome(hints=errors_text(given.found, given.sources, session), status=2)
    readings = readings_of(policy.kernel, assume)
    machine = output_format == "json"
    if compare is not None:
        text = _compared(policy.kernel, given.facts, readings, compare, session, machine=machine)
        return Outcome(text=text, machine=machine, output_file=output_file)
    evaluation = evaluate(policy.kernel, given.facts, readings)
    beside = beside_of(policy.kernel, given.facts, evaluation)
    text = (
        as_json(answer_document(policy.kernel, evaluation, beside, trace=trace))
        if machine
        else answer_text(policy.kernel, evaluation, session.lang, beside, trace=trace)
    )
    return Outcome(text=text, machine=machine, output_file=output_file)


def _compared(
    kernel: Kernel,
    facts: Mapping[str, Given | None],
    readings: dict[str, str | None],
    name: str,
    session: Session,
    *,
    machine: bool,
) -> str:
    """The answer under every option of one fact."""
    from polc.cli.options import options_document, options_of, options_text

    decl, options = options_of(kernel, name)
    answers = [(option, evaluate(kernel, {**facts, decl.name: option}, readings)) for option in options]
    if machine:
        return as_json(options_document(kernel, decl, answers))
    return options_text(kernel, decl, answers, session.lang)


def _person(kernel: Kernel, path: str | None, fields: tuple[str, ...]) -> _Person:
    """The document, then the single fields of the command line, which win."""
    pairs = [(name, from_option(value)) for name, value in named_values(fields)]
    single = read_fields(kernel, pairs)
    if path is None:
        return _Person(facts=single.known, found=single.found, sources={})
    source = _document(path)
    whole: Facts = read_person(kernel, source)
    found = (*whole.found, *single.found)
    return _Person(facts=whole.known | single.known, found=found, sources={source.path: source})


def _document(path: str) -> Source:
    return Source(path="stdin" if path == "-" else path.replace("\\", "/"), text=text_of(path))
