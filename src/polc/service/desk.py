"""What the desk asks of a person: a form of the facts, the answer, the 案例 he becomes.

In: a policy of a workspace, a person as the form gives him. Out: data. Everything is what the verbs say, word
for word: `polc eval --trace`, `polc check --output-format json`, `polc summary --to html`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from polc.assumed import NO_READING
from polc.cases import run_cases
from polc.cells import example_text
from polc.compiler.data import kernel_sha256
from polc.compiler.driver import compile_file
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Column, InputDecl, Kernel, Kind
from polc.compiler.readings import bounds_of
from polc.compiler.ty import type_text
from polc.dsl import nodes
from polc.dsl.diagnostics.model import Diagnostic, Lang
from polc.dsl.diagnostics.wording import message, suggestions
from polc.dsl.format_expressions import format_name
from polc.dsl.source import NOWHERE, Source
from polc.dsl.text import result_text
from polc.dsl.values import Given, Records
from polc.persons import Facts, read_person
from polc.service.positions import Data
from polc.service.workspace import Workspace
from polc.telling.answer import answer_document, answer_text, beside_of
from polc.telling.case_text import case_text, expectations, no_entries

_PERSON = "填写的资料"


class NoKernel(Exception):
    """The policy has errors: nobody can be evaluated."""


@attrs.frozen(kw_only=True)
class Person:
    """What the form gives: facts as JSON values by name, and the readings chosen for this person."""

    facts: Mapping[str, Any]
    readings: Mapping[str, str]


def kernel_at(workspace: Workspace, path: str) -> Kernel:
    """The kernel of a policy. Raises NoKernel."""
    kernel = workspace.front(path).kernel
    if kernel is None:
        raise NoKernel
    return kernel


# ---- the form ---------------------------------------------------------------------------------------
def form(workspace: Workspace, path: str) -> Data:
    """The facts that are asked for, and the readings that can be chosen."""
    kernel = kernel_at(workspace, path)
    return {
        "title": kernel.info.title,
        "kernel": kernel_sha256(kernel),
        "facts": [_fact(decl) for decl in kernel.inputs],
        "assumptions": [
            {
                "name": decl.name,
                "reason": decl.reason,
                "adopted": decl.adopted or NO_READING,
                "readings": [{"name": r.name, "text": r.text} for r in decl.readings],
            }
            for decl in kernel.assumptions
        ],
    }


def _fact(decl: InputDecl | Column) -> Data:
    return {
        "name": decl.name,
        "kind": decl.type.kind.value,
        "type": type_text(decl.type),
        "options": list(decl.type.options),
        "default": "" if decl.default is None else result_text(decl.default, {}),
        "note": decl.note if isinstance(decl, InputDecl) else "",
        "example": "" if decl.type.kind is Kind.LIST else example_text(decl.type).strip('"'),
        "limit": decl.limit if isinstance(decl, InputDecl) else 0,
        "columns": [_fact(column) for column in (decl.columns if isinstance(decl, InputDecl) else ())],
    }


# ---- a person ---------------------------------------------------------------------------------------
def answer(workspace: Workspace, path: str, person: Person, lang: Lang) -> Data:
    """What a person gets, as text with its steps and as the document; or what is wrong with the facts."""
    kernel = kernel_at(workspace, path)
    facts = facts_of(kernel, person)
    if facts.found:
        return {"problems": [told(found, lang) for found in facts.found]}
    evaluation = evaluate(kernel, facts.known, readings_of(person))
    beside = beside_of(kernel, facts.known, evaluation)
    return {
        "problems": [],
        "text": answer_text(kernel, evaluation, lang, beside, trace=True),
        "document": answer_document(kernel, evaluation, beside, trace=True),
    }


def facts_of(kernel: Kernel, person: Person) -> Facts:
    """What the form says of a person, with what is wrong in it."""
    text = json.dumps(dict(person.facts), ensure_ascii=False)
    return read_person(kernel, Source(path=_PERSON, text=text))


def readings_of(person: Person) -> dict[str, str | None]:
    """The readings chosen, None for those that nobody is to adopt."""
    return {name: None if way == NO_READING else way for name, way in person.readings.items()}


def told(found: Diagnostic, lang: Lang) -> Data:
    """What is wrong with a fact, and what to write."""
    return {"message": message(found, lang), "suggestions": list(suggestions(found, lang))}


def case_of(workspace: Workspace, path: str, person: Person, title: str) -> Data:
    """The person as a 案例 of what he gets now; tried before it's given out: `holds` says how it went."""
    kernel = kernel_at(workspace, path)
    facts = facts_of(kernel, person)
    evaluation = evaluate(kernel, facts.known, readings_of(person))
    results = [(decl.name, evaluation.result(decl.name)) for decl in kernel.outputs]
    expected = expectations(((_name(name), result) for name, result in results), bounds_of(kernel))
    given = [*_given(kernel, facts.known), *_chosen(kernel, person)]
    text = case_text(title.replace('"', "”").replace("\n", " "), given, expected)
    return {"text": text, "holds": not facts.found and _holds(workspace, path, kernel, text)}


def _name(name: str) -> str:
    return format_name(nodes.Name(text=name, span=NOWHERE))


def _given(kernel: Kernel, known: Mapping[str, Given | None]) -> Iterator[str]:
    """The lines of the facts that are told."""
    for name, value in known.items():
        if isinstance(value, Records):
            if not value.rows:
                yield no_entries(_name(name))
            columns = [column.name for column in kernel.input_by_name[name].columns]
            for row in value.rows:
                cells = (f"{_name(c)} = {_value(cell)}" for c, cell in zip(columns, row, strict=True))
                yield f"  一条 {_name(name)}（{'，'.join(cells)}）"
        else:
            yield f"  {_name(name)} = {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _name(value)
    return "未知" if value is None else result_text(value, {})


def _chosen(kernel: Kernel, person: Person) -> Iterator[str]:
    """The readings chosen for this person alone."""
    for name, way in person.readings.items():
        if way not in (NO_READING, kernel.assumption_by_name[name].adopted):
            yield f"  假定 {_name(name)} = {_name(way)}"


def _holds(workspace: Workspace, path: str, kernel: Kernel, text: str) -> bool:
    """Whether the policy with this 案例 at its end has one more, and it holds."""
    source = workspace.source(path)

    def read(name: str) -> Source:
        return (
            Source(path=path, text=f"{source.text}\n\n{text}\n") if name == path else workspace.source(name)
        )

    made = compile_file(path, read, analyse=False).kernel
    if made is None or len(made.cases) != len(kernel.cases) + 1:
        return False
    last = max(made.cases, key=lambda case: case.span.start)
    (run,) = run_cases(attrs.evolve(made, cases=(last,)))
    return not run.failed
