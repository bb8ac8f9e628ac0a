"""Nothing that a policy is called or says can become SQL: names, literals, comments, options."""

from __future__ import annotations

import re

import attrs
import duckdb
import pytest
from agreement.shipped import kernel_of, names
from books import books

from polc.targets.api import NotExpressible, Options
from polc.targets.constructs import Construct
from polc.targets.sql.dialects import DIALECTS, DUCKDB, ORACLE, POSTGRES, SPARK
from polc.targets.sql.emit import TARGET
from polc.targets.sql.register import Register
from polc.targets.sql.statement import statement
from polc.targets.sql.text import comment, is_identifier, literal

HOSTILE = (
    "'; DROP TABLE persons; --",
    "' OR '1'='1",
    "\\' OR 1=1 --",
    "*/ DROP TABLE persons; /*",
    "a\nDROP TABLE persons;\n",
    "a\r\u2028\u2029\x85\x0b\x0cDROP TABLE persons",
    "$$ || pg_sleep(9) || $$",
    '{{ 7*7 }} ${x} :name ? %s &sub @var `id` "id"',
    "\x00\x1b[2J",
    "\u202edlo\u200b\ufeff\U0001d49f",
    "c1_t0 AS v, key_0",
)
OPTIONS = Options(source_sha256="0" * 64, compiler_version="test")
# Outside quotes a statement holds only these: no text of a policy is made of them alone.
QUOTED = r"'[^'\\]*'|\"[A-Za-z][A-Za-z0-9_]*\"|`[a-z][a-z0-9_]*`"
TOKENS = re.compile(rf"{QUOTED}|[A-Za-z0-9_ \n().,:<>=+*/|&\[\]-]")


def without_comments(sql: str) -> str:
    return "\n".join(line for line in sql.split("\n") if not line.lstrip().startswith("--"))


def leftover(sql: str) -> str:
    """What isn't a known token outside comments."""
    return TOKENS.sub("", without_comments(sql))


def hostile(text: str):
    """A kernel in which every text of the policy is `text` with a number."""
    kernel = kernel_of("bare")
    (choice,) = kernel.choices
    rows = tuple(attrs.evolve(row, condition=text, outcome=text) for row in choice.rows)
    (decl,) = kernel.inputs
    reason = attrs.evolve(choice.otherwise[0].status, reason=text)
    return attrs.evolve(
        kernel,
        info=attrs.evolve(kernel.info, title=text, document=text, authority=text),
        inputs=(attrs.evolve(decl, alias=text, note=text),),
        fields=tuple(attrs.evolve(field, alias=text, note=text) for field in kernel.fields),
        choices=(
            attrs.evolve(choice, rows=rows, otherwise=(attrs.evolve(choice.otherwise[0], status=reason),)),
        ),
    )


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_hostile_texts_stay_texts(text, dialect):
    sql = statement(hostile(text), dialect, Register())
    body = sql.replace(dialect.prelude, "") if dialect.prelude else sql
    assert leftover(body) == ""
    assert "DROP" not in re.sub(r"'[^']*'", "", without_comments(sql))


@pytest.mark.parametrize("text", HOSTILE)
def test_the_database_gives_the_text_back(text):
    """Executed: the reason comes out as it was written, and the table is still there."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    connection = duckdb.connect()
    connection.execute("CREATE TABLE persons (id BIGINT, input_1 BIGINT)")
    connection.execute("INSERT INTO persons VALUES (1, 3)")
    (row,) = connection.execute(statement(hostile(text), DUCKDB, Register())).fetchall()
    assert f"不适用（{text}）" in row
    assert connection.execute("SELECT count(*) FROM persons").fetchone() == (1,)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_comment_is_one_line(text):
    told = comment(text)
    assert len(f"-- {told}".splitlines()) == 1
    assert not set(told) & set("'\"\\;`$&?@{}\x00")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("dialect", (DUCKDB, POSTGRES, SPARK, ORACLE), ids=lambda d: d.name)
def test_a_literal_can_not_be_left(text, dialect):
    written = dialect.text(text)
    for inside in re.findall(r"'([^']*)'", written):
        assert not set(inside) & set('\\"`;&?$@{}\n\r\x00')
    assert written.count("'") % 2 == 0


def test_plain_texts_are_readable():
    assert literal("民政部门（含乡镇），90%", str) == "'民政部门（含乡镇），90%'"
    assert POSTGRES.text("it's") == "('it' || chr(39) || 's')"
    assert SPARK.text("it's") == "('it' || decode(X'27', 'UTF-8') || 's')"
    assert DUCKDB.text("") == "''"


@pytest.mark.parametrize("name", ["persons; DROP", "a b", "1a", "", "户籍", 'a"b', "x" * 41, "a.b.", "ａ"])
def test_tables_and_keys_of_other_characters_are_refused(name):
    with pytest.raises(NotExpressible):
        statement(kernel_of("bare"), DUCKDB, Register(table=name))
    with pytest.raises(NotExpressible):
        statement(kernel_of("bare"), DUCKDB, Register(keys=(name,)))


def test_two_columns_of_one_name_are_refused():
    with pytest.raises(NotExpressible, match="two columns"):
        statement(kernel_of("bare"), DUCKDB, Register(keys=("grant",)))


def test_an_unknown_dialect_is_refused():
    options = attrs.evolve(OPTIONS, extra=(("dialect", "duckdb, msaccess"),))
    with pytest.raises(NotExpressible, match="msaccess"):
        TARGET.emit(kernel_of("bare"), options)


@pytest.mark.parametrize("name", names())
def test_every_shipped_policy_in_every_dialect(name):
    """All four are written, hold known tokens only, and name nothing but the register and themselves."""
    kernel = kernel_of(name)
    assert all(is_identifier(decl.alias) for decl in kernel.outputs)
    files = TARGET.emit(kernel, OPTIONS)
    assert [file.name for file in files] == [f"policy.{dialect}.sql" for dialect in DIALECTS]
    for dialect, file in zip(DIALECTS.values(), files, strict=True):
        sql = file.content.decode("utf-8")
        assert leftover(sql.replace(dialect.prelude, "") if dialect.prelude else sql) == ""
        told = "executed in the tests" if dialect.executed else "generated, not executed in the tests"
        assert told in sql


def test_a_list_is_refused_by_name_where_a_database_has_no_words_for_it():
    with pytest.raises(NotExpressible) as refused:
        statement(books(), ORACLE, Register())
    assert refused.value.construct is Construct.LIST
