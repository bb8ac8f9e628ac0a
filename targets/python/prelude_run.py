"""One evaluation: every choice in turn, under each reading in force, and the merger of the results.

In: a `_Policy` (the emitted tables) and one person's facts. Out: an `_Evaluation`. Where an assumption
has no adopted reading the policy is evaluated under each one, and a field on which they differ is 待定
with every candidate.
"""

from __future__ import annotations

from polc.targets.python.prelude import (
    _HAS_READINGS,
    _STATUSES,
    Missing,
    NotApplicable,
    Undetermined,
    _Amount,
    _distinct,
    _meet,
    _result_text,
    _same,
)
from polc.targets.python.prelude_combine import _Combiner
from polc.targets.python.prelude_decide import _condition, _Env, _Step
from polc.targets.python.prelude_record import _Record, _record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from typing import Any, TypeAlias

    from polc.targets.python.prelude import _Bounds, _Plain, _Result
    from polc.targets.python.prelude_decide import _Choice, _Combined, _FieldResult, _Holds, _Run

    _Relation: TypeAlias = "tuple[str, Callable[[_Env], _Result], bool]"

_MAX_COMBINATIONS = 64
_MOST_KEPT = 2000


# ---- the emitted tables ------------------------------------------------------------------------------
@_record
class PolicyInfo(_Record):
    """The notice, and what this module was made from."""

    title: str
    document: str
    authority: str
    region: str
    issued: date | None
    valid_from: date | None
    valid_to: date | None
    covers_from: date | None
    covers_to: date | None
    source_sha256: str
    kernel_sha256: str
    compiler_version: str
    abi: int


@_record
class FieldInfo(_Record):
    """A fact or a result: `type` as the language writes it, `options` where it is one of several.

    A 清单 has `columns`, at most `limit` entries, and the columns (aliases) it's put in `order` by; a column
    that nothing looks at isn't `read`.
    """

    alias: str
    label: str
    type: str
    unit: str = ""
    options: tuple[str, ...] = ()
    default: _Plain | None = None
    public: bool = True
    note: str = ""
    columns: tuple[FieldInfo, ...] = ()
    limit: int = 0
    order: tuple[str, ...] = ()
    read: bool = True


@_record
class AssumptionInfo(_Record):
    """A place that the notice leaves open; `adopted` is None where nobody chose a reading."""

    name: str
    reason: str
    readings: tuple[str, ...]
    texts: tuple[str, ...]
    adopted: str | None
    clause: str


class _Policy:
    """Everything the general path needs to know about one policy.

    `relations` are the 关系: as written, what holds, and whether that asks of facts alone; `entry_rules` are
    the rules of single entries behind each output.
    """

    def __init__(
        self,
        info: PolicyInfo,
        facts: tuple[FieldInfo, ...],
        fields: tuple[FieldInfo, ...],
        assumptions: tuple[AssumptionInfo, ...],
        choices: tuple[_Choice, ...],
        bounds: _Bounds,
        relations: tuple[_Relation, ...] = (),
        entry_rules: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.info, self.facts, self.fields, self.assumptions = info, facts, fields, assumptions
        self.choices, self.bounds, self.relations = choices, bounds, relations
        self.entry_rules = entry_rules or {}
        self.outputs = tuple(field for field in fields if field.public)
        self.adopted = {decl.name: decl.adopted for decl in assumptions}
        self.labels = {fact.alias: fact.label for fact in facts}
        self.field_labels = {field.alias: field.label for field in fields}
        self.types = {field.alias: field.type for field in fields}
        self.fact_by_name = {name: fact for fact in facts for name in (fact.label, fact.alias)}


class PolicyInputError(ValueError):
    """What was given isn't what the policy takes: `field`, its `value`, and what is `expected`."""

    def __init__(self, field: str, value: object, expected: str, expected_en: str) -> None:
        super().__init__(f"{field}：应为{expected} · {field}: expected {expected_en}")
        self.field = field
        self.value = value
        self.expected = expected
        self.expected_en = expected_en


# ---- one run -----------------------------------------------------------------------------------------
def _decide(choice: _Choice, env: _Env) -> _Step:
    gate = True if choice.gate is None else _condition(choice.gate(env))
    if gate is False:
        outside: _FieldResult = (
            NotApplicable("不属于适用对象", "不在范围", choice.gate_clauses),
            choice.gate_clauses,
        )
        return _Step(choice, (outside,) * len(choice.fields), gated=True)
    return _judge(_Combiner(choice, env), gate, tuple([_condition(guard) for guard in choice.guards(env)]))


def _judge(combiner: _Combiner, gate: _Holds, guards: tuple[_Holds, ...]) -> _Step:
    """What a choice comes to whose gate isn't closed, whatever is open."""
    choice, labels = combiner.choice, combiner.env.labels
    certain = tuple([i for i, guard in enumerate(guards) if guard is True])
    beaten = {loser for winner in certain for loser in choice.losers[winner]}
    base = combiner.combine(certain)
    open_rows = {i: g for i, g in enumerate(guards) if not isinstance(g, bool) and i not in beaten}
    added = {i: combiner.combine((*certain, i)) for i in open_rows}
    results = []
    for number, result in enumerate(base.results):
        settled = result, base.clauses[number]
        if added or gate is not True:
            changes = {i: g for i, g in open_rows.items() if not _same(added[i].results[number], result)}
            settled = _settle(choice, number, base, changes, gate)
        results.append(_in_order(settled, labels))
    return _Step(choice, tuple(results), guards, certain, base.taken)


def _settle(
    choice: _Choice,
    number: int,
    base: _Combined,
    changes: dict[int, Missing | Undetermined],
    gate: _Holds,
) -> _FieldResult:
    result = base.results[number]
    pending: list[NotApplicable | Missing | Undetermined] = list(changes.values())
    clauses = [choice.rows[i].clause for i in changes]
    if not isinstance(gate, bool):
        pending.insert(0, gate)
        clauses = [*choice.gate_clauses, *clauses]
        if isinstance(result, Missing):
            pending.append(result)
    if not pending:
        return result, base.clauses[number]
    return _meet(pending), _distinct(clauses)


_IN_ORDER: dict[tuple[str, ...], Missing] = {}


def _in_order(field: _FieldResult, labels: Mapping[str, str]) -> _FieldResult:
    """A status with its facts in the order of declaration and its own clauses after the rows'."""
    result, clauses = field
    if not isinstance(result, _STATUSES):
        return field
    if result.clauses:
        clauses = _distinct((*clauses, *result.clauses))
    if isinstance(result, Missing) and len(result.inputs) > 1:
        result = _declared_order(result, labels)
    return result, clauses


def _declared_order(missing: Missing, labels: Mapping[str, str]) -> Missing:
    """The same facts in the order of declaration; what was put in order is kept."""
    kept = _IN_ORDER.get(missing.inputs)
    if kept is None or missing.clauses:
        inputs = tuple(alias for alias in labels if alias in missing.inputs)
        kept = Missing(inputs, tuple(labels[alias] for alias in inputs), missing.clauses)
        if len(_IN_ORDER) < _MOST_KEPT and not missing.clauses:
            _IN_ORDER[missing.inputs] = kept
    return kept


def _run(
    policy: _Policy,
    facts: Mapping[str, _Plain | None],
    readings: dict[str, str],
    decided: dict[tuple[str, ...], _Step],
    heard: dict[tuple[str, int], tuple[str, ...]] | None = None,
) -> tuple[list[_Step], dict[str, _FieldResult]]:
    """Every choice in turn, and every field; `decided` keeps each step under the readings that change it.

    `heard` takes the clauses that decided the entries of lists, by rule and number of the entry.
    """
    env = _Env(facts, policy.labels, readings, policy.bounds)
    env.heard = {} if heard is None else heard
    fields: dict[str, _FieldResult] = {}
    steps = []
    for choice in policy.choices:
        key = (choice.name, *[readings[name] for name in choice.assumptions])
        step = decided.get(key)
        if step is None:
            step = decided[key] = _step(choice, env, fields)
        for number, name in enumerate(choice.fields):
            fields[name] = step.results[number]
            env.fields[name] = fields[name][0]
        steps.append(step)
    return steps, fields


def _step(choice: _Choice, env: _Env, fields: Mapping[str, _FieldResult]) -> _Step:
    """One choice as decided; without a clause of its own it rests on those of the fields that it reads."""
    step = _decide(choice, env)
    if choice.operands is not None and not step.gated:
        clauses = _distinct(c for name in choice.operands for c in fields[name][1])
        step.results = tuple((result, by or clauses) for result, by in step.results)
    return step


# ---- readings ----------------------------------------------------------------------------------------
class _Evaluation:
    """The answer for one person: every field, the steps, the readings, and what is missing.

    `heard` holds the clauses that decided the entries of lists, by rule and number of the entry.
    """

    __slots__ = ("facts", "fields", "given", "heard", "missing", "readings", "steps")

    def __init__(
        self,
        given: Mapping[str, object],
        facts: Mapping[str, _Plain | None],
        fields: dict[str, _FieldResult],
        steps: list[_Step],
        readings: dict[str, str | None],
        missing: tuple[str, ...],
        heard: dict[tuple[str, int], tuple[str, ...]],
    ) -> None:
        self.given, self.facts, self.fields, self.steps = given, facts, fields, steps
        self.readings, self.missing, self.heard = readings, missing, heard


def _evaluate(
    policy: _Policy, given: Mapping[str, Any], assume: Mapping[str, str | None] | None
) -> _Evaluation:
    """Decide every field for one person; `assume` overrides adopted readings, None leaves one undecided."""
    facts = _facts_of(policy, given)
    readings = _chosen(policy, assume or {})
    decided: dict[tuple[str, ...], _Step] = {}
    ways: list[dict[str, str]] = [{}]
    if _HAS_READINGS and readings:
        ways = _combinations(policy, readings)
    first, *others = ways
    heard: dict[tuple[str, int], tuple[str, ...]] = {}
    steps, fields = _run(policy, facts, first, decided, heard)
    if _HAS_READINGS and others:
        runs = [(first, fields), *((way, _run(policy, facts, way, decided)[1]) for way in others)]
        undecided = [name for name, reading in readings.items() if reading is None]
        fields = {name: _merged(policy, name, runs, undecided) for name in fields}
    results = [fields[field.alias][0] for field in policy.outputs]
    found = {name for result in results if isinstance(result, Missing) for name in result.inputs}
    missing = tuple(fact.alias for fact in policy.facts if fact.alias in found)
    return _Evaluation(given, facts, fields, steps, readings, missing, heard)


def _facts_of(policy: _Policy, given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as deciding takes them: amounts are exact."""
    money = [fact.alias for fact in policy.facts if fact.type == "金额" and given[fact.alias] is not None]
    return {**given, **{alias: _Amount(given[alias]) for alias in money}}


def _broken(policy: _Policy, given: Mapping[str, Any]) -> tuple[str, ...]:
    """The relations that are certainly false of these facts; one that is open isn't among them."""
    facts = _facts_of(policy, given)
    bare = [_Env(facts, policy.labels, {}, policy.bounds)]
    whole: list[_Env] = []
    if not all(direct for _, _, direct in policy.relations):
        decided: dict[tuple[str, ...], _Step] = {}
        ways: list[dict[str, str]] = [{}]
        if _HAS_READINGS and policy.adopted:
            ways = _combinations(policy, dict(policy.adopted))
        for way in ways:
            env = _Env(facts, policy.labels, way, policy.bounds)
            env.fields = {name: found[0] for name, found in _run(policy, facts, way, decided)[1].items()}
            whole.append(env)
    return tuple(
        [
            text
            for text, holds, direct in policy.relations
            if all(_condition(holds(env)) is False for env in (bare if direct else whole))
        ]
    )


def _chosen(policy: _Policy, assume: Mapping[str, str | None]) -> dict[str, str | None]:
    for name, reading in assume.items():
        if name not in policy.adopted:
            known = "、".join(policy.adopted)
            raise PolicyInputError(name, reading, f"假定之一：{known}", f"one of the assumptions {known}")
        readings = next(decl.readings for decl in policy.assumptions if decl.name == name)
        if _HAS_READINGS and reading is not None and reading not in readings:
            known = "、".join(readings)
            raise PolicyInputError(name, reading, f"读法之一：{known}", f"one of the readings {known}")
    return {**policy.adopted, **assume}


def _combinations(policy: _Policy, readings: dict[str, str | None]) -> list[dict[str, str]]:
    """Each way to settle the undecided assumptions, first readings first."""
    ways: list[dict[str, str]] = [
        {name: reading for name, reading in readings.items() if reading is not None}
    ]
    for decl in policy.assumptions:
        if readings[decl.name] is None:
            ways = [{**way, decl.name: reading} for way in ways for reading in decl.readings]
            if len(ways) > _MAX_COMBINATIONS:
                raise ValueError(f"more than {_MAX_COMBINATIONS} combinations of undecided readings")
    return ways


def _merged(policy: _Policy, name: str, runs: list[_Run], undecided: list[str]) -> _FieldResult:
    results = [(way, fields[name]) for way, fields in runs]
    first = results[0][1]
    if all(_same(field[0], first[0]) for _, field in results):
        return first
    clauses = _distinct(c for _, field in results for c in field[1])
    missing = [field[0] for _, field in results if isinstance(field[0], Missing)]
    if missing:
        return _in_order((_meet(missing), clauses), policy.labels)
    causes = [cause for cause in undecided if _matters(cause, results)]
    candidates = _distinct(
        (_label(causes, way), _result_text(field[0], policy.bounds, policy.types[name]))
        for way, field in results
    )
    reasons = tuple(sorted(f"{cause}有不同读法" for cause in causes))
    return Undetermined(reasons, "", candidates, clauses), clauses


def _matters(name: str, results: Iterable[tuple[dict[str, str], _FieldResult]]) -> bool:
    """True when two runs that differ in this assumption only give different results."""
    by_rest: dict[tuple[str, ...], _Result] = {}
    for way, field in results:
        rest = tuple([reading for other, reading in way.items() if other != name])
        if not _same(by_rest.setdefault(rest, field[0]), field[0]):
            return True
    return False


def _label(causes: list[str], way: dict[str, str]) -> str:
    if len(causes) == 1:
        return way[causes[0]]
    return "，".join(f"{cause}：{way[cause]}" for cause in causes)
