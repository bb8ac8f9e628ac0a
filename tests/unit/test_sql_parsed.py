"""The statements as a parser of another hand reads them; Oracle's are run nowhere: this is all they have."""

import pytest
import sqlglot
from agreement.shipped import kernel_of, names
from sqlglot import exp

from polc.targets.sql.dialects import DIALECTS
from polc.targets.sql.register import Register
from polc.targets.sql.statement import statement

OWN = {"polc_bits", "polc_distinct"}
KNOWN_TO_ORACLE = {"BITAND", "TRUNC", "NCHR"}


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=lambda d: d.name)
@pytest.mark.parametrize("name", names())
def test_a_statement_is_one_query_with_the_columns_of_every_output(name, dialect):
    kernel = kernel_of(name)
    text = statement(kernel, dialect, Register())
    # The two functions that Oracle's statement brings along are PL/SQL, which the parser doesn't read.
    (query,) = sqlglot.parse(text.replace(dialect.prelude, "", 1), dialect=dialect.name)
    assert isinstance(query, exp.Select)
    columns = [column.lower() for column in query.named_selects]
    for decl in kernel.outputs:
        assert {decl.alias, f"{decl.alias}_status", f"{decl.alias}_clauses", f"{decl.alias}_text"} <= set(
            columns
        )
    assert len(columns) == len(set(columns))


@pytest.mark.parametrize("name", names())
def test_oracle_is_given_no_function_that_it_doesnt_have(name):
    text = statement(kernel_of(name), DIALECTS["oracle"], Register())
    query = sqlglot.parse_one(text.replace(DIALECTS["oracle"].prelude, "", 1), dialect="oracle")
    unknown = {call.name for call in query.find_all(exp.Anonymous)}
    assert unknown <= OWN | KNOWN_TO_ORACLE
