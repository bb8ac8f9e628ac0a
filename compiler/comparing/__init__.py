"""Two policies, or two readings of one: who is treated differently, from which day, by how much."""

from polc.compiler.comparing.compare import compare
from polc.compiler.comparing.model import (
    Comparison,
    Deciders,
    Difference,
    Example,
    Part,
    Section,
    Side,
    Situation,
)

__all__ = [
    "Comparison",
    "Deciders",
    "Difference",
    "Example",
    "Part",
    "Section",
    "Side",
    "Situation",
    "compare",
]
