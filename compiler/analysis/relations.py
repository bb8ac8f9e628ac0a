"""POL208: relations that no person can satisfy together, cut down to the fewest that contradict each other.

Everything follows from a contradiction, so where one is found no other check of rules says anything. Fewer
than those that are left when none can be spared are looked for among TRIED sets, smaller ones first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, islice

import attrs

from polc.compiler.analysis.decide import Ground, World
from polc.compiler.analysis.formula import TRUE
from polc.compiler.kernel import Relation
from polc.dsl.diagnostics.model import Diagnostic, Note, Text
from polc.dsl.diagnostics.names import CONTRADICTORY_RELATIONS

TRIED = 500


def contradiction(world: World) -> Diagnostic | None:
    """The finding, at the last of the relations that contradict each other; None when somebody fits."""
    core = world.kernel.relations
    if _satisfied(world, core):
        return None
    for relation in core:
        rest = tuple(other for other in core if other is not relation)
        if not _satisfied(world, rest):
            core = rest
    sizes = range(1, len(core))
    fewer = (few for size in sizes for few in combinations(world.kernel.relations, size))
    core = next((few for few in islice(fewer, TRIED) if not _satisfied(world, few)), core)
    others = Text("与这一条放在一起", "together with this one")
    return Diagnostic(
        code=CONTRADICTORY_RELATIONS,
        span=core[-1].span,
        facts=(("relations", "；".join(f"“{relation.text}”" for relation in core)),),
        notes=tuple(Note(relation.span, others) for relation in core[:-1]),
    )


def _satisfied(world: World, relations: Sequence[Relation]) -> bool:
    """Somebody satisfies the relations."""
    ground = Ground(attrs.evolve(world.kernel, relations=tuple(relations)))
    domain = ground.variables.domain
    if any(low > high for low, high in zip(domain.lows, domain.highs, strict=True)):
        return False
    return World(ground, world.readings).search.possible(TRUE)
