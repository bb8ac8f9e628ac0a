"""The four databases: DuckDB and PostgreSQL, executed in tests; Spark and Oracle, generated only."""

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
_RANK = "'[0-9]{{3}}:'"

DUCKDB = Dialect(
    name="duckdb",
    label="DuckDB 1.3 or newer",
    executed=True,
    types=_ANSI,
    list_type="VARCHAR[]",
    list_form="[{}]",
    concat_form="nullif(list_concat({}), CAST([] AS VARCHAR[]))",
    concat_joint=", ",
    distinct_form=(
        "list_reduce({}, lambda kept, item: CASE WHEN list_contains(kept, item) THEN kept"
        " ELSE list_append(kept, item) END, CAST([] AS VARCHAR[]))"
    ),
    ordered_form="list_sort(list_distinct({}))",
    joined_form="array_to_string({}, {})",
    encoded_form="chr({})",
    part_form="CAST(EXTRACT({unit} FROM {day}) AS INTEGER)",
    first_form="CAST(date_trunc('{unit}', {day}) + INTERVAL '{count}' MONTH AS DATE)",
    month_end_form="CAST({day} + INTERVAL '{count}' MONTH AS DATE)",
    quotient_form="({} // {})",
    unranked_form=f"regexp_replace({{}}, {_RANK}, '', 'g')",
)

POSTGRES = Dialect(
    name="postgres",
    label="PostgreSQL 13 or newer",
    executed=True,
    types=_ANSI,
    list_type="VARCHAR[]",
    list_form="CAST(ARRAY[{}] AS VARCHAR[])",
    concat_form="({})",
    concat_joint=" || ",
    distinct_form=(
        "NULLIF(ARRAY(SELECT item FROM unnest({}) WITH ORDINALITY AS list(item, place)"
        " GROUP BY item ORDER BY min(place)), CAST(ARRAY[] AS VARCHAR[]))"
    ),
    ordered_form=(
        'NULLIF(ARRAY(SELECT DISTINCT item COLLATE "C" FROM unnest({}) AS list(item)'
        " ORDER BY 1), CAST(ARRAY[] AS VARCHAR[]))"
    ),
    joined_form="array_to_string({}, {})",
    encoded_form="chr({})",
    first_form="CAST(date_trunc('{unit}', CAST({day} AS TIMESTAMP)) + INTERVAL '{count}' MONTH AS DATE)",
    month_end_form="CAST({day} + INTERVAL '{count}' MONTH AS DATE)",
    part_form="CAST(EXTRACT({unit} FROM {day}) AS INTEGER)",
    quotient_form="({} / {})",
    unranked_form=f"regexp_replace({{}}, {_RANK}, '', 'g')",
    fence="OFFSET 0",
)

SPARK = Dialect(
    name="spark",
    label="Spark SQL 3.4 or newer",
    executed=False,
    types=_ANSI | {Kind.ENUM: "STRING", Kind.DURATION: "STRING"},
    list_type="ARRAY<STRING>",
    list_form="array({})",
    concat_form="nullif(concat({}), CAST(array() AS ARRAY<STRING>))",
    concat_item="coalesce({}, CAST(array() AS ARRAY<STRING>))",
    concat_joint=", ",
    distinct_form="array_distinct({})",
    ordered_form="array_sort(array_distinct({}))",
    joined_form="array_join({}, {})",
    encoded_form="decode(X'{}', 'UTF-8')",
    encoded_each=False,
    first_form="add_months(trunc({day}, '{unit}'), {count})",
    month_end_form="add_months({day}, {count})",
    add_days_form="date_add({day}, {sign}{count})",
    quotient_form="({} div {})",
    differs_form="(NOT ({} <=> {}))",
    text_form="CAST({} AS STRING)",
    unranked_form=f"regexp_replace({{}}, {_RANK}, '')",
    materialised_form="{name} AS (\n{text}\n)",
    row_number_form="{keys}",
    quote_mark="`",
)

ORACLE = Dialect(
    name="oracle",
    label="Oracle Database 23ai or newer",
    executed=False,
    types=_ANSI
    | {Kind.MONEY: "NUMBER(19)", Kind.INT: "NUMBER(19)", Kind.RATE: "NUMBER(18, 9)"}
    | {Kind.ENUM: "VARCHAR2(4000)", Kind.DURATION: "VARCHAR2(4000)"},
    list_type="VARCHAR2(4000)",
    list_form="('|' || {})",
    list_joint=" || '|' || ",
    concat_form="({})",
    concat_joint=" || ",
    distinct_form="polc_distinct({})",
    ordered_form="polc_ordered({})",
    joined_form="SUBSTR(REPLACE({0}, '|', {1}), LENGTH({1}) + 1)",
    encoded_form="NCHR({})",
    first_form="ADD_MONTHS(TRUNC({day}, '{unit}'), {count})",
    quotient_form="TRUNC({} / {})",
    differs_form="(DECODE({}, {}, 0, 1) = 1)",
    greatest_item="COALESCE({}, -1e30)",
    greatest_none="-1e30",
    bit_form="(BITAND({mask}, {bit}) <> 0)",
    text_form="TO_CHAR({})",
    unranked_form=f"REGEXP_REPLACE({{}}, {_RANK}, '')",
    row_number_form="ROWNUM",
    crossed_form="{left} CROSS JOIN {right} {alias} ({column})",
    materialised_form="{name} AS (\n{text}\n)",
    hint="/*+ MATERIALIZE */ ",
    upper=True,
    prelude="""FUNCTION polc_distinct(items VARCHAR2) RETURN VARCHAR2 IS
    kept VARCHAR2(4000);
    item VARCHAR2(4000);
    number_of_items PLS_INTEGER := NVL(LENGTH(items) - LENGTH(REPLACE(items, '|')), 0);
  BEGIN
    FOR place IN 1 .. number_of_items LOOP
      item := REGEXP_SUBSTR(items, '\\|([^|]*)', 1, place, NULL, 1);
      IF kept IS NULL OR INSTR(kept || '|', '|' || item || '|') = 0 THEN
        kept := kept || '|' || item;
      END IF;
    END LOOP;
    RETURN kept;
  END;
  FUNCTION polc_ordered(items VARCHAR2) RETURN VARCHAR2 IS
    kept VARCHAR2(4000);
  BEGIN
    FOR found IN (
      SELECT DISTINCT REGEXP_SUBSTR(items, '\\|([^|]*)', 1, LEVEL, NULL, 1) AS item FROM dual
      CONNECT BY LEVEL <= LENGTH(items) - LENGTH(REPLACE(items, '|')) ORDER BY 1
    ) LOOP
      kept := kept || '|' || found.item;
    END LOOP;
    RETURN kept;
  END;""",
)

DIALECTS = {dialect.name: dialect for dialect in (DUCKDB, POSTGRES, SPARK, ORACLE)}
