"""The four databases: DuckDB, PostgreSQL and Spark, executed in tests; Oracle, generated only."""

from __future__ import annotations

from polc.compiler.kernel import Kind
from polc.targets.sql.dialect import RATE_UNITS, Dialect, Lists

_ANSI = {
    Kind.BOOL: "BOOLEAN",
    Kind.DATE: "DATE",
    Kind.MONEY: "BIGINT",
    Kind.INT: "BIGINT",
    Kind.RATE: "BIGINT",
    Kind.ENUM: "VARCHAR",
    Kind.DURATION: "BIGINT",
}
_COMMON = {
    "rest": "MOD({0}, {word})",
    "absolute": "ABS({0})",
    "lowest_bit": "({0} & -{0})",
    "days": "({0} - {1})",
    "part": "EXTRACT({word} FROM {0})",
    "number_at": "CAST(NULLIF(SUBSTR({0}, {1} + 1, {word}), '') AS INTEGER)",
    "written": "CAST({0} AS VARCHAR)",
    "padded": "LPAD({0}, {word}, '0')",
    "without_ends": "RTRIM({0}, '{word}')",
    "from": "SUBSTR({0}, {word})",
    "put": "REPLACE({0}, {1}, {2})",
    "piece": "NULLIF(SUBSTR(split_part({0}, '{word[0]}', {word[1]}), 2), '')",
    "decimal": "CAST({0} AS DECIMAL(28, 0)) * {word}",
}

DUCKDB = Dialect(
    name="duckdb",
    label="DuckDB 1.3 or newer",
    executed=True,
    types=_ANSI,
    units=f"CAST({{}} * {RATE_UNITS} AS HUGEINT)",
    functions=_COMMON
    | {
        "part": "CAST(EXTRACT({word} FROM {0}) AS INTEGER)",
        "first": "CAST(date_trunc('{word}', {0}) AS DATE)",
        "add_days": "({0} + {1})",
        "add_months": "CAST({0} + to_months({1}) AS DATE)",
        "add_months_constant": "CAST({0} + INTERVAL '{1}' MONTH AS DATE)",
        "distinct": (
            "list_reduce(string_split({0}, ''), lambda kept, item: CASE WHEN contains(kept, item) THEN kept"
            " ELSE kept || item END, '')"
        ),
    },
    encoded="chr({})",
    quotient="({} // {})",
    exact_quotient="({} // {})",
    lists=Lists(
        transform="list_transform({list}, lambda {var}: {body})",
        struct="{{{}}}",
        part="'{name}': {value}",
        one="[{}]",
        first="[1]",
        all={
            "sum": "CAST(COALESCE(list_sum({}), 0) AS BIGINT)",
            "or": "COALESCE(list_aggregate({}, 'bit_or'), 0)",
            "most": "list_max({})",
            "least": "list_min({})",
        },
        tied=(
            "(len(list_distinct(list_transform({list}, lambda e: {keys})))"
            " <> len(list_distinct(list_transform({list}, lambda e: {rows}))))"
        ),
        sort=("list_transform(list_sort(list_transform({list}, lambda e, i: {struct})), lambda e: e.e)"),
        reduce=(
            "list_reduce(list_concat([{initial}], list_transform({list}, lambda y: {lifted})),"
            " lambda s, y: {body})"
        ),
        lifted=True,
    ),
)

POSTGRES = Dialect(
    name="postgres",
    label="PostgreSQL 13 or newer",
    executed=True,
    types=_ANSI,
    units=f"TRUNC({{}} * {RATE_UNITS})",
    functions=_COMMON
    | {
        "part": "CAST(EXTRACT({word} FROM {0}) AS INTEGER)",
        "first": "CAST(date_trunc('{word}', CAST({0} AS TIMESTAMP)) AS DATE)",
        "add_days": "({0} + {1})",
        "add_months": "CAST({0} + {1} * INTERVAL '1 month' AS DATE)",
        "number_at": "CAST(NULLIF(SUBSTR({0}, CAST({1} AS INTEGER) + 1, {word}), '') AS INTEGER)",
        "add_months_constant": "CAST({0} + INTERVAL '{1}' MONTH AS DATE)",
        "distinct": (
            "array_to_string(ARRAY(SELECT item FROM unnest(string_to_array({0}, NULL)) WITH ORDINALITY"
            " AS list(item, place) GROUP BY item ORDER BY min(place)), '')"
        ),
    },
    encoded="chr({})",
    exact_quotient="div({}, {})",
    lateral=True,
    fence="OFFSET 0",
)

SPARK = Dialect(
    name="spark",
    label="Spark SQL 3.4 or newer",
    executed=True,
    types=_ANSI | {Kind.ENUM: "STRING"},
    units=f"CAST({{}} * {RATE_UNITS} AS DECIMAL(28, 0))",
    functions=_COMMON
    | {
        "days": "datediff({0}, {1})",
        "first": "trunc({0}, '{word}')",
        "add_days": "date_add({0}, {1})",
        "add_months": "add_months({0}, {1})",
        "written": "CAST({0} AS STRING)",
        "number_at": "CAST(NULLIF(SUBSTR({0}, {1} + 1, {word}), '') AS INT)",
        "without_ends": "RTRIM('{word}', {0})",
        "distinct": "array_join(array_distinct(split({0}, '')), '')",
    },
    encoded="decode(X'{}', 'UTF-8')",
    encoded_each=False,
    quotient="({} div {})",
    exact_quotient="({} div {})",
    differs="(NOT ({} <=> {}))",
    integer="INT",
    lists=Lists(
        transform="transform({list}, {var} -> {body})",
        struct="named_struct({})",
        part="'{name}', {value}",
        one="array({})",
        first="[0]",
        all={
            "sum": "aggregate({}, CAST(0 AS BIGINT), (a, b) -> a + b)",
            "or": "aggregate({}, CAST(0 AS BIGINT), (a, b) -> a | b)",
            "most": "array_max({})",
            "least": "array_min({})",
        },
        tied=(
            "(size(array_distinct(transform({list}, e -> {keys})))"
            " <> size(array_distinct(transform({list}, e -> {rows}))))"
        ),
        sort="transform(array_sort(transform({list}, (e, i) -> {struct})), e -> e.e)",
        reduce="aggregate({list}, {initial}, (s, y) -> {body})",
    ),
    quote_mark="`",
)

ORACLE = Dialect(
    name="oracle",
    label="Oracle Database 23ai or newer",
    executed=False,
    types=_ANSI
    | dict.fromkeys((Kind.MONEY, Kind.INT, Kind.RATE, Kind.DURATION), "NUMBER(19)")
    | {Kind.ENUM: "VARCHAR2(4000)"},
    units=f"TRUNC({{}} * {RATE_UNITS})",
    functions=_COMMON
    | {
        "lowest_bit": "BITAND({0}, -{0})",
        "first": "TRUNC({0}, '{word}')",
        "add_days": "({0} + {1})",
        "add_months": (
            "LEAST(ADD_MONTHS(TRUNC({0}, 'month'), {1}) + (EXTRACT(DAY FROM {0}) - 1),"
            " ADD_MONTHS(TRUNC({0}, 'month'), {1} + 1) - 1)"
        ),
        "written": "TO_CHAR({0})",
        "number_at": "TO_NUMBER(SUBSTR({0}, {1} + 1, {word}))",
        "distinct": "polc_distinct({0})",
        "piece": ("SUBSTR(REGEXP_SUBSTR({0}, '([^{word[0]}]*)({word[0]}|$)', 1, {word[1]}, NULL, 1), 2)"),
    },
    encoded="NCHR({})",
    quotient="TRUNC({} / {})",
    exact_quotient="TRUNC({} / {})",
    differs="(DECODE({}, {}, 0, 1) = 1)",
    bits="BITAND({0}, {1})",
    joined="polc_bits({}, {})",
    integer="NUMBER(10)",
    skips_null=False,
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
