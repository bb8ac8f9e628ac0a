"""Which of the missing facts are worth asking: those of which some value changes a result.

In: a kernel, a person and the answer for them. Out: the facts to ask, and what an output comes to whatever
the others are. 缺资料 is found row by row and names every fact that rows wait for; whoever asks a person
wants fewer. So the unknown facts that an output is made of are filled in in every way that the relations
leave, as undecided readings are, and a fact that changes no result needn't be asked. Where that's more than
MOST_WAYS, or a day, an amount, a number or a list is among them, all that rows wait for is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import TypeAlias

import attrs

from polc.compiler.breaches import Guarded, guarded
from polc.compiler.interpret import Decided, Evaluation, Person, evaluate
from polc.compiler.kernel import InputDecl, Kernel, Kind
from polc.compiler.readings import FieldResult, as_row
from polc.dsl.values import Missing, NotApplicable, Result, Undetermined, distinct, same

MOST_WAYS = 16
Way: TypeAlias = tuple[bool | str, ...]


@attrs.frozen(kw_only=True)
class Asking:
    """`facts` are worth asking, `needless` aren't; `settled` are outputs that no missing fact changes."""

    facts: tuple[str, ...]
    needless: tuple[str, ...]
    settled: Mapping[str, FieldResult]


def asking(kernel: Kernel, person: Person, evaluation: Evaluation) -> Asking:
    """What is worth asking after an evaluation of this person."""
    trials = _Trials(kernel, person, evaluation)
    wanted: set[str] = set()
    settled: dict[str, FieldResult] = {}
    for decl in kernel.outputs:
        result = evaluation.result(decl.name)
        if not isinstance(result, Missing):
            continue
        unknown, runs = trials.runs(decl.name)
        fields = [(way, run.fields[decl.name]) for way, run in runs]
        useful = _useful(unknown, [(way, field.result) for way, field in fields])
        wanted |= set(result.inputs) if useful is None else useful
        if useful == set():
            clauses = distinct(text for _, field in fields for text in field.clauses)
            settled[decl.name] = attrs.evolve(fields[0][1], clauses=clauses)
    each = [one.result for found in evaluation.each.values() for one in as_row(found)]
    wanted |= {name for result in each if isinstance(result, Missing) for name in result.inputs}
    return Asking(
        facts=tuple(name for name in evaluation.missing if name in wanted),
        needless=tuple(name for name in evaluation.missing if name not in wanted),
        settled=settled,
    )


def _useful(unknown: tuple[str, ...], results: list[tuple[Way, Result]]) -> set[str] | None:
    """The facts of which two values give different results; None where that can't be told."""
    if not results or any(isinstance(result, Missing) for _, result in results):
        return None
    if all(_alike(result, results[0][1]) for _, result in results):
        return set()
    found = set()
    for place, name in enumerate(unknown):
        first: dict[Way, Result] = {}
        for way, result in results:
            if not _alike(first.setdefault((*way[:place], *way[place + 1 :]), result), result):
                found.add(name)
    return found or None


def _alike(one: Result, other: Result) -> bool:
    """The same value, or the same status for the same reasons, on whatever clauses."""
    return same(_bare(one), _bare(other))


def _bare(result: Result) -> Result:
    return attrs.evolve(result, clauses=()) if isinstance(result, NotApplicable | Undetermined) else result


@attrs.define
class _Trials:
    """Evaluations of one person with missing facts filled in."""

    kernel: Kernel
    person: Person
    evaluation: Evaluation
    _decided: Decided = attrs.field(init=False, factory=dict)
    _ran: dict[tuple[str, ...], list[tuple[Way, Evaluation]]] = attrs.field(init=False, factory=dict)
    _relations: tuple[Guarded, ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        known = guarded(self.kernel) if self.evaluation.missing else ()
        self._relations = tuple(each for each in known if not each.broken(self.person))

    def runs(self, output: str) -> tuple[tuple[str, ...], list[tuple[Way, Evaluation]]]:
        """The unknown facts behind an output, and each way to fill them in with its answer.

        No way where there are too many.
        """
        unknown = tuple(name for name in self._behind(output) if self._unknown(name))
        if unknown not in self._ran:
            readings = dict(self.evaluation.readings)
            self._ran[unknown] = [
                (way, evaluate(self.kernel, filled, readings, traced=False, decided=self._decided))
                for way, filled in self._ways(unknown)
            ]
        return unknown, self._ran[unknown]

    def _unknown(self, name: str) -> bool:
        return self.person.get(name, self.kernel.input_by_name[name].default) is None

    def _behind(self, output: str) -> list[str]:
        """The facts that an output is made of, in the order of declaration."""
        fields, inputs = {output: None}, set[str]()
        waiting = [output]
        for name in waiting:
            read = self.kernel.reads[self.kernel.choice_of[name].name]
            inputs |= set(read.inputs)
            waiting += [field for field in read.fields if field not in fields]
            fields |= dict.fromkeys(read.fields)
        return [decl.name for decl in self.kernel.inputs if decl.name in inputs]

    def _ways(self, unknown: tuple[str, ...]) -> Iterator[tuple[Way, Person]]:
        values = [_values_of(self.kernel.input_by_name[name]) for name in unknown]
        if prod(map(len, values)) > MOST_WAYS:
            return
        for way in product(*values):
            filled = {**self.person, **dict(zip(unknown, way, strict=True))}
            if not any(each.broken(filled) for each in self._relations):
                yield way, filled


def _values_of(decl: InputDecl) -> Way:
    """Every value that a fact can have, where they are few."""
    match decl.type.kind:
        case Kind.BOOL:
            return (True, False)
        case Kind.ENUM:
            return decl.type.options
        case _:
            return ()
