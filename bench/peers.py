"""The columnar module against what engineers use instead: numpy, polars, DuckDB by hand, OpenFisca-core.

    python bench/peers.py --rows 1e6 1e7

All decide two results of 石狮2025 for the same synthetic register: 缴费时段 and 减免金额. The peers do no
more than that, without clauses or reasons; the module gives all eleven results with theirs. Facts are known
for everybody. Answers are checked equal before anything is timed. One thread; ratios are made within a round
and the median round is printed, against the module by numpy's calls and, where numba is installed, by machine
code. A peer that isn't installed (the extra `bench`) is left out and named.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

os.environ.setdefault("POLARS_MAX_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import numpy as np
from agreement.columnar import load
from agreement.shipped import kernel_of
from columnar import ways
from register import register

POLICY = "石狮2025"
WINDOWS = {"集中参保缴费期": 1, "延长参保缴费期": 2, "参保补缴期": 3}
OPEN, OUTSIDE = -1, -2
FULL = (
    "extreme_poverty OR orphan OR unsupported_child OR revolutionary_elder OR retired_worker_relief OR"
    " poor_student OR special_family_planning OR only_child_parent OR two_daughters_parent OR"
    " ((only_child OR two_daughters_child) AND NOT adult) OR key_entitled_veteran OR severely_disabled OR"
    " disabled_household"
)
NEAR = (
    "near_subsistence AND (severely_disabled OR disabled_household OR otherwise_disabled OR NOT adult OR old)"
)
INSIDE = (
    "(local_household AND NOT must_join_employee) OR student_here OR armed_police_here OR"
    " unemployed_hmt_resident OR (residence_permit AND NOT otherwise_insured) OR"
    " unemployed_permanent_resident OR migrant_child"
)
PARTLY = "subsistence OR poverty_monitored OR lifted_from_poverty"
FIXED = f"{PARTLY} OR near"
RULES = {"complete": FULL, "near": NEAR, "inside": INSIDE, "partly": PARTLY, "fixed": FIXED}
AGES = {"adult": 18, "old": 60}
STARTS = tuple(np.array(["2024-09-01", "2025-01-01", "2025-03-01", "2025-12-31"], "datetime64[D]"))
SQL = f"""
WITH ages AS (
  SELECT *, pay_date >= birth_date + INTERVAL 18 YEAR AS adult,
    pay_date >= birth_date + INTERVAL 60 YEAR AS old
  FROM persons
), groups AS (
  SELECT *, {FULL} AS complete, {NEAR} AS near, {INSIDE} AS inside FROM ages
)
SELECT
  CASE WHEN NOT inside THEN -2 WHEN pay_date < DATE '2024-09-01' OR pay_date > DATE '2025-12-31' THEN -1
    WHEN pay_date < DATE '2025-01-01' THEN 1 WHEN pay_date < DATE '2025-03-01' THEN 2
    ELSE 3 END AS pay_window,
  CASE WHEN NOT inside OR (gave_up AND ({FIXED})) THEN -2
    WHEN NOT (complete OR {FIXED}) THEN 0 WHEN recognised_after_payment THEN -1 WHEN complete THEN 40000
    WHEN {PARTLY} THEN 36000 ELSE 28000 END AS relief
FROM groups
"""

Columns = dict[str, Any]
Peer = Callable[[Columns], Callable[[], tuple[Any, Any]]]


def days(columns: Columns) -> Columns:
    """Columns with days as numpy has them."""
    return {n: c.astype("datetime64[D]") if c.dtype == np.int32 else c for n, c in columns.items()}


def duckdb_peer(columns: Columns) -> Callable[[], tuple[Any, Any]]:
    """A query over Arrow columns."""
    import duckdb
    import pyarrow as pa

    connection = duckdb.connect(config={"threads": 1})
    connection.register("persons", pa.table(days(columns)))

    def run() -> tuple[Any, Any]:
        found = connection.execute(SQL).fetchnumpy()
        return found["pay_window"], found["relief"]

    return run


def polars_peer(columns: Columns) -> Callable[[], tuple[Any, Any]]:
    """A lazy frame with the same conditions, which polars reads as SQL expressions."""
    import polars as pl

    frame = pl.DataFrame(days(columns)).lazy()
    pay, born = pl.col("pay_date"), pl.col("birth_date")
    ages = frame.with_columns(
        adult=pay >= born.dt.offset_by("18y"), old=pay >= born.dt.offset_by("60y")
    ).with_columns(complete=pl.sql_expr(FULL), near=pl.sql_expr(NEAR), inside=pl.sql_expr(INSIDE))
    fixed, inside = pl.sql_expr(FIXED), pl.col("inside")
    window = pl.when(~inside).then(OUTSIDE).when((pay < _day("2024-09-01")) | (pay > _day("2025-12-31")))
    window = window.then(OPEN).when(pay < _day("2025-01-01")).then(1).when(pay < _day("2025-03-01"))
    relief = pl.when(~inside | (pl.col("gave_up") & fixed)).then(OUTSIDE).when(~(pl.col("complete") | fixed))
    relief = relief.then(0).when(pl.col("recognised_after_payment")).then(OPEN).when(pl.col("complete"))
    partly = pl.sql_expr(PARTLY)
    plan = ages.select(
        window=window.then(2).otherwise(3),
        relief=relief.then(40000).when(partly).then(36000).otherwise(28000),
    )

    def run() -> tuple[Any, Any]:
        found = plan.collect()
        return found["window"].to_numpy(), found["relief"].to_numpy()

    return run


def numpy_peer(columns: Columns) -> Callable[[], tuple[Any, Any]]:
    """Whole columns; who has reached an age is read off a table by day of payment."""
    first, extended, late, last = (start.astype(np.int32) for start in STARTS)

    def run() -> tuple[Any, Any]:
        facts = dict(columns)
        pay, birth = columns["pay_date"], columns["birth_date"]
        births, every_day = (_every_day(column) for column in (birth, pay))
        for name, years in AGES.items():
            too_young = births[0] + np.searchsorted(_years_on(births, years), every_day, "right")
            facts[name] = birth < too_young.astype(np.int32)[pay - pay.min()]
        for name, text in RULES.items():
            facts[name] = eval(_in_numpy(text, "f[{!r}]"), {"f": facts})
        cases = [~facts["inside"], (pay < first) | (pay > last), pay < extended, pay < late]
        return np.select(cases, [OUTSIDE, OPEN, 1, 2], 3), _reliefs(facts.__getitem__)

    return run


def _every_day(column: Any) -> Any:
    """Each day from the first to the last of a column."""
    return np.arange(column.min(), column.max() + 1, dtype=np.int32).astype("datetime64[D]")


def _day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)


def _years_on(birth: Any, years: int) -> Any:
    """The birthday some years later, 28 February for the 29th."""
    month = birth.astype("datetime64[M]")
    later = month + 12 * years
    ends = (later + 1).astype("datetime64[D]") - 1
    return np.minimum(later.astype("datetime64[D]") + (birth - month.astype("datetime64[D]")), ends)


def openfisca_peer(columns: Columns) -> Callable[[], tuple[Any, Any]]:
    """Variables with formulas over arrays, as a country package has them."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    person = build_entity(key="person", plural="persons", label="", is_person=True)
    system = TaxBenefitSystem([person])
    facts = days(columns)

    def variable(name: str, kind: type, formula: Any = None) -> None:
        body = {"value_type": kind, "entity": person, "definition_period": DateUnit.YEAR, "label": name}
        system.add_variable(type(name, (Variable,), body | ({"formula": formula} if formula else {})))

    def fact(name: str) -> Any:
        return lambda p, period: facts[name]

    def said(text: str) -> Any:
        code = _in_numpy(text, "p({!r}, period)")
        return lambda p, period: eval(code, {"p": p, "period": period})

    for name, column in facts.items():
        variable(name, bool if column.dtype == bool else int, fact(name))
    formulas = {name: _birthday(years) for name, years in AGES.items()}
    for name, formula in (formulas | {name: said(text) for name, text in RULES.items()}).items():
        variable(name, bool, formula)
    variable("pay_window", int, _window)
    variable("relief", int, _relief)
    size = len(next(iter(facts.values())))

    def run() -> tuple[Any, Any]:
        simulation = SimulationBuilder().build_default_simulation(system, count=size)
        return tuple(simulation.calculate(name, "2025") for name in ("pay_window", "relief"))

    return run


def _in_numpy(text: str, fact: str) -> Any:
    """A condition in SQL as code over arrays; `fact` spells a name."""
    words = {"AND": "&", "OR": "|", "NOT": "~", "(": "(", ")": ")"}
    tokens = text.replace("(", " ( ").replace(")", " ) ").split()
    return compile(" ".join(words.get(t, fact.format(t)) for t in tokens), text, "eval")


def _birthday(years: int) -> Any:
    return lambda p, period: _of(p, "pay_date") >= _years_on(_of(p, "birth_date"), years)


def _of(person: Any, name: str) -> Any:
    return person(name, "2025").astype("datetime64[D]")


def _window(p: Any, period: Any) -> Any:
    pay = _of(p, "pay_date")
    first, extended, late, last = STARTS
    cases = [~p("inside", period), (pay < first) | (pay > last), pay < extended, pay < late]
    return np.select(cases, [OUTSIDE, OPEN, 1, 2], 3)


def _relief(p: Any, period: Any) -> Any:
    return _reliefs(lambda name: p(name, period))


def _reliefs(fact: Callable[[str], Any]) -> Any:
    complete, fixed = fact("complete"), fact("fixed")
    cases = [~fact("inside") | (fact("gave_up") & fixed), ~(complete | fixed)]
    cases += [fact("recognised_after_payment"), complete, fact("partly")]
    return np.select(cases, [OUTSIDE, 0, OPEN, 40000, 36000], 28000)


PEERS: dict[str, Peer] = {
    "numpy by hand": numpy_peer,
    "polars": polars_peer,
    "DuckDB by hand": duckdb_peer,
    "OpenFisca-core": openfisca_peer,
}


# ---- measuring --------------------------------------------------------------------------------------
def wanted(answers: Any) -> tuple[Any, Any]:
    """The module's answers in the peers' codes."""
    windows = [answers.result("缴费时段", row) for row in range(answers.rows)]
    reliefs = [answers.result("减免金额", row) for row in range(answers.rows)]
    code = {"undetermined": OPEN, "not_applicable": OUTSIDE}
    return (
        np.array([WINDOWS.get(r.value, code.get(r.status, 0)) for r in windows]),
        np.array([r.value if r.status == "value" else code.get(r.status, -9) for r in reliefs]),
    )


def known(columns: Columns) -> Columns:
    """The register with a fact that wasn't asked taken as 否."""
    return {n: c[0] & c[1] if isinstance(c, tuple) else c for n, c in columns.items()}


def installed(columns: Columns) -> dict[str, Callable[[], tuple[Any, Any]]]:
    """The peers that are here, ready to run."""
    found = {}
    for name, peer in PEERS.items():
        try:
            found[name] = peer(columns)
        except ModuleNotFoundError as error:
            print(f"left out: {name} ({error.name} isn't installed)", file=sys.stderr)
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds of this process that `work` takes."""
    start = process_time()
    work()
    return process_time() - start


def measure(size: int, rounds: int) -> dict[str, dict[str, float]]:
    """How many times the module's time each peer takes, for each way to judge."""
    kernel = kernel_of(POLICY)
    module = load(kernel)
    sample, whole = (known(register(kernel, n)) for n in (20_000, size))
    aliases = {decl.name: decl.alias for decl in kernel.inputs}
    answers = wanted(module.judge(sample, rows=_nothing))
    for name, run in installed({aliases[n]: c for n, c in sample.items()}).items():
        for given, expected in zip(run(), answers, strict=True):
            wrong = np.flatnonzero(np.asarray(given) != expected)
            if len(wrong):
                row = wrong[0]
                raise SystemExit(f"{name}: {len(wrong)} differ, first {row}: {given[row]} {expected[row]}")
    peers = installed({aliases[n]: c for n, c in whole.items()})
    judges = {way: partial(module.judge, whole, rows=_nothing, compiled=c) for way, c in ways().items()}
    for judge in judges.values():
        judge()
    ratios: dict[str, dict[str, list[float]]] = {name: {way: [] for way in judges} for name in peers}
    for _ in range(rounds):
        own = {way: timed(judge) for way, judge in judges.items()}
        for name, run in peers.items():
            taken = timed(run)
            for way, seconds in own.items():
                ratios[name][way].append(taken / seconds)
    return {
        name: {way: statistics.median(found) for way, found in by_way.items()}
        for name, by_way in ratios.items()
    }


def rows() -> Iterator[tuple[str, str, str, str]]:
    """For the table of all benchmarks."""
    least = {
        "numpy by hand": ("", ""),
        "polars": ("1.5", "3"),
        "DuckDB by hand": ("2.5", "5"),
        "OpenFisca-core": ("10", "20"),
    }
    for size in (10**6, 10**7):
        for name, by_way in measure(size, 3).items():
            for way, ratio in by_way.items():
                yield (
                    f"{name} against columnar by {way}, {size:,} rows",
                    f"{ratio:.1f} × its time",
                    *least[name],
                )


def _nothing(person: Any) -> dict[str, Any]:
    return {}


def main() -> int:
    """Every size."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--rows", type=float, nargs="*", default=[1e6])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for size in options.rows:
        for name, by_way in measure(int(size), options.rounds).items():
            told = ", ".join(f"{ratio:.1f} × by {way}" for way, ratio in by_way.items())
            print(f"{int(size):,} rows: {name} takes the time of the columnar module {told}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
