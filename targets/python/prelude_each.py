"""Outputs with a result for each entry of a list.

In: the decision of one person. Out: for each such output its answers in the order in which the entries are
given. They're found on the general path, when they're first asked for: a decision that nobody asks costs
nothing more. Only a policy with such outputs carries this part.
"""

from __future__ import annotations

from polc.targets.python.prelude import _STATUSES, Missing, _answer
from polc.targets.python.prelude_answer import _answer_dict
from polc.targets.python.prelude_decide import _Env
from polc.targets.python.prelude_lists import _walked
from polc.targets.python.prelude_main import _Decided
from polc.targets.python.prelude_record import _Record, _record
from polc.targets.python.prelude_run import _combinations, _decide, _merged, _run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

    from polc.targets.python.prelude import _Answer, _Result
    from polc.targets.python.prelude_decide import _Choice, _FieldResult
    from polc.targets.python.prelude_lists import _ListFold
    from polc.targets.python.prelude_run import FieldInfo, _Evaluation, _Policy


@_record
class EntryAnswer(_Record):
    """What an output is for one entry, and the clauses that it rests on."""

    __slots__ = __match_args__ = ("answer", "clauses")
    answer: _Answer
    clauses: tuple[str, ...]

    def __init__(self, answer: _Answer, clauses: tuple[str, ...]) -> None:
        self._fill(answer, clauses)


class _Each:
    """An output 每笔: what it's called, the field that counts its entries, how, and the rule of an entry."""

    def __init__(self, info: FieldInfo, counted: str, fold: _ListFold, rule: _Choice) -> None:
        self.info, self.counted, self.fold, self.rule = info, counted, fold, rule


class _DecidedEach(_Decided):
    """A decision with outputs for each entry; `_each` are those outputs, `_rows` their results once found."""

    __slots__ = ("_rows",)
    _each: ClassVar[tuple[_Each, ...]]
    _rows: dict[str, list[_FieldResult]]

    @property
    def entries(self) -> dict[str, tuple[EntryAnswer, ...] | EntryAnswer]:
        """By alias the answers for the entries, in the order as given; one for all of an unknown list."""
        return {each.info.alias: self._told(each) for each in self._each}

    def _told(self, each: _Each) -> tuple[EntryAnswer, ...] | EntryAnswer:
        row, bounds = self._results()[each.info.alias], self._policy.bounds
        found = tuple([EntryAnswer(_answer(result, bounds), clauses) for result, clauses in row])
        return found if self._known(each) else found[0]

    def _known(self, each: _Each) -> bool:
        return self._given[each.fold.fact.alias] is not None

    def _results(self) -> dict[str, list[_FieldResult]]:
        if not hasattr(self, "_rows"):
            object.__setattr__(self, "_rows", _rows_of(self._policy, self._evaluation, self._each))
        return self._rows

    def _answers_of(self, number: int) -> Any:
        """The answers of one output, without their clauses."""
        told = self._told(self._each[number])
        return tuple([one.answer for one in told]) if isinstance(told, tuple) else told.answer

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts (aliases) that are unknown and can still change an output."""
        results = [result for row in self._results().values() for result, _ in row]
        unknown = {alias for result in results if isinstance(result, Missing) for alias in result.inputs}
        unknown.update(super().missing)
        return tuple([alias for alias in self._policy.labels if alias in unknown])

    def to_dict(self) -> dict[str, object]:
        """The decision as JSON data of the form polc.eval/1."""
        each = {output.info.alias: self._dict(output) for output in self._each}
        return {**super().to_dict(), "entry_outputs": each}

    def _dict(self, each: _Each) -> dict[str, object]:
        told, info = self._told(each), each.info
        named = {"name": info.label, "list": each.fold.fact.alias}
        if isinstance(told, EntryAnswer):
            return {**named, "entries": None, "whole": _answer_dict(told.answer, info, told.clauses, ())}
        rows = [_answer_dict(one.answer, info, one.clauses, ()) for one in told]
        for number, row in enumerate(rows, 1):
            row["name"] = f"{info.label}（第{number}条）"
        return {**named, "entries": rows}

    def _found(self, name: str) -> tuple[str, _Result]:
        """Of `paid#2` what the second entry comes to; any other name is that of a field."""
        alias, _, number = name.partition("#")
        if not number:
            return super()._found(name)
        label = next(each.info.label for each in self._each if each.info.alias == alias)
        result = self._results()[alias][max(int(number) - 1, 0)][0]
        return label + (f"（第{number}条）" if number != "0" else ""), result


def _rows_of(
    policy: _Policy, evaluation: _Evaluation, outputs: tuple[_Each, ...]
) -> dict[str, list[_FieldResult]]:
    """By alias the results for the entries under the readings in force; of an unknown list one."""
    decided: dict[tuple[str, ...], Any] = {}
    runs = []
    for way in _combinations(policy, evaluation.readings):
        fields = _run(policy, evaluation.facts, way, decided)[1]
        env = _Env(evaluation.facts, policy.labels, way, policy.bounds)
        env.fields = {name: result for name, (result, _) in fields.items()}
        runs.append((way, {each.info.alias: _row(env, each, fields[each.counted]) for each in outputs}))
    if len(runs) == 1:
        return runs[0][1]
    undecided = [name for name, reading in evaluation.readings.items() if reading is None]
    return {
        alias: [
            _merged(policy, alias, [(way, {alias: rows[alias][place]}) for way, rows in runs], undecided)
            for place in range(len(row))
        ]
        for alias, row in runs[0][1].items()
    }


def _row(env: _Env, each: _Each, whole: _FieldResult) -> list[_FieldResult]:
    """The same under one way to read; where the entries can't be counted, all come to what the count does."""
    alias = each.fold.fact.alias
    given: Any = env.facts[alias]
    if given is None:
        return [whole]
    walked = _walked(env, each.fold)
    if isinstance(whole[0], _STATUSES) or not isinstance(walked, list):
        return [whole] * len(given)
    found = {here.at: _decide(each.rule, here).results[0] for here in walked[:-1]}
    return [found[number] for number in sorted(found)]
