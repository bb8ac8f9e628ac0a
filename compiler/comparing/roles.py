"""Which rules decide for a person, and for whom else the same rules do.

In: a policy and the blocks that decide an output. Out: for one person (by the interpreter's trace) a role
in each block, and the formula of everybody who has it. Several rows may apply to one person: the role is
the first of them, so roles overlap, and a person with any of them is described by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import attrs

from polc.compiler.analysis.decide import BEST, World
from polc.compiler.analysis.formula import Formula
from polc.compiler.comparing.model import Part
from polc.compiler.interpret import Evaluation, Verdict
from polc.compiler.kernel import Choice


class RoleKind(Enum):
    """How a block comes out."""

    ROW = "row"
    OPEN = "open"
    NONE = "none"
    OUTSIDE = "outside"


@attrs.frozen
class Role:
    """One way in which a block decides; `row` is a row's number for ROW and OPEN, else -1."""

    choice: str
    kind: RoleKind
    row: int = -1


def roles_of(evaluation: Evaluation, choices: Sequence[Choice]) -> tuple[Role, ...]:
    """The roles of one person."""
    return tuple(_role(evaluation, choice) for choice in choices)


def _role(evaluation: Evaluation, choice: Choice) -> Role:
    step = next(step for step in evaluation.steps if step.choice.name == choice.name)
    if step.gated:
        return Role(choice.name, RoleKind.OUTSIDE)
    for verdict, kind in ((Verdict.OPEN, RoleKind.OPEN), (Verdict.TAKEN, RoleKind.ROW)):
        for number, trace in enumerate(step.rows):
            if trace.verdict is verdict:
                return Role(choice.name, kind, number)
    return Role(choice.name, RoleKind.NONE)


def who(world: World, role: Role) -> Formula:
    """Everybody who has this role."""
    choice, pool = world.kernel.choice_of[_field(world, role)], world.pool
    standing = world.standing(choice)
    match role.kind:
        case RoleKind.OUTSIDE:
            return standing.gate.fails
        case RoleKind.ROW:
            return pool.all_of((-standing.gate.fails, _taken(world, choice, role.row)))
        case RoleKind.OPEN:
            return pool.all_of((-standing.gate.fails, standing.waits[role.row]))
        case RoleKind.NONE:
            nobody = (-held for held in (*standing.stands, *standing.waits))
            return pool.all_of((-standing.gate.fails, *nobody))


def _field(world: World, role: Role) -> str:
    return next(choice.fields[0] for choice in world.kernel.choices if choice.name == role.choice)


def _taken(world: World, choice: Choice, row: int) -> Formula:
    if world.pick(choice) in BEST:
        return world.taken_among_best(choice, row)
    return world.standing(choice).stands[row]


def part_of(choice: Choice, role: Role) -> Part:
    """The role as text."""
    if role.row >= 0:
        row = choice.rows[role.row]
        return Part(
            rule=choice.name,
            kind=role.kind.value,
            clause=row.cite.text,
            condition=row.condition,
            outcome=row.outcome,
        )
    cite = choice.gate_cite if role.kind is RoleKind.OUTSIDE else choice.otherwise_cite or choice.cite
    return Part(rule=choice.name, kind=role.kind.value, clause=cite.text if cite else "")
