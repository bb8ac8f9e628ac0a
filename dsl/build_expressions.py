"""The functions of build.py for conditions, values and outcomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from polc.dsl import nodes
from polc.dsl.counting import Count
from polc.dsl.diagnostics import writing
from polc.dsl.literals import AgeWord, Word
from polc.dsl.parts import Names, Parts, Tagged, expression, tag, text_of
from polc.dsl.values import RoundMode, Snap


def _same(parts: Parts) -> object:
    return parts.items[0]


def _literal(parts: Parts) -> object:
    word = parts.maybe(Word)
    return nodes.BoolLiteral(value=word.terminal == "IS", span=word.span) if word else parts.items[0]


def _paren(parts: Parts) -> nodes.Paren:
    return nodes.Paren(inner=parts.expressions()[0], span=parts.span)


def _closed(parts: Parts) -> nodes.Closed:
    return nodes.Closed(value=parts.expressions()[0], closings=closings(parts), span=parts.span)


def _names(parts: Parts) -> Names:
    return Names(names=parts.all(nodes.Name), span=parts.span)


def _chain(parts: Parts) -> nodes.Chain:
    connectives = [nodes.Connective(word.text) for word in parts.all(Word)]
    mixed = next((word for word in parts.all(Word) if word.text != connectives[0].value), None)
    if mixed:
        first, second = (_bracketed(parts, connective) for connective in nodes.Connective)
        parts.leaves.report(writing.MIXED_CONNECTIVES, mixed.span, first=first, second=second)
    return nodes.Chain(connective=connectives[0], items=parts.expressions(), span=parts.span)


def _bracketed(parts: Parts, connective: nodes.Connective) -> str:
    """The author's chain with brackets around each run of `connective`."""
    runs: list[list[str]] = [[]]
    for item in parts.items:
        text = parts.leaves.source.slice(item.span) if isinstance(item, nodes.Node) else ""
        if not isinstance(item, Word):
            runs[-1].append(text)
        elif text != connective.value:
            runs.append([])
    other = next(word.text for word in parts.all(Word) if word.text != connective.value)
    joined = (f" {connective.value} ".join(run) for run in runs)
    return f" {other} ".join(
        f"（{text}）" if len(run) > 1 else text for run, text in zip(runs, joined, strict=True)
    )


def _negation(parts: Parts) -> nodes.Negation:
    item = parts.items[1]
    assert isinstance(item, nodes.Name | nodes.Paren)
    return nodes.Negation(item=item, span=parts.span)


def _comparison(parts: Parts) -> nodes.Comparison:
    left, right = parts.expressions()
    return nodes.Comparison(
        left=left, comparator=nodes.Comparator(parts.word().text), right=right, span=parts.span
    )


def _is_any(parts: Parts) -> nodes.IsAny:
    item, *names = parts.expressions()
    listed = tuple(name for name in names if isinstance(name, nodes.Name))
    return nodes.IsAny(item=item, names=listed, span=parts.span)


def _between(parts: Parts) -> nodes.Between:
    item, low, high = parts.expressions()
    return nodes.Between(item=item, low=low, high=high, span=parts.span)


def _in_names(parts: Parts) -> nodes.InWindows:
    return nodes.InWindows(names=parts.one(Names).names, span=parts.span)


def _aged(parts: Parts) -> nodes.Aged:
    age = parts.one(AgeWord)
    return nodes.Aged(day=parts.expressions()[0], years=age.years, reached=age.reached, span=parts.span)


def _listed(parts: Parts) -> nodes.Listed:
    end = parts.maybe(Tagged)
    closing = end.value if end else None
    return nodes.Listed(
        names=parts.all(nodes.Name),
        closing=closing if isinstance(closing, nodes.Name) else None,
        open=str(closing) if end is not None and end.tag == "etc_open" else None,
        span=parts.span,
    )


def _sum(parts: Parts) -> nodes.Sum:
    left, right = parts.expressions()
    return nodes.Sum(left=left, op=nodes.SumOp(parts.word().text), right=right, span=parts.span)


def _product(parts: Parts) -> nodes.Product:
    left, right = parts.expressions()
    return nodes.Product(left=left, right=right, span=parts.span)


def _share_of(parts: Parts) -> nodes.ShareOf:
    base, rate = parts.expressions()
    assert isinstance(rate, nodes.RateLiteral)
    return nodes.ShareOf(base=base, rate=rate.value, span=parts.span)


def _snap_of(parts: Parts) -> nodes.SnapOf:
    return nodes.SnapOf(base=parts.expressions()[0], snap=Snap(parts.all(Word)[1].text), span=parts.span)


def _year_of(parts: Parts) -> nodes.YearOf:
    return nodes.YearOf(base=parts.expressions()[0], span=parts.span)


def _closed_range(parts: Parts) -> nodes.ClosedRange:
    low, high = parts.expressions()
    return nodes.ClosedRange(low=low, high=high, span=parts.span)


def _open_range(parts: Parts) -> nodes.OpenRange:
    return nodes.OpenRange(low=parts.expressions()[0], span=parts.span)


def _gives(parts: Parts) -> nodes.Gives:
    return nodes.Gives(value=parts.expressions()[0], closings=closings(parts), span=parts.span)


def closings(parts: Parts) -> tuple[nodes.Closing, ...]:
    """保底, 封顶 and 舍入 among the parts, in order."""
    return tuple(item for item in parts.items if isinstance(item, nodes.Closing))


def _round(parts: Parts) -> nodes.Rounding:
    _, _, *mode = parts.all(Word)
    step = next(item for item in parts.items if isinstance(item, nodes.MoneyLiteral | nodes.IntLiteral))
    chosen = RoundMode(mode[0].text) if mode else None
    return nodes.Rounding(step=step, mode=chosen, span=parts.span)


def _not_applicable(parts: Parts) -> nodes.SaysNotApplicable:
    kind = parts.maybe(nodes.Name)
    return nodes.SaysNotApplicable(reason=parts.text(), kind=kind.text if kind else "", span=parts.span)


def _quotient(parts: Parts) -> nodes.Quotient:
    left, divisor = parts.expressions()
    return nodes.Quotient(left=left, divisor=divisor, span=parts.span)


def _excess(parts: Parts) -> nodes.Excess:
    item, limit = parts.expressions()
    return nodes.Excess(item=item, limit=limit, span=parts.span)


def _steps(parts: Parts) -> nodes.StepsOf:
    item, size, each = parts.expressions()
    up = parts.all(Word)[-1].terminal == "ROUND_UP"
    return nodes.StepsOf(item=item, size=size, each=each, up=up, span=parts.span)


_ENDS = {
    (True, True): nodes.Ends.BOTH,
    (True, False): nodes.Ends.FIRST,
    (False, True): nodes.Ends.LAST,
    (False, False): nodes.Ends.NEITHER,
}


def _elapsed(parts: Parts) -> nodes.ElapsedOf:
    count, (start, end) = Count(parts.word().text), parts.expressions()
    sides = [bool(part.value) for part in parts.all(Tagged)]
    counts_ends = count in (Count.DAYS, Count.MONTHS)
    if len(sides) != (2 if counts_ends else 0):
        wanted = f"{count.value}（A 计入 至 B 不计）" if counts_ends else f"{count.value}（A 至 B）"
        found = parts.leaves.source.slice(parts.span)
        parts.leaves.report(writing.UNEXPECTED, parts.span, found=found, expected=wanted)
    ends = _ENDS[sides[0], sides[1]] if len(sides) == 2 and counts_ends else None
    return nodes.ElapsedOf(count=count, start=start, end=end, ends=ends, span=parts.span)


def _side(parts: Parts) -> Tagged:
    return Tagged(tag="side", value=parts.word().terminal == "COUNTED", span=parts.span)


def _extreme(parts: Parts) -> nodes.Extreme:
    which = nodes.Furthest(parts.word().text)
    return nodes.Extreme(which=which, items=parts.expressions(), span=parts.span)


def _this_month(parts: Parts) -> nodes.ThisMonth:
    return nodes.ThisMonth(snap=Snap(parts.word().text), span=parts.span)


# ---- lists ------------------------------------------------------------------------------------------
def _its(parts: Parts) -> nodes.Expr | None:
    return expression(parts.tagged("its"))


def _exists(parts: Parts) -> nodes.Exists:
    condition = _its(parts)
    assert condition is not None
    return nodes.Exists(list=parts.one(nodes.Name), condition=condition, span=parts.span)


def _every(parts: Parts) -> nodes.Every:
    condition = _its(parts)
    assert condition is not None
    vacuous = parts.all(Word)[-1].terminal == "IS"
    return nodes.Every(list=parts.one(nodes.Name), condition=condition, vacuous=vacuous, span=parts.span)


def _count_of(parts: Parts) -> nodes.CountOf:
    return nodes.CountOf(list=parts.one(nodes.Name), condition=_its(parts), span=parts.span)


def _fold(parts: Parts) -> nodes.FoldOf:
    name, value = parts.expressions()
    assert isinstance(name, nodes.Name)
    return nodes.FoldOf(
        word=nodes.FoldWord(parts.word().text),
        list=name,
        value=value,
        condition=_its(parts),
        empty=expression(parts.tagged("if_none")),
        span=parts.span,
    )


def _month_total(parts: Parts) -> nodes.MonthTotal:
    rule, low, high = parts.expressions()
    assert isinstance(rule, nodes.Name)
    return nodes.MonthTotal(rule=rule, low=low, high=high, span=parts.span)


ACTIONS: Mapping[str, Callable[[Parts], object]] = {
    "name": _same,
    "literal": _literal,
    "paren": _paren,
    "closed": _closed,
    "names": _names,
    "connective": _same,
    "comparator": _same,
    "chain": _chain,
    "negation": _negation,
    "comparison": _comparison,
    "is_any": _is_any,
    "between": _between,
    "in_names": _in_names,
    "aged": _aged,
    "listed": _listed,
    "etc": lambda parts: Tagged(tag="etc", value=parts.one(nodes.Name), span=parts.span),
    "etc_open": lambda parts: Tagged(tag="etc_open", value=parts.text(), span=parts.span),
    "sum": _sum,
    "product": _product,
    "share_of": _share_of,
    "snap_of": _snap_of,
    "year_of": _year_of,
    "quotient": _quotient,
    "excess": _excess,
    "steps": _steps,
    "elapsed": _elapsed,
    "side": _side,
    "extreme": _extreme,
    "this_month": _this_month,
    "its": tag("its"),
    "if_none": tag("if_none"),
    "exists": _exists,
    "every": _every,
    "count_of": _count_of,
    "fold": _fold,
    "month_total": _month_total,
    "closed_range": _closed_range,
    "open_range": _open_range,
    "gives": _gives,
    "floor": lambda parts: nodes.Floor(value=parts.expressions()[0], span=parts.span),
    "cap": lambda parts: nodes.Cap(value=parts.expressions()[0], span=parts.span),
    "round": _round,
    "undetermined": lambda parts: nodes.SaysUndetermined(
        reason=parts.text(), question=text_of(parts, "asked"), span=parts.span
    ),
    "delegated": lambda parts: nodes.SaysDelegated(document=parts.text(), span=parts.span),
    "not_applicable": _not_applicable,
}
