"""What there is to see of a policy, who sees it, and a small set of persons who see all of it."""

from polc.compiler.seeing.finding import Why
from polc.compiler.seeing.sheet import Group, Sheet, Told, sheet_of
from polc.compiler.seeing.sights import Outcome, Side, Sight, Sort, sights
from polc.compiler.seeing.viewer import View, Viewer

__all__ = [
    "Group",
    "Outcome",
    "Sheet",
    "Side",
    "Sight",
    "Sort",
    "Told",
    "View",
    "Viewer",
    "Why",
    "sheet_of",
    "sights",
]
