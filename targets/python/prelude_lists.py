"""Lists of entries: what is accepted, and the closed ways to look into one.

In: entries from a caller, or those of a person, and the tables that the emitter wrote for each fold. Out:
tuples of typed entries, or one result out of a list. It follows `polc.compiler.expressions` step by step.
Only a policy with lists carries this part.
"""

from __future__ import annotations

from polc.targets.python.prelude import Missing, NotApplicable, Undetermined, _Amount, _distinct
from polc.targets.python.prelude_decide import (
    _add,
    _all_of,
    _any_of,
    _compare,
    _condition,
    _Env,
    _fold,
    _not,
    _status_of,
)
from polc.targets.python.prelude_people import _read_facts
from polc.targets.python.prelude_run import FieldInfo, PolicyInputError, _decide, _Policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeAlias

    from polc.targets.python.prelude import _Bounds, _Result, _Status
    from polc.targets.python.prelude_decide import _Choice, _Holds

    _Meaning: TypeAlias = "Callable[[_Env], _Result]"
    _Entry: TypeAlias = "tuple[int, dict[str, _Result]]"
    _States: TypeAlias = "tuple[tuple[str, _Meaning, _Meaning], ...]"


# ---- what is accepted --------------------------------------------------------------------------------
def _listed(fact: FieldInfo, kind: Any, given: Any) -> tuple[Any, ...] | None:
    """The entries of one list as a tuple; None is an unknown list. Mappings are for `from_mapping` only."""
    if given is None:
        return None
    if not isinstance(given, (tuple, list)) or not all(isinstance(entry, kind) for entry in given):
        name = kind.__name__
        raise PolicyInputError(fact.alias, given, f"若干条 {name}", f"a tuple or list of {name}")
    if len(given) > fact.limit:
        raise PolicyInputError(fact.alias, given, f"至多{fact.limit}条", f"at most {fact.limit} entries")
    return tuple(given)


def _with_lists(
    policy: _Policy, kinds: Mapping[str, Any], row: Mapping[str, object], columns: Mapping[str, str] | None
) -> dict[str, object]:
    """The row with its lists read: entries are mappings by alias or Chinese name, or entries already."""
    read = dict(row)
    for key, given in row.items():
        fact = policy.fact_by_name.get((columns or {}).get(key, key))
        if fact is not None and fact.alias in kinds:
            read[key] = _read_list(fact, kinds[fact.alias], given)
    return read


def _read_list(fact: FieldInfo, kind: Any, given: Any) -> object:
    """One list. An empty text stays as it is, which is the same as no key."""
    if given is None or (isinstance(given, str) and not given.strip()):
        return given
    if not isinstance(given, (tuple, list)):
        names = "、".join(column.label for column in fact.columns)
        expected = f"若干条记录的数组，每条写明{names}", f"an array of objects with {names}"
        raise PolicyInputError(fact.alias, given, *expected)
    if len(given) > fact.limit:
        return _listed(fact, object, given)
    return tuple(_read_entry(fact, kind, entry, number) for number, entry in enumerate(given, 1))


def _read_entry(fact: FieldInfo, kind: Any, entry: Any, number: int) -> object:
    """One entry; an error says which list and which entry, counted from 1."""
    if isinstance(entry, kind):
        return entry
    by_name = {name: column for column in fact.columns for name in (column.label, column.alias)}
    place = f"（第{number}条）", f" (entry {number})"
    if not hasattr(entry, "items"):
        names = "、".join(column.label for column in fact.columns)
        expected = f"写明{names}的一条记录{place[0]}", f"an object with {names}{place[1]}"
        raise PolicyInputError(fact.alias, entry, *expected)
    try:
        return kind(**_read_facts(by_name, entry, None))
    except PolicyInputError as error:
        expected = error.expected + place[0], error.expected_en + place[1]
        raise PolicyInputError(f"{fact.alias}.{error.field}", error.value, *expected) from None


def _blank_cells(
    policy: _Policy, given: Mapping[str, Any], wanted: tuple[str, ...]
) -> tuple[tuple[str, int, str], ...]:
    """The blank cells of the lists that are wanted: list, entry from 1, column."""
    return tuple(
        [
            (fact.alias, number, column.alias)
            for fact in policy.facts
            if fact.columns and fact.alias in wanted
            for number, entry in enumerate(given[fact.alias] or (), 1)
            for column in fact.columns
            if column.read and getattr(entry, column.alias) is None
        ]
    )


def _clauses_of_entries(
    rules: Mapping[str, tuple[str, ...]], heard: Mapping[tuple[str, int], tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The clauses that decided the entries behind each output, in the order of rules and entries."""
    told = {
        alias: _distinct(
            c for rule in behind for of, at in sorted(heard) if of == rule for c in heard[of, at]
        )
        for alias, behind in rules.items()
    }
    return {alias: found for alias, found in told.items() if found}


# ---- one list of one person --------------------------------------------------------------------------
class _ListFold:
    """One look into a list: conditions and values as functions; each state is a name, its start, its step."""

    def __init__(
        self,
        fact: FieldInfo,
        how: str,
        *,
        where: _Meaning,
        value: _Meaning,
        empty: _Meaning,
        states: _States = (),
    ) -> None:
        self.fact, self.how, self.where, self.value, self.empty = fact, how, where, value, empty
        self.states = states


def _folded(env: _Env, fold: _ListFold) -> _Result:
    """One value out of a list: its entries in order, the running values kept alongside."""
    walked = _walked(env, fold)
    if not isinstance(walked, list):
        return walked
    *entries, after = walked
    if fold.how == "累计":
        return fold.value(after)
    asked: list[tuple[_Holds, _Result]] = []
    for here in entries:
        chosen = _condition(fold.where(here))
        if chosen is not False:
            asked.append((chosen, True if fold.how == "计数" else fold.value(here)))
    return _together(env, fold.how, asked, fold.empty(env))


def _walked(env: _Env, fold: _ListFold) -> list[_Env] | _Status:
    """What is known at each entry in order, and after the last; folds with the same states share it."""
    key = fold.fact.alias, fold.states
    if key not in env.kept:
        env.kept[key] = _walk(env, fold)
    walked: list[_Env] | _Status = env.kept[key]
    return walked


def _walk(env: _Env, fold: _ListFold) -> list[_Env] | _Status:
    entries = _entries(env, fold)
    if not isinstance(entries, list):
        return entries
    states = {name: start(env) for name, start, _ in fold.states}
    walked = []
    for number, entry in entries:
        here = _inside(env, entry, states)
        here.at = number
        walked.append(here)
        states = {name: step(here) for name, _, step in fold.states}
    return [*walked, _inside(env, env.entry, states)]


def _inside(env: _Env, entry: Mapping[str, _Result], states: Mapping[str, _Result]) -> _Env:
    here = _Env(env.facts, env.labels, env.readings, env.bounds)
    here.fields, here.entry, here.states = env.fields, entry, states
    here.heard, here.at = env.heard, env.at
    return here


def _judged(env: _Env, rule: _Choice) -> _Result:
    """What an entry rule gives for the entry at hand; it's decided once for each entry."""
    if rule not in env.kept:
        env.kept[rule], env.heard[rule.name, env.at] = _decide(rule, env).results[0]
    result: _Result = env.kept[rule]
    return result


def _entries(env: _Env, fold: _ListFold) -> list[_Entry] | _Status:
    """The entries by alias with their numbers, in the list's order; a tie leaves running values open."""
    fact = fold.fact
    if fact.alias not in env.kept:
        env.kept[fact.alias] = _in_list_order(env, fact)
    entries, tied = env.kept[fact.alias]
    if tied and fold.states:
        return Undetermined((f"“{fact.label}”里有几条分不出先后，“先后”要再写一项",))
    found: list[_Entry] | _Status = entries
    return found


def _in_list_order(env: _Env, fact: FieldInfo) -> tuple[list[_Entry] | _Status, bool]:
    """The entries, and whether two of them that differ come at the same place."""
    given: Any = env.facts[fact.alias]
    unknown = Missing((fact.alias,), (fact.label,))
    if given is None:
        return unknown, False
    rows = [{column.alias: getattr(entry, column.alias) for column in fact.columns} for entry in given]
    numbers, tied = list(range(1, len(rows) + 1)), False
    if fact.order:
        keys = [tuple(row[name] for name in fact.order) for row in rows]
        if any(cell is None for key in keys for cell in key):
            return unknown, False
        places = sorted((key, number) for number, key in enumerate(keys))
        keys, rows = [key for key, _ in places], [rows[number] for _, number in places]
        numbers = [number + 1 for _, number in places]
        tied = any(keys[n] == keys[n - 1] and rows[n] != rows[n - 1] for n in range(1, len(rows)))
    money = [column.alias for column in fact.columns if column.type == "金额"]
    for row in rows:
        row.update({name: _Amount(row[name]) for name in money if row[name] is not None})
    return [
        (numbers[place], {name: unknown if cell is None else cell for name, cell in row.items()})
        for place, row in enumerate(rows)
    ], tied


# ---- the entries together ----------------------------------------------------------------------------
def _counts(chosen: _Holds, found: _Result) -> bool:
    """不适用 of an entry that may not belong isn't what all come to."""
    return chosen is True or not isinstance(found, NotApplicable)


def _together(env: _Env, how: str, asked: list[tuple[_Holds, _Result]], empty: _Result) -> _Result:
    """What the entries left give: (does it belong, its value) for each."""
    if how == "存在":
        return _fold(tuple(_all_of(chosen, found) for chosen, found in asked), True)
    if how == "每个" and asked:
        return _fold(tuple(_any_of(_not(chosen), found) for chosen, found in asked), False)
    open_ = [chosen for chosen, _ in asked if chosen is not True]
    values = [] if how == "计数" else [found for chosen, found in asked if _counts(chosen, found)]
    status = _status_of(*open_, *values)
    if status is not None:
        return status
    if how == "计数":
        return len(asked)
    if not values:
        return empty
    if how == "合计":
        total = values[0]
        for value in values[1:]:
            total = _add(total, value)
        return total
    return _farthest(env, ">=" if how == "最高" else "<=", values)


def _farthest(env: _Env, op: str, values: list[_Result]) -> _Result:
    for item in values:
        if all(_compare(env, op, item, other) is True for other in values):
            return item
    return Undetermined(("哪一项更高取决于未写明的数",))


# ---- for the compiled decision -----------------------------------------------------------------------
def _entries_of(
    given: tuple[Any, ...], keys: list[Any], unknown: Missing | None
) -> tuple[Any, ...] | _Status:
    """The entries of a list in the order of their keys; with `unknown`, some of those may be None."""
    if unknown is not None and any(None in key for key in keys):
        return unknown
    if len(keys) < 2:
        return given
    return tuple([given[place] for _, place in sorted([(key, place) for place, key in enumerate(keys)])])


def _untied(entries: tuple[Any, ...], keys: list[Any], label: str) -> tuple[Any, ...] | _Status:
    """Entries in their order; two that differ and come at the same place leave it open."""
    tied = [n for n in range(1, len(keys)) if keys[n] == keys[n - 1]]
    if tied and any(entries[n] != entries[n - 1] for n in tied):
        return Undetermined((f"“{label}”里有几条分不出先后，“先后”要再写一项",))
    return entries


def _all_told(given: tuple[Any, ...]) -> bool:
    """Every column of every entry is known."""
    return not any(None in entry.__dict__.values() for entry in given)


def _gathered(how: str, asked: Any, empty: Any, labels: Mapping[str, str], bounds: _Bounds) -> Any:
    """What the entries give that the compiled code asked."""
    return _together(_Env({}, labels, {}, bounds), how, asked, empty)
