"""Make a register of invented residents as parquet, one folder a town.

    python register.py FOLDER ROWS

Columns are named as the facts' aliases in the policy; a blank is "not known". No row is a real person.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

TOWNS = ("湖滨", "凤里", "灵秀", "宝盖")
SHARES = {
    "local_household": 0.95,
    "otherwise_insured": 0.01,
    "subsistence": 0.02,
    "extreme_poverty": 0.004,
    "near_subsistence": 0.008,
    "severely_disabled": 0.012,
    "recognised_after_payment": 0.003,
}
FIRST_DAY = np.datetime64("2024-08-15")
LAST_BIRTH = np.datetime64("2025-06-30")
BLANK = 0.001


def residents(first: int, rows: int, rng: np.random.Generator) -> pa.Table:
    """Some residents, numbered from `first`."""
    columns: dict[str, Any] = {"id": pa.array(np.arange(first, first + rows))}
    blank = rng.random((2, rows)) < BLANK
    paid = FIRST_DAY + rng.integers(0, 500, rows).astype("timedelta64[D]")
    born = LAST_BIRTH - rng.integers(0, 95 * 365, rows).astype("timedelta64[D]")
    columns |= {"pay_date": pa.array(paid, mask=blank[0]), "birth_date": pa.array(born)}
    columns |= {name: pa.array(rng.random(rows) < share) for name, share in SHARES.items()}
    columns["subsistence"] = pc.if_else(pa.array(blank[1]), None, columns["subsistence"])
    return pa.table(columns)


def main(folder: Path, rows: int) -> None:
    """Write the register."""
    rng = np.random.default_rng(2025)
    for number, town in enumerate(TOWNS):
        first, last = rows * number // len(TOWNS), rows * (number + 1) // len(TOWNS)
        part = folder / f"town={town}"
        part.mkdir(parents=True)
        pq.write_table(residents(first, last - first, rng), part / "part-0.parquet")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
