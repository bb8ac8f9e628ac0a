"""One person against the 关系, read as the interpreter reads them; and a person changed until they hold.

A relation that has no form in the search is kept to here alone: whoever the search finds is changed where a
relation plainly says how, and counts only when all of them hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from polc.compiler.analysis.decide import World
from polc.compiler.expressions import Environment, condition, value
from polc.compiler.interpret import Person, judge
from polc.compiler.kernel import Compare, Expr, InputRef, Not, Op, Or, Relation
from polc.compiler.readings import bounds_of
from polc.dsl.values import Given, Result, Status

Facts: TypeAlias = dict[str, Given | None]
ROUNDS = 4


def related(world: World, person: Person, fields: Mapping[str, Result] | None = None) -> bool:
    """The person respects every relation; `fields` are the results, where a relation reads one."""
    env = _environment(world, person, fields or {})
    return all(condition(relation.condition, env) is True for relation in world.kernel.relations)


def excluded(world: World, person: Person, fields: Mapping[str, Result]) -> bool:
    """A relation certainly doesn't hold for the person, of whom something may be unknown."""
    env = _environment(world, person, fields)
    return any(condition(relation.condition, env) is False for relation in world.kernel.relations)


def _environment(world: World, person: Person, fields: Mapping[str, Result]) -> Environment:
    return Environment(
        kernel=world.kernel,
        inputs=person,
        readings=world.readings,
        bounds=bounds_of(world.kernel),
        fields=dict(fields),
        judge=judge,
    )


def fitted(world: World, person: Facts, relations: tuple[Relation, ...]) -> Facts:
    """The person with facts changed as these relations say: what one is, or is at least, or isn't."""
    fit = dict(person)
    for _ in range(ROUNDS):
        env = _environment(world, fit, {})
        broken = next((r for r in relations if condition(r.condition, env) is not True), None)
        change = None if broken is None else _change(broken.condition, env)
        if change is None:
            return fit
        fit |= change
    return fit


def _change(expr: Expr, env: Environment) -> Facts | None:
    match expr:
        case Compare(Op.EQ | Op.GE | Op.LE, InputRef(name), side) | Compare(
            Op.EQ | Op.GE | Op.LE, side, InputRef(name)
        ):
            found = value(side, env)
            if isinstance(found, Status) or found == env.inputs[name]:
                return None
            return {name: found}
        case Or(items):
            changes = (_change(item, env) for item in items)
            return next((change for change in changes if change is not None), None)
        case Not(InputRef(name)):
            return {name: False}
        case InputRef(name):
            return {name: True}
        case _:
            return None
