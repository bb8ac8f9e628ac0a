"""Modules as trees: everything that a file can say, drawn node by node and never as text."""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from polc.dsl import nodes
from polc.dsl.citation import Citation, Clause, write_numeral
from polc.dsl.keywords import WORDS
from polc.dsl.source import NOWHERE
from polc.dsl.values import Duration, LeapRule, MonthRule, RoundMode, Snap, Unit

T = TypeVar("T", bound=nodes.Node)
HAN = "甲乙丙丁户籍人员低保医缴费在至为起的等非且或限于"


def node(kind: Callable[..., T], /, **fields: SearchStrategy[object]) -> SearchStrategy[T]:
    return st.builds(kind, span=st.just(NOWHERE), **fields)


def tuples(of: SearchStrategy[T], least: int = 0, most: int = 3) -> SearchStrategy[tuple[T, ...]]:
    return st.lists(of, min_size=least, max_size=most).map(tuple)


# ---- leaves -----------------------------------------------------------------------------------------
plain_names = st.text(HAN, min_size=1, max_size=6)
odd_names = st.text(HAN + "（）2a、,#“”·", min_size=1, max_size=6).map(
    lambda text: text.replace("（", "(").replace("）", ")")
)
names = node(
    nodes.Name,
    text=st.one_of(plain_names, plain_names, odd_names, st.sampled_from(sorted(WORDS)), st.just("三个月")),
)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters='"”＂\u3164\u2800'),
    max_size=8,
)
quoted = st.one_of(texts, st.sampled_from(['用"引号"的', "用“引号”的", " 空格 ", "# 不是注释", "用＂引号"]))
dates = node(nodes.DateLiteral, value=st.dates())
fen = st.one_of(
    st.integers(0, 10**12).map(Fraction),
    st.integers(0, 10**6).map(lambda n: Fraction(n * 100)),
    st.integers(0, 10**6).map(lambda n: Fraction(n, 1000)),
)
money = node(nodes.MoneyLiteral, fen=fen, per=st.lists(st.sampled_from("人户月年日"), max_size=3).map(tuple))
fractions = st.one_of(
    st.integers(0, 100).map(lambda n: Fraction(n, 100)),
    st.integers(0, 10**6).map(lambda n: Fraction(n, 10**6)),
)
rates = node(nodes.RateLiteral, value=fractions)
durations = st.builds(Duration, st.integers(0, 10**9 - 1), st.sampled_from(Unit))
literals = st.one_of(
    dates,
    money,
    rates,
    node(nodes.DurationLiteral, value=durations),
    node(nodes.IntLiteral, value=st.integers(0, 10**18 - 1)),
    node(nodes.BoolLiteral, value=st.booleans()),
)
articles = st.integers(1, 30).map(write_numeral)
paragraphs = st.integers(1, 20).map(lambda n: f"({write_numeral(n)})")
paths = st.one_of(
    st.tuples(articles),
    st.tuples(articles, paragraphs),
    st.tuples(articles, paragraphs, st.integers(1, 99).map(str)),
)
tails = st.one_of(st.just(""), st.just(""), st.integers(1, 9).map(lambda n: f"第{n}句"), st.just("末段"))
clauses = st.builds(Clause, paths, tails, st.sampled_from(["", "", "", "民法典", "省文件"]))
runs = st.builds(
    lambda article, low, count: tuple(Clause((article, f"({write_numeral(low + i)})")) for i in range(count)),
    articles,
    st.integers(1, 9),
    st.integers(2, 5),
)
several = st.one_of(st.tuples(clauses), st.lists(clauses, min_size=2, max_size=3).map(tuple), runs)
cites = node(nodes.Cite, citation=st.builds(Citation, several, st.one_of(st.just(""), plain_names)))


# ---- expressions: each level holds the ones that the grammar allows there ----------------------------
def _postfix(factor: SearchStrategy[nodes.Expr]) -> SearchStrategy[nodes.Expr]:
    once = st.one_of(
        factor,
        node(nodes.ShareOf, base=factor, rate=fractions),
        node(nodes.SnapOf, base=factor, snap=st.sampled_from(Snap)),
    )
    return st.one_of(once, node(nodes.ShareOf, base=once, rate=fractions))


def _sums(factor: SearchStrategy[nodes.Expr]) -> SearchStrategy[nodes.Expr]:
    postfix = _postfix(factor)
    term = st.one_of(postfix, node(nodes.Product, left=postfix, right=postfix))
    once = st.one_of(term, node(nodes.Sum, left=term, op=st.sampled_from(nodes.SumOp), right=term))
    return st.one_of(once, node(nodes.Sum, left=once, op=st.sampled_from(nodes.SumOp), right=term))


_listed_names = st.one_of(
    node(nodes.Listed, names=tuples(names, 2, 3)),
    node(nodes.Listed, names=tuples(names, 1, 3), closing=names),
    node(nodes.Listed, names=tuples(names, 1, 3), open=st.just(True)),
)


def _conditions(factor: SearchStrategy[nodes.Expr]) -> SearchStrategy[nodes.Expr]:
    sums = _sums(factor)
    parens = factor.filter(lambda expr: isinstance(expr, nodes.Paren | nodes.Name))
    unary = st.one_of(
        sums,
        node(nodes.Comparison, left=sums, comparator=st.sampled_from(nodes.Comparator), right=sums),
        node(nodes.Between, item=sums, low=sums, high=sums),
        node(nodes.InWindows, names=tuples(names, 1, 3)),
        node(nodes.Aged, day=sums, years=st.integers(0, 150), reached=st.booleans()),
        _listed_names,
        node(nodes.Negation, item=st.one_of(names, parens)),
    )
    chain = node(nodes.Chain, connective=st.sampled_from(nodes.Connective), items=tuples(unary, 2, 3))
    return st.one_of(unary, chain)


_leaves: SearchStrategy[nodes.Expr] = st.one_of(names, literals)
_inner = _conditions(_leaves)
_factors = st.one_of(_leaves, _leaves, node(nodes.Paren, inner=_inner))
values = _sums(_factors)
conditions = _conditions(_factors)

# ---- outcomes ---------------------------------------------------------------------------------------
undetermined = node(nodes.SaysUndetermined, reason=quoted)
statuses = st.one_of(
    undetermined,
    node(nodes.SaysDelegated, document=quoted),
    node(nodes.SaysNotApplicable, reason=quoted, kind=st.one_of(st.just(""), plain_names)),
)
closings = st.one_of(
    node(nodes.Floor, value=values),
    node(nodes.Cap, value=values),
    node(
        nodes.Rounding,
        step_fen=st.sampled_from([1, 10, 100, 1000]),
        mode=st.one_of(st.none(), st.sampled_from(RoundMode)),
    ),
)
outcomes = st.one_of(node(nodes.Gives, value=values, closings=tuples(closings)), statuses)
ranges = st.one_of(node(nodes.ClosedRange, low=values, high=values), node(nodes.OpenRange, low=values))

# ---- header and vocabulary --------------------------------------------------------------------------
header_keys = st.one_of(
    node(nodes.HeaderText, key=st.sampled_from(nodes.TextKey), text=quoted),
    node(nodes.HeaderIssued, day=dates),
    node(nodes.HeaderRange, key=st.sampled_from(nodes.RangeKey), range=ranges),
    node(nodes.HeaderGate, group=names),
    node(nodes.HeaderMonths, rule=st.sampled_from(MonthRule)),
    node(nodes.HeaderLeap, rule=st.sampled_from(LeapRule)),
    node(nodes.HeaderClauses, cite=cites),
)
headers = node(nodes.HeaderItem, cite=st.one_of(st.none(), cites), key=header_keys)
types = st.one_of(
    node(nodes.TypeNode, word=st.sampled_from(nodes.TypeWord)),
    node(nodes.TypeNode, word=st.just(nodes.TypeWord.ENUM), options=tuples(names, 1, 3)),
)
aliases = st.one_of(st.just(""), st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True))
notes = st.one_of(st.just(""), quoted.filter(bool))
factors = st.one_of(_factors)
vocabulary_items = st.one_of(
    node(
        nodes.Fact, name=names, type=types, default=st.one_of(st.none(), factors), alias=aliases, note=notes
    ),
    node(
        nodes.Output, name=names, type=types, identity=st.one_of(st.none(), values), alias=aliases, note=notes
    ),
    node(nodes.Ages, birth=names),
    node(nodes.Yields, name=names, outputs=tuples(names, 1, 4)),
    node(nodes.Benefit, start=names, end=names, price=names),
    node(
        nodes.Relation,
        claim=st.one_of(
            node(nodes.Implies, condition=conditions, consequence=conditions),
            node(nodes.Exclusive, names=tuples(names, 2, 4)),
            node(nodes.Within, item=values, low=values, high=values),
            node(nodes.Always, condition=conditions),
        ),
    ),
)

# ---- declarations of a policy -----------------------------------------------------------------------
kinds = st.sampled_from(nodes.StandardKind)
otherwise = node(nodes.Otherwise, cite=cites, outcome=outcomes)
overs = st.one_of(st.none(), cites)
window_rows = node(
    nodes.WindowRow, cite=cites, name=names, range=ranges, limit=st.one_of(st.none(), conditions)
)
rule_rows = node(
    nodes.RuleRow,
    cite=cites,
    exception=st.booleans(),
    condition=st.one_of(st.none(), conditions),
    outcome=outcomes,
    over=overs,
)
grant_amounts = st.one_of(
    node(nodes.Full), node(nodes.Share, rate=fractions), node(nodes.Fixed, value=values), statuses
)
grant_rows = st.one_of(
    node(nodes.GrantBase, cite=cites, value=values),
    node(nodes.Stacking, cite=cites, how=st.one_of(names, st.sampled_from(nodes.StackWord))),
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
data = node(
    nodes.Data,
    kind=st.sampled_from(nodes.DataKind),
    text=quoted,
    by=tuples(names),
    not_before=optional_values,
    not_after=optional_values,
    at=optional_values,
    monthly=st.one_of(st.none(), durations),
    amount=optional_values,
    listing=st.lists(quoted, max_size=3).map(tuple),
)
operative_items = st.one_of(
    node(nodes.Standard, name=names, kind=kinds, value=values),
    node(nodes.Group, name=names, condition=conditions),
    node(
        nodes.GroupRows,
        name=names,
        quantifier=st.sampled_from(nodes.Quantifier),
        rows=tuples(node(nodes.GroupRow, cite=cites, condition=conditions)),
    ),
    node(nodes.Window, name=names, by=names, rows=tuples(st.one_of(window_rows, otherwise))),
    node(nodes.Rule, name=names, rows=tuples(st.one_of(rule_rows, otherwise))),
    node(nodes.Grant, name=names, rows=tuples(grant_rows)),
    node(
        nodes.Assumption,
        name=names,
        reason=notes,
        readings=tuples(readings),
        adopted=st.one_of(st.none(), names),
    ),
    data,
    node(nodes.Gap, reason=quoted),
    node(nodes.NotComputed, reason=quoted),
)

# ---- files ------------------------------------------------------------------------------------------
given = st.one_of(
    node(nodes.Given, names=tuples(names, 1, 3), holds=st.booleans()),
    node(nodes.GivenValue, name=names, value=st.one_of(st.none(), values)),
    node(nodes.GivenReading, assumption=names, reading=names),
)
expected_values = st.one_of(
    values, node(nodes.ExpectedStatus, word=st.sampled_from(nodes.StatusWord), text=notes)
)
examples = node(
    nodes.Example,
    title=quoted,
    given=tuples(given),
    expected=tuples(node(nodes.Expectation, name=names, kind=kinds, value=expected_values)),
)
operative = node(nodes.Cited, cite=cites, item=operative_items)
items = st.one_of(
    operative,
    operative,
    node(nodes.Cited, cite=st.none(), item=vocabulary_items),
    node(nodes.Use, path=quoted, fulfils=notes),
    node(
        nodes.Vocabulary,
        name=names,
        items=tuples(node(nodes.Cited, cite=st.none(), item=vocabulary_items)),
    ),
    node(nodes.Policy, title=quoted, header=tuples(headers)),
    examples,
)
modules = st.builds(nodes.Module, path=st.just("x.pol"), items=tuples(items, 1, 4))
