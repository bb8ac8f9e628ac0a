"""What becomes of a claim: proved, refuted with a person, left open by the policy, or not analysed."""

from __future__ import annotations

from enum import Enum

import attrs

from polc.dsl.diagnostics.model import Diagnostic


class Proof(Enum):
    """What became of a claim."""

    PROVED = "成立"
    REFUTED = "不成立"
    OPEN = "待定"
    UNFINISHED = "未分析"


@attrs.frozen(kw_only=True)
class Verdict:
    """A claim judged; `findings` say why and for whom, () where it's proved."""

    proof: Proof
    findings: tuple[Diagnostic, ...] = ()
