"""Tables, classes, choices, lists, running values, calendars, shared payments and claims as trees."""

from hypothesis import strategies as st
from property.expressions import (
    cites,
    conditions,
    dates,
    factors,
    fractions,
    names,
    node,
    otherwise,
    outcomes,
    overs,
    quoted,
    ranges,
    rule_bodies,
    stackings,
    steps,
    tuples,
    values,
)

from polc.dsl import nodes
from polc.dsl.values import RoundMode

types = st.one_of(
    node(nodes.TypeNode, word=st.sampled_from(nodes.TypeWord)),
    node(nodes.TypeNode, word=st.just(nodes.TypeWord.ENUM), options=tuples(names, 1, 3)),
)
aliases = st.one_of(st.just(""), st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True))
notes = st.one_of(st.just(""), quoted.filter(bool))
facts = node(
    nodes.Fact, name=names, type=types, default=st.one_of(st.none(), factors), alias=aliases, note=notes
)

# ---- tables -----------------------------------------------------------------------------------------
ages = node(nodes.IntLiteral, value=st.integers(0, 150))
year_words = st.sampled_from([nodes.BandWord.REACHES, nodes.BandWord.SHORT_OF])
bands = st.one_of(
    node(nodes.Band, word=st.sampled_from(nodes.BandWord), value=values),
    node(nodes.Band, word=year_words, value=ages, years=st.just(True)),
)
cells = st.one_of(
    node(nodes.AnyCell),
    node(nodes.IsCell, value=values),
    node(nodes.OneOfCell, names=tuples(names, 2, 3)),
    node(nodes.RangeCell, low=values, high=st.one_of(st.none(), values)),
    node(nodes.BandCell, bands=tuples(bands, 1, 2)),
)
table_rows = node(
    nodes.TableRow,
    cite=cites,
    exception=st.booleans(),
    cells=tuples(cells, 1, 3),
    outcome=outcomes,
    over=overs,
)
tables = node(
    nodes.Table,
    name=names,
    axes=tuples(names, 1, 3),
    rows=tuples(st.one_of(table_rows, table_rows, otherwise, stackings)),
    standard=st.booleans(),
)

# ---- classes and choices ----------------------------------------------------------------------------
class_rows = st.one_of(
    node(nodes.ClassRow, cite=cites, name=names, condition=conditions, over=overs),
    node(nodes.ClassRest, cite=cites, name=names),
    otherwise,
)
maybe_conditions = st.one_of(st.none(), conditions)
permit_rows = st.one_of(
    node(nodes.PermitRow, cite=cites, condition=maybe_conditions, options=tuples(names, 1, 3)),
    node(
        nodes.PermitRow,
        cite=cites,
        condition=maybe_conditions,
        span_of=node(nodes.OptionSpan, low=values, high=values),
    ),
)

# ---- lists, calendars, shares and claims ------------------------------------------------------------
days = node(nodes.Days, low=dates, high=st.one_of(st.none(), dates))
roundings = node(
    nodes.Rounding,
    step=steps,
    mode=st.one_of(st.none(), st.sampled_from(RoundMode)),
)
lookups = st.one_of(
    tables,
    tables,
    node(nodes.Classes, name=names, rows=tuples(class_rows)),
    node(nodes.Permitted, fact=names, chooser=names, rows=tuples(permit_rows)),
    node(
        nodes.EntryList,
        name=names,
        limit=st.integers(0, 10**6),
        columns=tuples(facts),
        order=tuples(names),
        alias=aliases,
    ),
    node(nodes.Running, name=names, entries=names, start=values, rows=rule_bodies),
    node(nodes.WorkCalendar, title=quoted, range=ranges, off=tuples(days), worked=tuples(days)),
    node(
        nodes.Funding,
        name=names,
        rows=tuples(node(nodes.FundRow, cite=cites, name=names, rate=fractions, remainder=st.booleans())),
        rounding=st.one_of(st.none(), roundings),
    ),
    node(
        nodes.Claim,
        claim=st.one_of(
            node(nodes.Implies, condition=conditions, consequence=conditions),
            node(nodes.Always, condition=conditions),
        ),
    ),
)
