"""Why a policy has no leaflet, for the command and for the desk."""

from __future__ import annotations

from polc.refusals import Refusal
from polc.targets.summary.leaflet import Unworded


def no_leaflet(unworded: Unworded, path: str) -> Refusal:
    """Names that have no words for the public."""
    return Refusal("unworded", path=path, names="、".join(unworded.names))
