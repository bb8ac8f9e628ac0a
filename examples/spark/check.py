"""Compare what the Spark job wrote with what `polc run` wrote for the same register, town by town.

    python check.py OUT RESULTS

OUT is the job's folder; RESULTS holds a parquet file of `polc run` for each town, named as the town. Prints
the persons of each town and how many have each result; exit status 1 where the two differ.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

FIELD, NAME = "collected_now_text", "窗口实缴"


def counted(texts: pa.ChunkedArray) -> Counter[str]:
    """How many have each result; of a status only its name, as `polc run` writes it."""
    short = pc.list_element(pc.split_pattern(texts, "（", max_splits=1), 0)
    return Counter({each["values"]: each["counts"] for each in pc.value_counts(short).to_pylist()})


def main(out: Path, results: Path) -> int:
    """Compare every town."""
    differing = 0
    for path in sorted(results.glob("*.parquet")):
        job = counted(pq.read_table(out / f"town={path.stem}", columns=[FIELD], partitioning=None)[FIELD])
        run = counted(pq.read_table(path, columns=[NAME])[NAME])
        differing += job != run
        told = "，".join(f"{text} {run[text]}" for text in sorted(run, key=lambda t: (-run[t], t)))
        print(f"{path.stem}\t{run.total()}\t{'不一致' if job != run else '一致'}\t{told}")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
