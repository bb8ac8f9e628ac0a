"""What SQL has no words for: the one list, from which the documentation's table is made.

In: nothing. Out: each construct with the databases that lack it, and why. `tests/unit/test_sql_gaps.py` holds
it to what the statements refuse: a new gap fails there, and so does an entry that is none any more.
"""

from __future__ import annotations

from polc.targets.constructs import Construct

EVERY = ("duckdb", "postgres", "spark", "oracle")

GAPS: dict[Construct, tuple[tuple[str, ...], str]] = {
    Construct.LIST: (("oracle",), "no lambdas, and a lateral query can't be recursive"),
    Construct.FACT: (EVERY, "a length of time as a fact: no column type says 3个月"),
    Construct.PER_ENTRY: (EVERY, "a statement gives one row for each person"),
    Construct.DIVISION: (
        EVERY,
        "the parts of a quotient have any size; those of other numbers are known",
    ),
    Construct.FRACTION: (
        EVERY,
        "a result with parts of a 分 that nothing rounds: no column of whole 分 holds it",
    ),
    Construct.BOUND: (EVERY, "a standard known by a bound with parts of a 分"),
}


def table() -> str:
    """The table in the documentation."""
    rows = (
        f"| {construct.value.en.replace('{name}', '…')} | {', '.join(where)} | {why} |"
        for construct, (where, why) in GAPS.items()
    )
    return "\n".join(("| what | not in | why |", "|---|---|---|", *rows))
