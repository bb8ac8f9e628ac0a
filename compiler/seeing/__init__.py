"""What there is to see of a policy, who sees it, and a small set of persons who see all of it."""

from polc.compiler.seeing.sights import BOUND_SIDES, Outcome, Side, Sight, Sort, sights
from polc.compiler.seeing.viewer import View, Viewer

__all__ = ["BOUND_SIDES", "Outcome", "Side", "Sight", "Sort", "View", "Viewer", "sights"]
