"""The reference interpreter: what a policy means, slow and plain.

In: a kernel, one person (facts by name; absent = the fact's default, None = unknown) and the readings
to use. Out: for every field a value or a status with the clauses it rests on, and a trace. Every target
is compared with this function and must agree exactly.

How a choice is decided:
 1. gate: not in scope → 不适用 for all its fields;
 2. guards: each row holds, doesn't, or is open (an input is unknown, or the notice is silent);
 3. rows beaten by a row that certainly holds are dropped;
 4. the rows that certainly hold are combined (`combine.py`);
 5. each open row is added in turn: a field that it would change takes the open row's status.
Where an assumption has no adopted reading, the whole policy is evaluated under each of its readings, and
a field on which they differ is 待定 with every candidate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from itertools import chain, islice
from typing import TypeAlias

import attrs

from polc.compiler.combine import Combined, combine
from polc.compiler.expressions import Environment, condition, entries_of, walk_list
from polc.compiler.kernel import (
    Choice,
    EntryOutput,
    Expr,
    FieldRef,
    Fold,
    InputRef,
    Kernel,
    Pick,
    ReadingOf,
    Row,
    walk,
)
from polc.compiler.readings import (
    EachResult,
    FieldResult,
    as_declared,
    as_row,
    bounds_of,
    chosen_readings,
    combinations,
    in_order,
    merge,
    merge_each,
    of_kind,
    ordered,
)
from polc.dsl.values import (
    Given,
    Missing,
    NotApplicable,
    Records,
    Result,
    Status,
    distinct,
    is_status,
    meet,
    same,
)

NOT_IN_SCOPE = "不属于适用对象"

Person: TypeAlias = Mapping[str, Given | None]


class Verdict(Enum):
    """What became of a row."""

    TAKEN = "采用"
    FALSE = "不成立"
    BEATEN = "被胜过"
    LOWER = "较低，不取"
    OPEN = "未定"


@attrs.frozen(kw_only=True)
class RowTrace:
    """One row as it was judged: `by` is the clause that beat it; it looked at `inputs` and `fields`."""

    row: Row
    verdict: Verdict
    by: str = ""
    inputs: tuple[tuple[str, Given | None], ...] = ()
    fields: tuple[tuple[str, Result], ...] = ()


@attrs.frozen(kw_only=True)
class Step:
    """One choice as it was decided; `gate` is what its gate came to, True where it has none.

    `entry` is the number of the entry, as given, that an entry rule was read for; else 0.
    """

    choice: Choice
    rows: tuple[RowTrace, ...]
    results: tuple[FieldResult, ...]
    gate: bool | Status
    entry: int = 0

    @property
    def gated(self) -> bool:
        """The gate closed it before any row was read."""
        return self.gate is False

    @property
    def in_scope(self) -> bool:
        """The gate is certainly open for this person."""
        return self.gate is True


@attrs.frozen(kw_only=True)
class Evaluation:
    """The answer for one person: every field, the trace, and the readings it was made under.

    `entries` are the steps of the rules that are read entry by entry, when they are traced. `each` has the
    results of every output 每笔, in the order of the entries as given; one for all where they're unknown.
    `singly` are the steps behind those: no part of what other fields rest on.
    """

    fields: Mapping[str, FieldResult]
    steps: tuple[Step, ...]
    readings: tuple[tuple[str, str | None], ...]
    missing: tuple[str, ...]
    entries: tuple[Step, ...] = ()
    each: Mapping[str, EachResult] = attrs.field(factory=dict)
    singly: tuple[Step, ...] = ()

    def result(self, field: str) -> Result:
        """The result of one field."""
        return self.fields[field].result

    def told_of(self, output: EntryOutput) -> tuple[tuple[str, FieldResult], ...]:
        """The results of an output 每笔 as people read them: 实补（第1条）, or 实补 of an unknown list."""
        found = self.each[output.name]
        if not isinstance(found, tuple):
            return ((output.name, found),)
        return tuple((f"{output.name}（第{number}条）", one) for number, one in enumerate(found, 1))


Decided: TypeAlias = dict[tuple[object, ...], Step]


def evaluate(
    kernel: Kernel,
    person: Person,
    assume: Mapping[str, str | None] | None = None,
    *,
    traced: bool = True,
    decided: Decided | None = None,
) -> Evaluation:
    """Decide every field for `person`. `assume` overrides adopted readings; None leaves one undecided.

    Without `traced` the steps name no rows, for callers that evaluate many persons and show none.
    `decided` holds the steps of earlier evaluations of this kernel, `traced` alike: a choice that reads
    the same as before comes out the same.
    KeyError for an assumption or reading that doesn't exist, ValueError for too many undecided ones.
    """
    readings = chosen_readings(kernel, assume or {})
    past = {} if decided is None else decided
    first, *others = combinations(kernel, readings)
    entries: list[Step] = []
    env = Environment(
        kernel=kernel,
        inputs={decl.name: person.get(decl.name, decl.default) for decl in kernel.inputs},
        readings=first,
        bounds=bounds_of(kernel),
        fields={},
        judge=_overheard(entries) if traced else judge,
    )
    plain: dict[str, FieldResult] = {}
    steps = _run(kernel.choices, env, plain, past, traced=traced)
    runs = [(env, plain)]
    undecided = frozenset(name for name, reading in readings.items() if reading is None)
    open_ = [choice for choice in kernel.choices if not undecided.isdisjoint(kernel.depends[choice.name])]
    for combo in others:
        again = dict(plain)
        other = attrs.evolve(env, readings=combo, fields=dict(env.fields), judge=judge)
        _run(open_, other, again, past, traced=traced)
        runs.append((other, again))
    fields = merge(kernel, [(ran.readings, found) for ran, found in runs])
    each, singly = _singly(kernel, runs, traced=traced)
    told = [*(fields[decl.name] for decl in kernel.outputs), *chain(*map(as_row, each.values()))]
    missing = [name for one in told if isinstance(one.result, Missing) for name in one.result.inputs]
    return Evaluation(
        fields=fields,
        steps=steps,
        readings=tuple(readings.items()),
        missing=in_order(kernel, distinct(missing)),
        entries=tuple(entries),
        each=each,
        singly=singly,
    )


def _singly(
    kernel: Kernel, runs: Sequence[tuple[Environment, Mapping[str, FieldResult]]], *, traced: bool
) -> tuple[dict[str, EachResult], tuple[Step, ...]]:
    """The results of every output 每笔 under all ways to read, and the steps under the first."""
    heard: list[Step] = []
    told = []
    for number, (env, fields) in enumerate(runs):
        listening = traced and not number
        here = attrs.evolve(env, judge=_overheard(heard)) if listening else env
        kept = heard if listening else None
        each = {o.name: _results(o, here, fields[o.field], kept) for o in kernel.entry_outputs}
        told.append((env.readings, each))
    return merge_each(kernel, told), tuple(heard)


def _results(
    output: EntryOutput, env: Environment, whole: FieldResult, heard: list[Step] | None
) -> EachResult:
    """The result for each entry; that of the `whole` where there's no count of entries."""
    given, entries = env.inputs[output.list], entries_of(output.fold, env)
    if not isinstance(given, Records):
        return whole
    if is_status(whole.result) or not isinstance(entries, list):
        return (whole,) * len(given.rows)
    found: dict[int, FieldResult] = {}
    rule = env.kernel.entry_rule_by_name[output.rule]
    for here in islice(walk_list(output.fold, entries, env), len(entries)):
        step = attrs.evolve(_decide(rule, here, traced=heard is not None), entry=here.number)
        if heard is not None:
            heard.append(step)
        found[here.number] = of_kind(output.type.kind, step.results[0])
    return tuple(found[number] for number in sorted(found))


def _run(
    choices: Sequence[Choice],
    env: Environment,
    fields: dict[str, FieldResult],
    decided: Decided,
    *,
    traced: bool,
) -> tuple[Step, ...]:
    """Some choices, one after the other; what each comes to is written into `fields` and those of `env`."""
    steps: list[Step] = []
    for choice in choices:
        step = _step(choice, env, fields, decided, traced=traced)
        steps.append(step)
        for name, field in zip(choice.fields, step.results, strict=True):
            fields[name], env.fields[name] = field, field.result
    return tuple(steps)


def _step(
    choice: Choice, env: Environment, fields: Mapping[str, FieldResult], decided: Decided, *, traced: bool
) -> Step:
    """One choice: as it came out when it read the same, else decided now."""
    read = env.kernel.reads[choice.name]
    key = (
        choice.name,
        *[env.inputs[name] for name in read.inputs],
        *[fields[name] for name in read.fields],
        *[env.readings[name] for name in read.assumptions],
    )
    step = decided.get(key)
    if step is None:
        step = decided[key] = _with_operand_clauses(_decide(choice, env, traced=traced), fields)
    return step


def judge(rule: str, env: Environment) -> Result:
    """What an entry rule gives for the entry at hand."""
    step = _decide(env.kernel.entry_rule_by_name[rule], env, traced=False)
    return step.results[0].result


def _overheard(heard: list[Step]) -> Callable[[str, Environment], Result]:
    """`judge`, which also keeps each step with its rows."""

    def judged(rule: str, env: Environment) -> Result:
        step = _decide(env.kernel.entry_rule_by_name[rule], env, traced=True)
        heard.append(attrs.evolve(step, entry=env.number))
        return heard[-1].results[0].result

    return judged


def _decide(choice: Choice, env: Environment, *, traced: bool) -> Step:
    gate = True if choice.gate is None else condition(choice.gate, env)
    gate_clauses = (choice.gate_cite.text,) if choice.gate_cite else ()
    if gate is False:
        outside = NotApplicable(reason=NOT_IN_SCOPE, clauses=gate_clauses)
        results = tuple(FieldResult(outside, gate_clauses) for _ in choice.fields)
        return Step(choice=choice, rows=(), results=results, gate=gate)
    guards = [condition(row.guard, env) for row in choice.rows]
    certain = [i for i, guard in enumerate(guards) if guard is True]
    beaten = frozenset(loser for winner in certain for loser in choice.losers[winner])
    open_rows = {i: g for i, g in enumerate(guards) if not isinstance(g, bool) and i not in beaten}
    base = combine(choice, frozenset(certain), env)
    results = tuple(
        _settle(choice, number, base, _changes(choice, number, base, certain, open_rows, env), gate)
        for number in range(len(choice.fields))
    )
    rows = _trace(choice, env, guards, certain, base) if traced else ()
    results = tuple(
        as_declared(env.kernel, name, ordered(env.kernel, result))
        for name, result in zip(choice.fields, results, strict=True)
    )
    return Step(choice=choice, rows=rows, results=results, gate=gate)


def _changes(
    choice: Choice,
    field: int,
    base: Combined,
    certain: list[int],
    open_rows: Mapping[int, Status],
    env: Environment,
) -> dict[int, Status]:
    """The open rows that would change this field if they held, with their status."""
    return {
        i: status
        for i, status in open_rows.items()
        if not same(combine(choice, frozenset([*certain, i]), env).results[field], base.results[field])
    }


def _settle(
    choice: Choice, field: int, base: Combined, changes: Mapping[int, Status], gate: bool | Status
) -> FieldResult:
    pending = [] if isinstance(gate, bool) else [gate]
    pending += changes.values()
    result = base.results[field]
    if not pending:
        return FieldResult(result, base.clauses[field])
    if pending[0] is gate and isinstance(result, Missing):
        pending.append(result)
    clauses = tuple(choice.rows[i].cite.text for i in changes)
    if pending[0] is gate and choice.gate_cite:
        clauses = (choice.gate_cite.text, *clauses)
    return FieldResult(meet(pending), distinct(clauses))


def _with_operand_clauses(step: Step, earlier: Mapping[str, FieldResult]) -> Step:
    """A choice without a clause of its own (an identity) rests on the clauses of the fields it reads."""
    if step.choice.cite is not None or step.gated:
        return step
    values = [v for row in step.choice.rows for v in row.values]
    read = [e.name for v in values for e in walk(v) if isinstance(e, FieldRef)]
    clauses = distinct(c for name in read for c in earlier[name].clauses)
    results = tuple(FieldResult(r.result, r.clauses or clauses) for r in step.results)
    return attrs.evolve(step, results=results)


def _trace(
    choice: Choice,
    env: Environment,
    guards: Sequence[bool | Status],
    certain: list[int],
    base: Combined,
) -> tuple[RowTrace, ...]:
    traces = []
    for i, (row, guard) in enumerate(zip(choice.rows, guards, strict=True)):
        winner = next((w for w in certain if i in choice.losers[w]), None)
        verdict = _verdict(guard, beaten=winner is not None, taken=i in base.taken)
        by = choice.rows[winner].cite.text if winner is not None and verdict is Verdict.BEATEN else ""
        inputs, fields = _looked_at(row.guard, env)
        traces.append(RowTrace(row=row, verdict=verdict, by=by, inputs=inputs, fields=fields))
    return tuple(traces)


def _looked_at(
    guard: Expr, env: Environment
) -> tuple[tuple[tuple[str, Given | None], ...], tuple[tuple[str, Result], ...]]:
    """The facts and the fields that a guard reads, through the readings in force, each once."""
    found = list(walk(guard))
    for expr in found:
        if isinstance(expr, ReadingOf):
            meaning = (
                env.kernel.assumption_by_name[expr.assumption].reading(env.readings[expr.assumption]).meaning
            )
            found += [] if isinstance(meaning, Pick) else walk(meaning)
    inputs = distinct(input_of(e) for e in found if isinstance(e, InputRef | Fold))
    fields = distinct(e.name for e in found if isinstance(e, FieldRef))
    return (
        tuple((name, env.inputs[name]) for name in inputs),
        tuple((name, env.fields[name]) for name in fields),
    )


def input_of(expr: InputRef | Fold) -> str:
    """The input that an expression reads by itself."""
    return expr.list if isinstance(expr, Fold) else expr.name


def _verdict(guard: bool | Status, *, beaten: bool, taken: bool) -> Verdict:
    if guard is False:
        return Verdict.FALSE
    if beaten:
        return Verdict.BEATEN
    if guard is not True:
        return Verdict.OPEN
    return Verdict.TAKEN if taken else Verdict.LOWER
