"""Decide a partitioned register with Spark: what is collected from each person now, and why.

    python job.py columnar MODULES REGISTER OUT
    python job.py sql MODULES REGISTER OUT

`columnar` judges batches of Arrow columns with the generated module, on the workers; the few rows that its
tables don't cover go to the generated row module. `sql` runs the generated statement. Both write the same
columns, by town, and print the same totals.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

FIELD, NAME = "collected_now", "窗口实缴"
SCHEMA = f"id BIGINT, town STRING, {FIELD} BIGINT, {FIELD}_status STRING, {FIELD}_text STRING"
STATUSES = {"NotApplicable": "not_applicable", "Missing": "missing", "Undetermined": "undetermined"}


def by_columns(session: SparkSession, modules: Path, register: DataFrame) -> DataFrame:
    """Every batch judged as columns."""
    for name in ("policy.py", "policy_columnar.py"):
        session.sparkContext.addPyFile(str(modules / name))
    return register.mapInArrow(judged, SCHEMA)


def judged(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """One batch of answers for each batch of persons; runs on a worker."""
    import policy_columnar

    for batch in batches:
        facts = {name: batch.column(name) for name in batch.schema.names if name not in ("id", "town")}
        answers = policy_columnar.judge(facts, rows=by_row)
        amounts = answers.amounts(NAME)
        statuses = pa.array(policy_columnar.STATUSES).take(pa.array(answers.statuses(NAME)))
        columns = [batch.column("id"), batch.column("town"), pa.array(amounts, mask=amounts < 0), statuses]
        names = ["id", "town", FIELD, f"{FIELD}_status", f"{FIELD}_text"]
        yield pa.RecordBatch.from_arrays([*columns, texts(answers)], names)


def texts(answers: Any) -> pa.Array:
    """The result of each row as text: spelt once for each kind of result, which money has few of."""
    kinds = answers.codes[NAME].astype(np.int64)
    for number, row in enumerate(answers.others, start=1):
        kinds[row] = -number
    _, first, kind = np.unique(kinds, return_index=True, return_inverse=True)
    return pa.array([answers.result(NAME, int(row)).text for row in first]).take(pa.array(kind))


def by_row(person: Mapping[str, Any]) -> dict[str, Any]:
    """A person that the tables don't cover, judged by the row module."""
    import policy
    import policy_columnar

    (decision,) = policy.evaluate_rows([person])
    value = getattr(decision, FIELD)
    amount = isinstance(value, int)
    status = "value" if amount else STATUSES.get(type(value).__name__, "bound")
    blank = dict.fromkeys(policy_columnar.Result._fields)
    told = {"status": status, "value": value if amount else None, "text": decision.text(FIELD)}
    return {NAME: policy_columnar.Result(**(blank | told))}


def by_statement(session: SparkSession, modules: Path, register: DataFrame) -> DataFrame:
    """The statement over the register as a view; the town is one of its keys."""
    register.createOrReplaceTempView("persons")
    answers = session.sql((modules / "policy.spark.sql").read_text("utf-8"))
    return answers.select("id", "town", FIELD, f"{FIELD}_status", f"{FIELD}_text")


WAYS = {"columnar": by_columns, "sql": by_statement}


def main(way: str, modules: Path, register: str, out: str) -> None:
    """Run one of the ways and print totals."""
    session = (
        SparkSession.builder.appName("polc")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 100_000)
        # The statement is too long for one Java method: tried all the same, that takes time and fails.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.log.level", "ERROR")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    answers = WAYS[way](session, modules, session.read.parquet(register))
    answers.write.mode("overwrite").partitionBy("town").parquet(out)
    written = session.read.parquet(out).groupBy("town", f"{FIELD}_status")
    totals = written.agg(f.count("*").alias("persons"), f.sum(FIELD).alias("fen"))
    for row in totals.orderBy("town", f"{FIELD}_status").collect():
        print(*row, sep="\t", flush=True)
    session.stop()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).resolve(), sys.argv[3], sys.argv[4])
