"""Expressions and outcomes as trees, drawn node by node; strategies.py and lookups.py make blocks of them."""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from polc.dsl import nodes
from polc.dsl.citation import Citation, Clause
from polc.dsl.counting import Count
from polc.dsl.keywords import WORDS
from polc.dsl.numerals import write_numeral
from polc.dsl.retired_words import RETIRED
from polc.dsl.source import NOWHERE
from polc.dsl.values import FIRST_DAY, LAST_DAY, Duration, RoundMode, Snap, Unit

T = TypeVar("T", bound=nodes.Node)
HAN = "甲乙丙丁户籍人员低保医缴费在至为起的等非且或限于年日元个月分角天𠮷﨑𬇙"


def node(kind: Callable[..., T], /, **fields: SearchStrategy[object]) -> SearchStrategy[T]:
    """A node with these fields. Hypothesis writes a strategy out with all its parts: this one is short."""

    @st.composite
    def made(draw: st.DrawFn) -> T:
        return kind(span=NOWHERE, **{name: draw(field) for name, field in fields.items()})

    return made()


def tuples(of: SearchStrategy[T], least: int = 0, most: int = 3) -> SearchStrategy[tuple[T, ...]]:
    return st.lists(of, min_size=least, max_size=most).map(tuple)


# ---- leaves -----------------------------------------------------------------------------------------
plain_names = st.text(HAN, min_size=1, max_size=6)
odd_names = st.text(HAN + "（）2a、,#“”·", min_size=1, max_size=6).map(
    lambda text: text.replace("（", "(").replace("）", ")")
)
_reserved = st.sampled_from(sorted(WORDS | RETIRED))
names = node(
    nodes.Name,
    text=st.one_of(plain_names, plain_names, odd_names, _reserved, st.just("三个月")),
)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters='"”＂\u3164\u2800'),
    max_size=8,
)
quoted = st.one_of(texts, st.sampled_from(['用"引号"的', "用“引号”的", " 空格 ", "# 不是注释", "用＂引号"]))
dates = node(nodes.DateLiteral, value=st.dates(FIRST_DAY, LAST_DAY))
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
articles = st.one_of(
    st.integers(1, 130).map(write_numeral),
    st.sampled_from(["附件", "附件2", "附表一", "补充二", "一百三十三之一", "二〇二"]),
)
subsections = st.integers(1, 12).map(lambda n: f"第{write_numeral(n)}款")
paragraphs = st.integers(1, 20).map(lambda n: f"({write_numeral(n)})")
items, points = st.integers(1, 99).map(str), st.integers(1, 99).map(lambda n: f"({n})")
paths = st.one_of(
    st.tuples(articles),
    st.tuples(articles, subsections),
    st.tuples(articles, subsections, paragraphs),
    st.tuples(articles, paragraphs),
    st.tuples(articles, paragraphs, items),
    st.tuples(articles, paragraphs, items, points),
    st.tuples(articles, points),
    st.tuples(st.integers(1, 30).map(write_numeral), items, points),
)
sentences = st.one_of(st.integers(1, 9).map(lambda n: f"第{n}句"), st.sampled_from(["首句", "末句"]))
passages = st.one_of(st.integers(1, 9).map(lambda n: f"第{n}段"), st.sampled_from(["首段", "末段"]))
tails = st.one_of(st.just(""), st.just(""), sentences, passages, st.tuples(passages, sentences).map("".join))
documents = st.sampled_from(["", "", "", "民法典", "省文件", "文件二", "第2号令", "甲、乙至丙:办法(试行)"])
clauses = st.one_of(
    st.builds(Clause, paths, tails, documents),
    st.builds(Clause, st.sampled_from([("前言",), ("正文",)]), tails, documents),
    st.builds(Clause, st.tuples(items, paragraphs), tails, documents),
)
runs = st.builds(
    lambda path, low, count, write: tuple(Clause((*path, write(low + i))) for i in range(count)),
    paths.filter(lambda path: not path[-1][-1].isdigit() and path[-1][-1] != ")"),
    st.integers(1, 9),
    st.integers(2, 5),
    st.sampled_from([lambda n: f"({write_numeral(n)})", lambda n: f"({n})"]),
)
figures = st.builds(
    lambda low, count, tail: tuple(Clause((str(low + i),), tail) for i in range(count)),
    st.integers(1, 99),
    st.integers(1, 5),
    tails,
)
several = st.one_of(st.tuples(clauses), st.lists(clauses, min_size=2, max_size=3).map(tuple), runs, figures)
cites = node(nodes.Cite, citation=st.builds(Citation, several, st.one_of(st.just(""), plain_names)))


# ---- expressions: each level holds the ones that the grammar allows there ----------------------------
def _postfix(factor: SearchStrategy[nodes.Expr]) -> SearchStrategy[nodes.Expr]:
    once = st.one_of(
        factor,
        factor,
        node(nodes.ShareOf, base=factor, rate=fractions),
        node(nodes.SnapOf, base=factor, snap=st.sampled_from(Snap)),
        node(nodes.YearOf, base=factor),
        node(nodes.Excess, item=factor, limit=factor),
    )
    twice = st.one_of(
        node(nodes.ShareOf, base=once, rate=fractions), node(nodes.Excess, item=once, limit=factor)
    )
    return st.one_of(once, once, twice)


def _terms(factor: SearchStrategy[nodes.Expr]) -> SearchStrategy[nodes.Expr]:
    postfix = _postfix(factor)
    steps = node(nodes.StepsOf, item=postfix, size=factor, each=factor, up=st.booleans())
    once = st.one_of(postfix, postfix, steps)
    twice = st.one_of(
        node(nodes.Product, left=once, right=postfix), node(nodes.Quotient, left=once, divisor=postfix)
    )
    return st.one_of(once, once, twice, node(nodes.Quotient, left=twice, divisor=postfix))


def _sums(factor: SearchStrategy[nodes.Expr]) -> SearchStrategy[nodes.Expr]:
    term = _terms(factor)
    once = st.one_of(term, node(nodes.Sum, left=term, op=st.sampled_from(nodes.SumOp), right=term))
    return st.one_of(once, node(nodes.Sum, left=once, op=st.sampled_from(nodes.SumOp), right=term))


_listed_names = st.one_of(
    node(nodes.Listed, names=tuples(names, 2, 3)),
    node(nodes.Listed, names=tuples(names, 1, 3), closing=names),
    node(nodes.Listed, names=tuples(names, 1, 3), open=quoted),
)


def _conditions(factor: SearchStrategy[nodes.Expr]) -> SearchStrategy[nodes.Expr]:
    sums = _sums(factor)
    parens = factor.filter(lambda expr: isinstance(expr, nodes.Paren | nodes.Name))
    unary = st.one_of(
        sums,
        node(nodes.Comparison, left=sums, comparator=st.sampled_from(nodes.Comparator), right=sums),
        node(nodes.IsAny, item=sums, names=tuples(names, 2, 3)),
        node(nodes.Between, item=sums, low=sums, high=sums),
        node(nodes.InWindows, names=tuples(names, 1, 3)),
        node(nodes.Aged, day=sums, years=st.integers(0, 150), reached=st.booleans()),
        _listed_names,
        node(nodes.Negation, item=st.one_of(names, parens)),
    )
    chain = node(nodes.Chain, connective=st.sampled_from(nodes.Connective), items=tuples(unary, 2, 3))
    return st.one_of(unary, chain)


def _elapsed(value: SearchStrategy[nodes.Expr]) -> SearchStrategy[nodes.Expr]:
    """Days and months say which ends count; full months and full years have no choice."""
    sided, plain = st.sampled_from([Count.DAYS, Count.MONTHS]), [Count.FULL_MONTHS, Count.FULL_YEARS]
    return st.one_of(
        node(nodes.ElapsedOf, count=sided, start=value, end=value, ends=st.sampled_from(nodes.Ends)),
        node(nodes.ElapsedOf, count=st.sampled_from(plain), start=value, end=value),
    )


def _folds(atom: SearchStrategy[nodes.Expr]) -> SearchStrategy[nodes.Expr]:
    """What looks into a list, or along the months: every operand is one name, one literal or one bracket."""
    maybe = st.one_of(st.none(), atom)
    return st.one_of(
        node(nodes.Exists, list=names, condition=atom),
        node(nodes.Every, list=names, condition=atom, vacuous=st.booleans()),
        node(nodes.CountOf, list=names, condition=maybe),
        node(
            nodes.FoldOf,
            word=st.sampled_from(nodes.FoldWord),
            list=names,
            value=atom,
            condition=maybe,
            empty=maybe,
        ),
        node(nodes.MonthTotal, rule=names, low=atom, high=atom),
    )


_months = node(nodes.ThisMonth, snap=st.sampled_from([Snap.MONTH_FIRST, Snap.MONTH_LAST]))
_leaves: SearchStrategy[nodes.Expr] = st.one_of(names, names, literals, literals, _months)
steps = st.one_of(
    node(nodes.MoneyLiteral, fen=st.sampled_from([Fraction(n) for n in (1, 10, 50, 100, 1000, 10_000)])),
    node(nodes.IntLiteral, value=st.sampled_from([1, 10])),
)


def _closings(value: SearchStrategy[nodes.Expr]) -> SearchStrategy[nodes.Closing]:
    modes = st.one_of(st.none(), st.sampled_from(RoundMode))
    return st.one_of(
        node(nodes.Floor, value=value),
        node(nodes.Cap, value=value),
        node(nodes.Rounding, step=steps, mode=modes),
    )


_closed = node(nodes.Closed, value=_sums(_leaves), closings=tuples(_closings(_leaves), 1, 2))
_inner = _conditions(_leaves)
_atoms = st.one_of(_leaves, _leaves, node(nodes.Paren, inner=_inner), _closed)
_extremes = node(nodes.Extreme, which=st.sampled_from(nodes.Furthest), items=tuples(_sums(_leaves), 2, 3))
_factors = st.one_of(_atoms, _atoms, _atoms, _elapsed(_sums(_leaves)), _extremes, _folds(_atoms))
factors = st.one_of(_factors)
values = _sums(_factors)
conditions = _conditions(_factors)

# ---- outcomes ---------------------------------------------------------------------------------------
undetermined = st.one_of(
    node(nodes.SaysUndetermined, reason=quoted), node(nodes.SaysUndetermined, reason=quoted, question=quoted)
)
statuses = st.one_of(
    undetermined,
    node(nodes.SaysDelegated, document=quoted),
    node(nodes.SaysNotApplicable, reason=quoted, kind=st.one_of(st.just(""), plain_names)),
)
closings = _closings(values)
outcomes = st.one_of(node(nodes.Gives, value=values, closings=tuples(closings)), statuses)
ranges = st.one_of(node(nodes.ClosedRange, low=values, high=values), node(nodes.OpenRange, low=values))

# ---- rows that several blocks have ------------------------------------------------------------------
otherwise = node(nodes.Otherwise, cite=cites, outcome=outcomes)
overs = st.one_of(st.none(), cites)
rule_rows = node(
    nodes.RuleRow,
    cite=cites,
    exception=st.booleans(),
    condition=st.one_of(st.none(), conditions),
    outcome=outcomes,
    over=overs,
)
rule_bodies = tuples(st.one_of(rule_rows, otherwise))
maybe_names = st.one_of(st.none(), names)
stackings = node(nodes.Stacking, cite=cites, how=st.one_of(names, st.sampled_from(nodes.StackWord), statuses))
met_bodies = tuples(st.one_of(rule_rows, rule_rows, otherwise, stackings))
