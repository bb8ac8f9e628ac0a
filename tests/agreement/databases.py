"""The databases that run generated SQL: persons go in as a table, answers come back as rows by column.

In: a kernel, persons, readings to assume. Out: rows. Each engine is a context; what isn't installed fails
and says what to install, for a test that isn't run is not a test that passed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import duckdb
import psycopg
from agreement.postgres import running
from agreement.sql_engines import Answers, Assumed, Engine, Person, columns_of, rows_of

from polc.compiler.kernel import Kernel
from polc.targets.sql.dialects import DUCKDB, POSTGRES, SPARK
from polc.targets.sql.register import Register
from polc.targets.sql.statement import statement

TABLE = Register()


def _structs(entry: str) -> str:
    return f"STRUCT({entry})[]"


def created(kernel: Kernel, lists: Callable[[str], str] = _structs) -> str:
    """The register's table, for DuckDB and PostgreSQL."""
    facts = "".join(f', "{name}" {type_}' for name, type_, _ in columns_of(kernel, lists))
    return f"CREATE TABLE persons (id BIGINT{facts})"


def _types(kernel: Kernel, lists: Callable[[str], str] = _structs) -> list[str]:
    return ["BIGINT", *(type_ for _, type_, _ in columns_of(kernel, lists))]


def in_duckdb(
    kernel: Kernel, people: Sequence[Person], assume: Assumed = None, register: Register = TABLE
) -> Answers:
    """The answers of DuckDB."""
    connection = duckdb.connect(config={"threads": 1})
    connection.execute(created(kernel))
    columns = [list(values) for values in zip(*rows_of(kernel, people), strict=True)]
    marks = ", ".join(f"unnest(CAST(? AS {type_}[]))" for type_ in _types(kernel))
    connection.execute(f"INSERT INTO persons SELECT {marks}", columns)
    found = connection.execute(statement(kernel, DUCKDB, register, assume))
    return Answers(tuple(column[0] for column in found.description or ()), found.fetchall())


@contextmanager
def duckdb_engine() -> Iterator[Engine]:
    """DuckDB, in this process."""
    yield in_duckdb


@contextmanager
def postgres_engine() -> Iterator[Engine]:
    """A PostgreSQL server of our own."""
    with running() as address, psycopg.connect(address, autocommit=True) as connection:

        def answers(
            kernel: Kernel, people: Sequence[Person], assume: Assumed = None, register: Register = TABLE
        ) -> Answers:
            connection.execute("DROP TABLE IF EXISTS persons")
            connection.execute(created(kernel, lambda _: "JSONB"))
            with connection.cursor().copy("COPY persons FROM STDIN") as copy:
                for row in rows_of(kernel, people):
                    copy.write_row([json.dumps(v, default=str) if isinstance(v, list) else v for v in row])
            found = connection.execute(statement(kernel, POSTGRES, register, assume).encode())
            return Answers(tuple(column.name for column in found.description or ()), found.fetchall())

        yield answers


@contextmanager
def spark_engine() -> Iterator[Engine]:
    """Spark in this process, on one thread."""
    session = spark_session()

    def answers(
        kernel: Kernel, people: Sequence[Person], assume: Assumed = None, register: Register = TABLE
    ) -> Answers:
        def entries(cells: str) -> str:
            typed = cells.replace('" ', "`: ").replace('"', "`")
            return f"ARRAY<STRUCT<{typed}>>"

        columns = ["id", *(name for name, _, _ in columns_of(kernel, entries))]
        types = [type_.replace("VARCHAR", "STRING") for type_ in _types(kernel, entries)]
        schema = ", ".join(f"`{name}` {type_}" for name, type_ in zip(columns, types, strict=True))
        rows = [tuple(row) for row in rows_of(kernel, people)]
        session.createDataFrame(rows, schema).createOrReplaceTempView("persons")
        found = session.sql(statement(kernel, SPARK, register, assume))
        return Answers(tuple(found.columns), [tuple(row) for row in found.collect()])

    try:
        yield answers
    finally:
        session.stop()


def spark_session() -> Any:
    """A local Spark that listens on loopback only and keeps nothing."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        # Most of the time goes into analysing each statement once, which is over before C2 would pay.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "4g",
        "spark.log.level": "ERROR",
        # A statement is too long for one Java method: tried all the same, that takes time and fails.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master("local[1]").appName("polc")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


ENGINES: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
    "duckdb": duckdb_engine,
    "postgres": postgres_engine,
    "spark": spark_engine,
}
