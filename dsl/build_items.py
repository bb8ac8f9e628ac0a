"""The functions of build.py for the declarations of a policy: groups, windows, rules, grants, assumptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from polc.dsl import nodes
from polc.dsl.build_expressions import closings
from polc.dsl.diagnostics import writing
from polc.dsl.literals import Quoted, Word
from polc.dsl.parts import Names, Parts, Tagged, audience_of, expression, range_of, tag, text_of
from polc.dsl.values import Audience, Duration

Status = nodes.SaysUndetermined | nodes.SaysDelegated | nodes.SaysNotApplicable
Amount = nodes.Full | nodes.Share | nodes.Fixed | Status


def _names_tagged(parts: Parts, name: str) -> tuple[nodes.Name, ...]:
    found = parts.tagged(name)
    return found.names if isinstance(found, Names) else ()


def outcome(parts: Parts) -> nodes.Outcome:
    """What the row gives."""
    return next(item for item in parts.items if isinstance(item, nodes.Gives | Status))


def _status(parts: Parts) -> nodes.StatusOutcome:
    return next(item for item in parts.items if isinstance(item, Status))


def _refuse_twice(parts: Parts) -> None:
    """A part of a row that stands in any order may still be written once only."""
    seen: set[str] = set()
    for part in parts.all(Tagged):
        if part.tag in seen:
            word = parts.leaves.source.slice(part.span).split()[0]
            parts.leaves.report(writing.UNEXPECTED, part.span, found=word, twice=word)
        seen.add(part.tag)


def _standard(parts: Parts) -> nodes.Standard:
    return nodes.Standard(
        name=parts.one(nodes.Name),
        kind=nodes.StandardKind(parts.all(Word)[1].text),
        value=parts.expressions()[1],
        span=parts.span,
    )


def _quantity(parts: Parts) -> nodes.Quantity:
    name, value = parts.expressions()
    assert isinstance(name, nodes.Name)
    return nodes.Quantity(name=name, value=value, closings=closings(parts), span=parts.span)


def _group(parts: Parts) -> nodes.Group:
    name, condition = parts.expressions()
    assert isinstance(name, nodes.Name)
    return nodes.Group(name=name, condition=condition, span=parts.span)


def _group_rows(parts: Parts) -> nodes.GroupRows:
    return nodes.GroupRows(
        name=parts.one(nodes.Name),
        quantifier=nodes.Quantifier(parts.all(Word)[1].text),
        rows=parts.all(nodes.GroupRow),
        span=parts.span,
    )


def _group_row(parts: Parts) -> nodes.GroupRow:
    return nodes.GroupRow(cite=parts.one(nodes.Cite), condition=parts.expressions()[0], span=parts.span)


def _window(parts: Parts) -> nodes.Window:
    name, by = parts.all(nodes.Name)
    rows = tuple(item for item in parts.items if isinstance(item, nodes.WindowRow | nodes.Otherwise))
    return nodes.Window(name=name, by=by, rows=rows, span=parts.span)


def _window_row(parts: Parts) -> nodes.WindowRow:
    return nodes.WindowRow(
        cite=parts.one(nodes.Cite),
        name=parts.one(nodes.Name),
        range=range_of(parts),
        limit=expression(parts.tagged("limit")),
        span=parts.span,
    )


def _otherwise(parts: Parts) -> nodes.Otherwise:
    return nodes.Otherwise(cite=parts.one(nodes.Cite), outcome=outcome(parts), span=parts.span)


def _rule(parts: Parts) -> nodes.Rule:
    entries, month = parts.tagged("per_entry"), parts.tagged("per_month")
    kinds = (nodes.RuleRow, nodes.Otherwise, nodes.Stacking)
    return nodes.Rule(
        name=parts.one(nodes.Name),
        rows=tuple(item for item in parts.items if isinstance(item, kinds)),
        entries=entries if isinstance(entries, nodes.Name) else None,
        monthly=month is not None,
        month=month if isinstance(month, nodes.Name) else None,
        span=parts.span,
    )


def rule_rows(parts: Parts) -> tuple[nodes.RuleRow | nodes.Otherwise, ...]:
    """The rows of a 累计."""
    return tuple(item for item in parts.items if isinstance(item, nodes.RuleRow | nodes.Otherwise))


def over(parts: Parts) -> nodes.Cite | None:
    """The clauses after 优先于."""
    cite = parts.tagged("over")
    return cite if isinstance(cite, nodes.Cite) else None


def _rule_row(parts: Parts) -> nodes.RuleRow:
    return nodes.RuleRow(
        cite=parts.one(nodes.Cite),
        exception=parts.tagged("except") is not None,
        condition=expression(parts.tagged("guard")),
        outcome=outcome(parts),
        over=over(parts),
        span=parts.span,
    )


def _grant(parts: Parts) -> nodes.Grant:
    rows = tuple(
        item
        for item in parts.items
        if isinstance(item, nodes.GrantBase | nodes.GrantRow | nodes.Stacking | nodes.Tie)
    )
    return nodes.Grant(name=parts.one(nodes.Name), rows=rows, span=parts.span)


def _base(parts: Parts) -> nodes.GrantBase:
    return nodes.GrantBase(cite=parts.one(nodes.Cite), value=parts.expressions()[0], span=parts.span)


def _grant_row(parts: Parts) -> nodes.GrantRow:
    _refuse_twice(parts)
    payer = parts.tagged("payer")
    return nodes.GrantRow(
        cite=parts.one(nodes.Cite),
        exception=parts.tagged("except") is not None,
        condition=parts.expressions()[0],
        amount=next(item for item in parts.items if isinstance(item, Amount)),
        payer=payer if isinstance(payer, nodes.Name | nodes.SaysUndetermined) else None,
        offices=_names_tagged(parts, "office"),
        pay_first=parts.tagged("pay_first") is not None,
        over=over(parts),
        span=parts.span,
    )


def _stacking(parts: Parts) -> nodes.Stacking:
    word = parts.tagged("stack_word")
    how = word if isinstance(word, nodes.StackWord) else parts.maybe(nodes.Name) or _status(parts)
    return nodes.Stacking(cite=parts.one(nodes.Cite), how=how, span=parts.span)


def _stack_word(parts: Parts) -> Tagged:
    word = " ".join(word.text for word in parts.all(Word))
    return Tagged(tag="stack_word", value=nodes.StackWord(word), span=parts.span)


def _tie(parts: Parts) -> nodes.Tie:
    return nodes.Tie(cite=parts.one(nodes.Cite), outcome=_status(parts), span=parts.span)


def _assumption(parts: Parts) -> nodes.Assumption:
    adopted = parts.tagged("adopt")
    return nodes.Assumption(
        name=parts.one(nodes.Name),
        reason=parts.text(),
        readings=parts.all(nodes.Reading),
        adopted=adopted if isinstance(adopted, nodes.Name) else None,
        audience=audience_of(parts),
        span=parts.span,
    )


def _reading(parts: Parts) -> nodes.Reading:
    word = parts.tagged("stack_word")
    meaning = (
        word
        if isinstance(word, nodes.StackWord)
        else next(item for item in parts.items[1:] if isinstance(item, nodes.Expr | Status))
    )
    return nodes.Reading(name=parts.one(nodes.Name), meaning=meaning, note=parts.text(), span=parts.span)


def _data(parts: Parts) -> nodes.Data:
    _refuse_twice(parts)
    monthly, listing, amount = parts.tagged("monthly"), parts.tagged("listing"), parts.tagged("amount")
    amount_kind, amount = amount if isinstance(amount, tuple) else (nodes.StandardKind.EQUALS, None)
    return nodes.Data(
        kind=nodes.DataKind(parts.word().text),
        text=parts.text(),
        by=_names_tagged(parts, "by"),
        not_before=expression(parts.tagged("not_before")),
        not_after=expression(parts.tagged("not_after")),
        at=expression(parts.tagged("at")),
        monthly=monthly if isinstance(monthly, Duration) else None,
        amount=expression(amount),
        amount_kind=amount_kind,
        listing=tuple(str(text) for text in listing) if isinstance(listing, tuple) else (),
        limit=expression(parts.tagged("limit")),
        audience=audience_of(parts),
        span=parts.span,
    )


def _gap(parts: Parts) -> nodes.Gap:
    _refuse_twice(parts)
    return nodes.Gap(
        reason=parts.text(),
        limit=expression(parts.tagged("limit")),
        audience=audience_of(parts),
        question=text_of(parts, "asked"),
        span=parts.span,
    )


def _audience(parts: Parts) -> Tagged:
    name = parts.one(nodes.Name)
    known = next((audience for audience in Audience if audience.value == name.text), None)
    if known is None:
        expected = "；".join(audience.value for audience in Audience)
        parts.leaves.report(writing.UNEXPECTED, name.span, found=name.text, expected=expected)
    return Tagged(tag="audience", value=known, span=parts.span)


def _monthly(parts: Parts) -> Tagged:
    return Tagged(tag="monthly", value=parts.one(nodes.DurationLiteral).value, span=parts.span)


def _amount(parts: Parts) -> Tagged:
    bound = [nodes.StandardKind(word.text) for word in parts.all(Word)[1:]]
    kind = bound[0] if bound else nodes.StandardKind.EQUALS
    return Tagged(tag="amount", value=(kind, parts.expressions()[0]), span=parts.span)


def _listing(parts: Parts) -> Tagged:
    return Tagged(tag="listing", value=tuple(q.text for q in parts.all(Quoted)), span=parts.span)


def _cited(parts: Parts) -> nodes.Cited:
    item = next(item for item in parts.items if isinstance(item, nodes.Declaration))
    return nodes.Cited(cite=parts.maybe(nodes.Cite), item=item, span=parts.span)


ACTIONS: Mapping[str, Callable[[Parts], object]] = {
    "cited": _cited,
    "quantity": _quantity,
    "per_entry": tag("per_entry"),
    "per_month": tag("per_month"),
    "standard": _standard,
    "group": _group,
    "group_rows": _group_rows,
    "group_row": _group_row,
    "window": _window,
    "window_row": _window_row,
    "limit": tag("limit"),
    "otherwise": _otherwise,
    "rule": _rule,
    "rule_row": _rule_row,
    "except": tag("except"),
    "guard": tag("guard"),
    "over": tag("over"),
    "grant": _grant,
    "base": _base,
    "grant_row": _grant_row,
    "full": lambda parts: nodes.Full(span=parts.span),
    "share": lambda parts: nodes.Share(rate=parts.one(nodes.RateLiteral).value, span=parts.span),
    "fixed": lambda parts: nodes.Fixed(value=parts.expressions()[0], span=parts.span),
    "payer": tag("payer"),
    "office": tag("office"),
    "pay_first": tag("pay_first"),
    "stacking": _stacking,
    "stack_word": _stack_word,
    "tie": _tie,
    "assumption": _assumption,
    "reading": _reading,
    "adopt": tag("adopt"),
    "adopt_none": tag("adopt_none"),
    "data": _data,
    "data_kind": lambda parts: parts.items[0],
    "by": tag("by"),
    "not_before": tag("not_before"),
    "not_after": tag("not_after"),
    "at": tag("at"),
    "monthly": _monthly,
    "amount": _amount,
    "listing": _listing,
    "gap": _gap,
    "audience": _audience,
    "asked": tag("asked"),
    "not_computed": lambda parts: nodes.NotComputed(reason=parts.text(), span=parts.span),
}
