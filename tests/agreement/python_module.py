"""A generated Python module compared with the interpreter, for one person.

In: a kernel, its module, a person, readings. Out: what differs, as text; nothing when all agrees. The
interpreter's results are translated here, by a second hand, and never by the module's own code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import ModuleType
from typing import Any, TypeAlias

from polc.compiler.breaches import broken
from polc.compiler.entry_clauses import entry_clauses
from polc.compiler.interpret import Evaluation, Verdict, evaluate
from polc.compiler.kernel import Kernel
from polc.compiler.readings import FieldResult, as_row, bounds_of
from polc.dsl.text import interval, result_text
from polc.dsl.values import (
    Amount,
    Duration,
    Given,
    Missing,
    NotApplicable,
    Rate,
    Records,
    Result,
    Undetermined,
)
from polc.targets.api import Options
from polc.targets.python.emit import module_source
from polc.targets.python.names import Names, names_of
from polc.telling.blanks import blanks

Known: TypeAlias = dict[tuple[str, FieldResult], object]
OPTIONS = Options(source_sha256="0" * 64, compiler_version="test", kernel_sha256="1" * 64)


def load(kernel: Kernel, name: str = "generated") -> ModuleType:
    """The module of a kernel, freshly made."""
    module = ModuleType(name)
    exec(compile(module_source(kernel, OPTIONS), f"{name}.py", "exec"), module.__dict__)
    return module


_NAMES: dict[int, tuple[Kernel, Names]] = {}


def _names(kernel: Kernel) -> Names:
    """The identifiers of a kernel, made once for each; the kernel is kept, so its number stays its own."""
    if id(kernel) not in _NAMES:
        _NAMES[id(kernel)] = (kernel, names_of(kernel))
    return _NAMES[id(kernel)][1]


def differences(
    kernel: Kernel,
    module: ModuleType,
    person: Mapping[str, Given | None],
    assume: Any = None,
    *,
    reasons: bool = True,
) -> list[str]:
    """What the module decides differently: values, statuses, candidates, clauses, missing, and `reasons`.

    The texts of the reasons come from the interpreter's trace, which takes as long as all the rest.
    """
    names = _names(kernel)
    wanted = evaluate(kernel, person, assume, traced=reasons)
    decision = module.evaluate(module_person(kernel, module, person), assume=assume)
    found = compared(kernel, module, wanted, decision, {})
    for decl in kernel.outputs:
        alias, result = names.fields[decl.name], wanted.fields[decl.name].result
        _compare(found, f"{alias} text", result_text(result, bounds_of(kernel)), decision.text(alias))
    cells = [cell for cell in blanks(kernel, person) if cell.list in wanted.missing]
    told = tuple((names.facts[c.list], c.entry, names.columns[c.list][c.column]) for c in cells)
    _compare(found, "missing cells", told, decision.missing_cells)
    if kernel.relations:
        broken_ones = tuple(relation.text for relation in broken(kernel, person))
        _compare(found, "broken relations", broken_ones, decision.broken_relations)
    if reasons:
        behind = {names.fields[d.name]: entry_clauses(kernel, wanted, d.name) for d in kernel.outputs}
        told_of_entries = {alias: clauses for alias, clauses in behind.items() if clauses}
        _compare(found, "clauses of entries", told_of_entries, decision.entry_clauses)
        given_reasons = [(reason.output, reason.clause, reason.text) for reason in decision.reasons]
        _compare(found, "reasons", _reasons(kernel, wanted), given_reasons)
    return found


def compared(
    kernel: Kernel, module: ModuleType, wanted: Evaluation, decision: Any, known: Known
) -> list[str]:
    """What a decision says otherwise than an evaluation, but for texts; `known` keeps expected answers."""
    names, clauses = _names(kernel), decision.clauses
    found: list[str] = []
    for decl in kernel.outputs:
        alias, field = names.fields[decl.name], wanted.fields[decl.name]
        expected = known.get((decl.name, field))
        if expected is None:
            expected = known[decl.name, field] = _answer(kernel, module, field.result)
        actual = getattr(decision, alias)
        if expected is not actual:
            _compare(found, alias, expected, actual)
            _compare(found, f"{alias} kind", type(expected), type(actual))
        _compare(found, f"{alias} clauses", field.clauses, clauses[alias])
    entries = decision.entries if kernel.entry_outputs else {}
    for output in kernel.entry_outputs:
        alias, row = names.each[output.name], wanted.each[output.name]
        told, answers = entries[alias], getattr(decision, alias)
        known_list = isinstance(row, tuple)
        expected = [(_answer(kernel, module, one.result), one.clauses) for one in as_row(row)]
        given = [(one.answer, one.clauses) for one in (told if known_list else [told])]
        _compare(found, alias, [(*map(repr, pair),) for pair in expected], [(*map(repr, p),) for p in given])
        _compare(found, f"{alias} answers", [e for e, _ in expected], [*answers] if known_list else [answers])
    _compare(found, "missing", tuple(names.facts[label] for label in wanted.missing), decision.missing)
    _compare(found, "readings", dict(wanted.readings), decision.readings)
    return found


def complete(
    kernel: Kernel, module: ModuleType, persons: Iterable[Mapping[str, Given | None]]
) -> Iterator[Any]:
    """Those persons of whom every fact is known, as the module takes them."""
    for person in persons:
        if None not in person.values():
            yield module_person(kernel, module, person)


def module_person(kernel: Kernel, module: ModuleType, person: Mapping[str, Given | None]) -> Any:
    """A person as the module takes it."""
    names = _names(kernel)
    facts = {}
    for label, value in person.items():
        if isinstance(value, Records):
            kind, aliases = getattr(module, names.entries[label]), names.columns[label].values()
            given: object = [
                kind(**{a: _given(module, cell) for a, cell in zip(aliases, row, strict=True)})
                for row in value.rows
            ]
        else:
            given = _given(module, value)
        facts[names.facts[label]] = given
    return module.Person(**facts)


def _compare(found: list[str], what: str, expected: object, actual: object) -> None:
    if expected != actual:
        found.append(f"{what}: expected {expected!r}, found {actual!r}")


def _given(module: ModuleType, value: object) -> object:
    match value:
        case Amount(fen):
            return _exact(fen)
        case Rate():
            return _exact(Fraction(value))
        case Fraction():
            return _exact(value)
        case Duration(count, unit):
            return module.Duration(count, unit.value)
        case _:
            return value


def _exact(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number


def _answer(kernel: Kernel, module: ModuleType, result: Result) -> object:
    """A result as the module should give it."""
    match result:
        case bool() | str() | date():
            return result
        case Fraction() | Duration():
            return _given(module, result)
        case Amount():
            return _money(module, *interval(result, bounds_of(kernel)))
        case NotApplicable(reason=reason, kind=kind, clauses=clauses):
            return module.NotApplicable(reason, kind, clauses)
        case Undetermined(reasons=reasons, document=document, candidates=candidates, clauses=clauses):
            return module.Undetermined(reasons, document, candidates, clauses)
        case Missing(inputs=inputs, clauses=clauses):
            aliases = tuple(_names(kernel).facts[label] for label in inputs)
            return module.Missing(aliases, inputs, clauses)


def _money(module: ModuleType, low: Fraction | None, high: Fraction | None) -> object:
    if low is not None and high is not None:
        return _exact(low) if low == high else module.Between(_exact(low), _exact(high))
    if low is not None:
        return module.AtLeast(_exact(low))
    return module.AtMost(_exact(high)) if high is not None else module.Between(None, None)


def _reasons(kernel: Kernel, wanted: Evaluation) -> list[tuple[str, str, str]]:
    """One reason a clause of each output: the text of the first row there that was taken, or is open."""
    steps = {name: step for step in wanted.steps for name in step.choice.fields}
    names = _names(kernel).fields
    reasons = []
    for decl in kernel.outputs:
        rows = steps[decl.name].rows
        ranked = [r for v in (Verdict.TAKEN, Verdict.OPEN) for r in rows if r.verdict is v]
        for clause in wanted.fields[decl.name].clauses:
            row = next((r.row for r in ranked if r.row.cite.text == clause), None)
            told = [part for part in (row.condition, row.outcome) if part] if row else []
            reasons.append((names[decl.name], clause, "：".join(told)))
    return reasons
