"""Decide a partitioned register with Spark, and print the totals of what was written.

    python job.py columnar MODULES REGISTER OUT > columnar.tsv
    python job.py sql MODULES REGISTER OUT > sql.tsv

`columnar` judges batches of Arrow columns with the generated module, on the workers; the few rows that its
tables don't cover go to the generated row module. `sql` runs the generated statement. Both write the same
rows, by town: `id`, for each result its value (money in 分) and `…_why`, and `clauses`. `…_why` is NULL
where there is one value, else 待定, 缺资料 or 不适用 with the cause, or the bound.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from totals import totals

KEYS = {"id": "BIGINT", "town": "STRING"}
TYPES = {"金额": "BIGINT", "日期": "DATE", "是非": "BOOLEAN", "整数": "BIGINT", "选项": "STRING"}
ARROW = {"BIGINT": pa.int64(), "DATE": pa.date32(), "BOOLEAN": pa.bool_(), "STRING": pa.string()}
CANDIDATES = "）：.*"  # after a 待定, what each reading would give: differs from person to person
SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "100000",
    # The statement is too long for one Java method: tried all the same, that takes time and fails.
    "spark.sql.codegen.wholeStage": "false",
    # Every task writes its towns side by side rather than sort its rows by town first.
    "spark.sql.maxConcurrentOutputFileWriters": "100",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}

Results: TypeAlias = Sequence[tuple[str, str, str]]  # name, alias and type, as make.py wrote them


def columns_of(results: Results) -> dict[str, str]:
    """The columns that are written, with their types."""
    told = [{alias: TYPES[kind], f"{alias}_why": "STRING"} for _, alias, kind in results]
    return {name: kind for each in told for name, kind in each.items()} | {"clauses": "STRING"}


# ---- by columns -------------------------------------------------------------------------------------
def by_columns(session: SparkSession, modules: Path, register: DataFrame, results: Results) -> DataFrame:
    """Every batch judged as columns."""
    for name in ("policy.py", "policy_columnar.py"):
        session.sparkContext.addPyFile(str(modules / name))
    schema = ", ".join(f"{name} {kind}" for name, kind in (KEYS | columns_of(results)).items())
    return register.mapInArrow(lambda batches: (judged(batch, results) for batch in batches), schema)


def judged(batch: pa.RecordBatch, results: Results) -> pa.RecordBatch:
    """The answers of one batch of persons; runs on a worker."""
    import policy_columnar

    facts = {name: batch.column(name) for name in batch.schema.names if name not in KEYS}
    answers = policy_columnar.judge(facts, rows=lambda person: by_row(person, results))
    first, kinds = kinds_of(answers)
    schema = pa.schema([(name, ARROW[kind]) for name, kind in columns_of(results).items()])
    spelt = pa.Table.from_pylist([told(answers.row(row), results) for row in first.tolist()], schema)
    columns = dict(zip(schema.names, spelt.take(pa.array(kinds)).combine_chunks().columns, strict=True))
    alone = np.isin(np.arange(len(answers)), list(answers.others))
    for name, alias, _ in results:
        if name in answers.days:  # a day of the person's own: not one of the kind
            own = pa.array(answers.days[name]).view(pa.date32())
            shared = pc.or_(pa.array(alone), pc.is_valid(columns[f"{alias}_why"]))
            columns[alias] = pc.if_else(shared, columns[alias], own)
    keys = {name: batch.column(name) for name in KEYS}
    return pa.Table.from_pydict(keys | columns).combine_chunks().to_batches()[0]


def kinds_of(answers: Any) -> tuple[Any, Any]:
    """Rows that are answered alike but for days: the first row of each kind, and each row's kind."""
    kinds = np.zeros(len(answers), np.int64)
    for codes in answers.codes.values():
        _, kinds = np.unique(kinds * (int(codes.max()) + 1) + codes, return_inverse=True)
    kinds[list(answers.others)] = -1 - np.arange(len(answers.others))
    _, first, kinds = np.unique(kinds, return_index=True, return_inverse=True)
    return first, kinds


def told(row: Mapping[str, Any], results: Results) -> dict[str, Any]:
    """The answers of one person as they are written."""
    cells: dict[str, Any] = {}
    for name, alias, _ in results:
        single = row[name].status == "value"
        cells[alias] = row[name].value if single else None
        cells[f"{alias}_why"] = None if single else re.sub(CANDIDATES, "）", row[name].text)
    clauses = dict.fromkeys(clause for name, _, _ in results for clause in row[name].clauses)
    return cells | {"clauses": "；".join(clauses)}


def by_row(person: Mapping[str, Any], results: Results) -> dict[str, Any]:
    """A person that the tables don't cover, judged by the row module."""
    import policy
    import policy_columnar

    (decision,) = policy.evaluate_rows([person])
    answers, blank = decision.to_dict()["outputs"], dict.fromkeys(policy_columnar.Result._fields)
    return {
        name: policy_columnar.Result(
            **blank
            | {key: answers[alias][key] for key in ("status", "text", "clauses")}
            | {"value": getattr(decision, alias)}
        )
        for name, alias, _ in results
    }


# ---- by statement -----------------------------------------------------------------------------------
def by_statement(session: SparkSession, modules: Path, register: DataFrame, results: Results) -> DataFrame:
    """The statement over the register as a view; the town is one of its keys."""
    register.createOrReplaceTempView("persons")
    answers = session.sql((modules / "policy.spark.sql").read_text("utf-8"))
    columns = [f.col(name) for name in KEYS]
    for _, alias, kind in results:
        why = f.regexp_replace(f"{alias}_text", CANDIDATES, "）")
        columns.append(f.col(alias).cast(TYPES[kind]))
        columns.append(f.when(f.col(f"{alias}_status") != "value", why).alias(f"{alias}_why"))
    cited = f.concat_ws("；", *(f"{alias}_clauses" for _, alias, _ in results))
    return answers.select(
        *columns, f.array_join(f.array_distinct(f.split(cited, "；")), "；").alias("clauses")
    )


def counted(answers: DataFrame) -> list[dict[str, Any]]:
    """How many persons of a town are answered alike but for days: some thousand lines, however many rows."""
    alike = [name for name, kind in answers.dtypes if name != "id" and kind != "date"]
    return [line.asDict() for line in answers.groupBy(*alike).count().collect()]


WAYS = {"columnar": by_columns, "sql": by_statement}


def main(way: str, modules: Path, register: str, out: str) -> None:
    """Run one of the ways and print totals: town, table, row, column, figure."""
    results = json.loads((modules / "results.json").read_text("utf-8"))
    session = SparkSession.builder.appName("polc").config(map=SETTINGS).getOrCreate()
    answers = WAYS[way](session, modules, session.read.parquet(register), results)
    answers.write.mode("overwrite").partitionBy("town").parquet(out)
    for place, figure in sorted(totals(counted(session.read.parquet(out)), results).items()):
        print(*place, figure, sep="\t", flush=True)
    session.stop()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).resolve(), sys.argv[3], sys.argv[4])
