"""Compare the totals of a Spark job with what `polc run` says of the same register, town by town.

    python check.py TOTALS RUNS

TOTALS is what job.py printed; RUNS is a folder with what `polc run` printed for each town: TOWN.txt. Every
figure of the summary is compared, persons and 分, and none may be left over on either side. Prints the
towns and what differs; exit status 1 where anything does.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from totals import NO_FIGURE

MONEY = re.compile(r"(-?)([0-9]+)(?:\.([0-9]{2}))?元(?:（另有 ([0-9]+) 人没有准数）)?")
PERSONS = ("人数", "行数")


def of_job(text: str) -> dict[str, Counter[tuple[str, ...]]]:
    """The figures of each town, from what the job printed."""
    found: dict[str, Counter[tuple[str, ...]]] = {}
    for line in text.splitlines():
        town, *place, figure = line.split("\t")
        found.setdefault(town, Counter())[tuple(place)] += int(figure)
    return found


def of_run(text: str) -> Counter[tuple[str, ...]]:
    """The figures of one town, from the tables that `polc run` printed."""
    found = Counter[tuple[str, ...]]()
    for table in text.split("\n\n")[1:]:
        title, *lines = table.splitlines()
        header, *rows = (re.split(" {2,}", line.strip()) for line in lines)
        first = next(at for at, name in enumerate(header) if name in PERSONS)
        for cells in rows:
            for column, figure in figures(header[first:], cells[first:]):
                found[title, " ".join(cells[:first]), column] += figure
    return found


def figures(columns: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The figures of one row: persons as they stand, money in 分 and who has none."""
    for column, cell in zip(columns, cells, strict=True):
        money = MONEY.fullmatch(cell)
        if money is None:
            yield column, int(cell)
        else:
            sign, yuan, rest, without = money.groups("0")
            yield column, int(yuan + rest.ljust(2, "0")) * (-1 if sign == "-" else 1)
            yield f"{column}{NO_FIGURE}", int(without)


def main(totals: Path, runs: Path) -> int:
    """Compare every town."""
    job = of_job(totals.read_text("utf-8"))
    run = {path.stem: of_run(path.read_text("utf-8")) for path in runs.glob("*.txt")}
    differing = not job
    for town in sorted(job.keys() | run.keys()):
        ours, theirs = job.get(town, Counter()), run.get(town, Counter())
        places = sorted(ours.keys() | theirs.keys())
        wrong = [place for place in places if ours[place] != theirs[place]]
        persons = ours["总数", "人数", "行数"]
        print(f"{town}\t{persons} 人\t{len(places)} 个数\t{'不一致' if wrong else '一致'}")
        for place in wrong:
            print("", *place, f"Spark {ours[place]}", f"polc run {theirs[place]}", sep="\t")
        differing |= bool(wrong)
    return int(differing)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
