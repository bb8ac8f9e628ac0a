"""The ledger: every number of a notice against the rows that cite it, and every number of a row back."""

from __future__ import annotations

from polc.compiler.ledger.changes import Change, Changed, change_findings, changes, is_another
from polc.compiler.ledger.evidence import Evidence, Row, evidence_of
from polc.compiler.ledger.files import Accounted, account, ledger_file
from polc.compiler.ledger.findings import findings_of
from polc.compiler.ledger.match import Account, How, Ledger, Traced, Where, ledger_of

__all__ = [
    "Account",
    "Accounted",
    "Change",
    "Changed",
    "Evidence",
    "How",
    "Ledger",
    "Row",
    "Traced",
    "Where",
    "account",
    "change_findings",
    "changes",
    "evidence_of",
    "findings_of",
    "is_another",
    "ledger_file",
    "ledger_of",
]
