"""The four databases: DuckDB, PostgreSQL and Spark, executed in tests; Oracle, generated only."""

from __future__ import annotations

from polc.compiler.kernel import Kind
from polc.targets.sql.dialect import Dialect

_ANSI = {
    Kind.BOOL: "BOOLEAN",
    Kind.DATE: "DATE",
    Kind.MONEY: "BIGINT",
    Kind.INT: "BIGINT",
    Kind.RATE: "DECIMAL(18, 9)",
    Kind.ENUM: "VARCHAR",
    Kind.DURATION: "VARCHAR",
}

DUCKDB = Dialect(
    name="duckdb",
    label="DuckDB 1.3 or newer",
    executed=True,
    types=_ANSI,
    distinct_form=(
        "list_reduce(string_split({}, ''), lambda kept, item: CASE WHEN contains(kept, item) THEN kept"
        " ELSE kept || item END, '')"
    ),
    encoded_form="chr({})",
    part_form="CAST(EXTRACT({unit} FROM {day}) AS INTEGER)",
    first_form="CAST(date_trunc('{unit}', {day}) + INTERVAL '{count}' MONTH AS DATE)",
    month_end_form="CAST({day} + INTERVAL '{count}' MONTH AS DATE)",
    quotient_form="({} // {})",
)

POSTGRES = Dialect(
    name="postgres",
    label="PostgreSQL 13 or newer",
    executed=True,
    types=_ANSI,
    distinct_form=(
        "array_to_string(ARRAY(SELECT item FROM unnest(string_to_array({}, NULL)) WITH ORDINALITY"
        " AS list(item, place) GROUP BY item ORDER BY min(place)), '')"
    ),
    encoded_form="chr({})",
    first_form="CAST(date_trunc('{unit}', CAST({day} AS TIMESTAMP)) + INTERVAL '{count}' MONTH AS DATE)",
    month_end_form="CAST({day} + INTERVAL '{count}' MONTH AS DATE)",
    part_form="CAST(EXTRACT({unit} FROM {day}) AS INTEGER)",
    quotient_form="({} / {})",
    fence="OFFSET 0",
)

SPARK = Dialect(
    name="spark",
    label="Spark SQL 3.4 or newer",
    executed=True,
    types=_ANSI | {Kind.ENUM: "STRING", Kind.DURATION: "STRING"},
    distinct_form="array_join(array_distinct(split({}, '')), '')",
    encoded_form="decode(X'{}', 'UTF-8')",
    encoded_each=False,
    first_form="add_months(trunc({day}, '{unit}'), {count})",
    month_end_form="add_months({day}, {count})",
    add_days_form="date_add({day}, {sign}{count})",
    quotient_form="({} div {})",
    differs_form="(NOT ({} <=> {}))",
    text_form="CAST({} AS STRING)",
    quote_mark="`",
)

ORACLE = Dialect(
    name="oracle",
    label="Oracle Database 23ai or newer",
    executed=False,
    types=_ANSI
    | {Kind.MONEY: "NUMBER(19)", Kind.INT: "NUMBER(19)", Kind.RATE: "NUMBER(18, 9)"}
    | {Kind.ENUM: "VARCHAR2(4000)", Kind.DURATION: "VARCHAR2(4000)"},
    bits_form="polc_bits({}, {})",
    bit_form="BITAND({mask}, {bit}) <> 0",
    distinct_form="polc_distinct({})",
    without_form="TRANSLATE({text}, '#{letters}', '#')",
    removed_form="TRANSLATE('#' || {text}, '#' || {letters}, '#')",
    nothing="'#'",
    pick_form="REGEXP_SUBSTR({text}, '([^{gap}]*)({gap}|$)', 1, {place}, NULL, 1)",
    encoded_form="NCHR({})",
    first_form="ADD_MONTHS(TRUNC({day}, '{unit}'), {count})",
    quotient_form="TRUNC({} / {})",
    differs_form="(DECODE({}, {}, 0, 1) = 1)",
    no_number="1e30",
    text_form="TO_CHAR({})",
    hint="/*+ NO_MERGE */ ",
    upper=True,
    prelude="""FUNCTION polc_bits(one NUMBER, other NUMBER) RETURN NUMBER IS
  BEGIN
    RETURN one + other - BITAND(one, other);
  END;
  FUNCTION polc_distinct(letters VARCHAR2) RETURN VARCHAR2 IS
    kept VARCHAR2(4000);
  BEGIN
    FOR place IN 1 .. NVL(LENGTH(letters), 0) LOOP
      IF kept IS NULL OR INSTR(kept, SUBSTR(letters, place, 1)) = 0 THEN
        kept := kept || SUBSTR(letters, place, 1);
      END IF;
    END LOOP;
    RETURN kept;
  END;""",
)

DIALECTS = {dialect.name: dialect for dialect in (DUCKDB, POSTGRES, SPARK, ORACLE)}
