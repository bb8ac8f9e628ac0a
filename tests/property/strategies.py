"""Modules as trees: everything that a file can say, drawn node by node and never as text."""

from hypothesis import strategies as st
from property.expressions import (
    cites,
    closings,
    conditions,
    dates,
    durations,
    fractions,
    maybe_names,
    met_bodies,
    names,
    node,
    otherwise,
    overs,
    quoted,
    ranges,
    stackings,
    statuses,
    tuples,
    undetermined,
    values,
)
from property.lookups import aliases, facts, lookups, notes, types

from polc.dsl import nodes
from polc.dsl.values import Audience, LeapRule, MonthRule

audiences = st.one_of(st.none(), st.sampled_from(Audience))
limits = st.one_of(st.none(), conditions)

# ---- header and vocabulary --------------------------------------------------------------------------
header_keys = st.one_of(
    node(nodes.HeaderText, key=st.sampled_from(nodes.TextKey), text=quoted),
    node(nodes.HeaderIssued, day=dates),
    node(nodes.HeaderRange, key=st.sampled_from(nodes.RangeKey), range=ranges),
    node(
        nodes.HeaderRange,
        key=st.sampled_from(nodes.RangeKey),
        range=ranges,
        by=names,
        since=st.one_of(st.none(), values),
    ),
    node(nodes.HeaderGate, group=names),
    node(nodes.HeaderMonths, rule=st.sampled_from(MonthRule)),
    node(nodes.HeaderLeap, rule=st.sampled_from(LeapRule)),
    node(nodes.HeaderClauses, cite=cites),
)
headers = node(nodes.HeaderItem, cite=st.one_of(st.none(), cites), key=header_keys)
vocabulary_items = st.one_of(
    facts,
    node(
        nodes.Output, name=names, type=types, identity=st.one_of(st.none(), values), alias=aliases, note=notes
    ),
    node(nodes.Output, name=names, type=types, entries=names, alias=aliases, note=notes),
    node(nodes.Ages, birth=names),
    node(nodes.Yields, name=names, outputs=tuples(names, 1, 4)),
    node(nodes.Benefit, start=names, end=names, price=names),
    node(
        nodes.Relation,
        claim=st.one_of(
            node(nodes.Implies, condition=conditions, consequence=conditions),
            node(nodes.Exclusive, names=tuples(names, 2, 4)),
            node(nodes.Always, condition=conditions),
        ),
    ),
    node(
        nodes.Explain,
        subject=names,
        text=quoted,
        reading=maybe_names,
        opposite=notes,
        question=quoted,
        hint=notes,
    ),
    node(nodes.Explain, subject=names, text=quoted, opposite=notes, asked=st.booleans()),
)

# ---- declarations of a policy -----------------------------------------------------------------------
kinds = st.sampled_from(nodes.StandardKind)
window_rows = node(
    nodes.WindowRow, cite=cites, name=names, range=ranges, limit=st.one_of(st.none(), conditions)
)
grant_amounts = st.one_of(
    node(nodes.Full), node(nodes.Share, rate=fractions), node(nodes.Fixed, value=values), statuses
)
grant_rows = st.one_of(
    node(nodes.GrantBase, cite=cites, value=values),
    stackings,
    node(nodes.Tie, cite=cites, outcome=statuses),
    node(
        nodes.GrantRow,
        cite=cites,
        exception=st.booleans(),
        condition=conditions,
        amount=grant_amounts,
        payer=st.one_of(st.none(), names, undetermined),
        offices=tuples(names),
        pay_first=st.booleans(),
        over=overs,
    ),
)
readings = node(
    nodes.Reading,
    name=names,
    meaning=st.one_of(conditions, st.sampled_from(nodes.StackWord), statuses),
    note=notes,
)
optional_values = st.one_of(st.none(), values)
data_parts = {
    "kind": st.sampled_from(nodes.DataKind),
    "text": quoted,
    "by": tuples(names),
    "not_before": optional_values,
    "not_after": optional_values,
    "at": optional_values,
    "monthly": st.one_of(st.none(), durations),
    "listing": st.lists(quoted, max_size=3).map(tuple),
    "limit": limits,
    "audience": audiences,
}
data = st.one_of(
    node(nodes.Data, **data_parts),
    node(nodes.Data, **data_parts, amount=values, amount_kind=kinds),
)
rules = st.one_of(
    node(nodes.Rule, name=names, rows=met_bodies),
    node(nodes.Rule, name=names, rows=met_bodies, entries=names),
    node(nodes.Rule, name=names, rows=met_bodies, monthly=st.just(True), month=maybe_names),
)
operative_items = st.one_of(
    node(nodes.Standard, name=names, kind=kinds, value=values),
    node(nodes.Quantity, name=names, value=values, closings=tuples(closings)),
    node(nodes.Group, name=names, condition=conditions),
    node(
        nodes.GroupRows,
        name=names,
        quantifier=st.sampled_from(nodes.Quantifier),
        rows=tuples(node(nodes.GroupRow, cite=cites, condition=conditions)),
    ),
    node(nodes.Window, name=names, by=names, rows=tuples(st.one_of(window_rows, otherwise))),
    rules,
    node(nodes.Grant, name=names, rows=tuples(grant_rows)),
    node(
        nodes.Assumption,
        name=names,
        reason=notes,
        readings=tuples(readings),
        adopted=st.one_of(st.none(), names),
        audience=audiences,
    ),
    data,
    lookups,
    lookups,
    node(nodes.Gap, reason=quoted, limit=limits, audience=audiences, question=notes),
    node(nodes.NotComputed, reason=quoted),
)

# ---- files ------------------------------------------------------------------------------------------
plain_given = node(nodes.GivenValue, name=names, value=st.one_of(st.none(), values))
given = st.one_of(
    node(nodes.Given, names=tuples(names, 1, 3), holds=st.booleans()),
    plain_given,
    node(nodes.GivenReading, assumption=names, reading=names),
    node(nodes.GivenEntry, list=names, cells=tuples(plain_given)),
    node(nodes.GivenNone, list=names),
)
expected_values = st.one_of(
    values, node(nodes.ExpectedStatus, word=st.sampled_from(nodes.StatusWord), text=notes)
)
examples = node(
    nodes.Example,
    title=quoted,
    given=tuples(given),
    expected=tuples(
        node(
            nodes.Expectation,
            name=names,
            kind=kinds,
            value=expected_values,
            more=tuples(expected_values, 0, 2),
        )
    ),
    audience=audiences,
)
fact_cells = node(nodes.ExampleCell, value=st.one_of(st.none(), values))
bases = st.one_of(st.none(), cites)
expected_cells = st.one_of(
    node(nodes.ExampleCell, value=expected_values, more=tuples(expected_values, 0, 2), basis=bases),
    node(nodes.ExampleCell, value=values, kind=kinds, basis=bases),
    node(nodes.ExampleCell, value=st.none()),
)


@st.composite
def example_tables(draw: st.DrawFn) -> nodes.ExampleTable:
    """Every row has as many cells as there are columns."""
    columns, expected = draw(tuples(names, 0, 3)), draw(tuples(names, 1, 2))
    cells = st.tuples(*(fact_cells for _ in columns), *(expected_cells for _ in expected))
    row = node(nodes.ExampleRow, cells=cells, given=tuples(given, 0, 2))
    given_before, rows = draw(tuples(given)), draw(tuples(row))
    return draw(
        node(
            nodes.ExampleTable,
            title=quoted,
            given=st.just(given_before),
            columns=st.just(columns),
            expected=st.just(expected),
            rows=st.just(rows),
            audience=audiences,
        )
    )


operative = node(nodes.Cited, cite=cites, item=operative_items)
items = st.one_of(
    operative,
    operative,
    node(nodes.Cited, cite=st.none(), item=vocabulary_items),
    node(nodes.Use, path=quoted, fulfils=notes),
    node(nodes.Use, path=quoted, overrides=tuples(names, 1, 3)),
    node(nodes.Use, path=quoted, inherits=node(nodes.Inherit, kept=tuples(names), dropped=tuples(names))),
    node(
        nodes.Vocabulary,
        name=names,
        items=tuples(node(nodes.Cited, cite=st.none(), item=vocabulary_items)),
    ),
    node(nodes.Policy, title=quoted, header=tuples(headers)),
    examples,
    example_tables(),
)
modules = st.builds(nodes.Module, path=st.just("x.pol"), items=tuples(items, 1, 4))
