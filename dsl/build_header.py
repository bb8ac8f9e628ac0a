"""The functions of build.py for what stands around the rules: imports, vocabulary, header, examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from polc.dsl import nodes
from polc.dsl.diagnostics import writing
from polc.dsl.literals import MonthDay, Quoted, Word
from polc.dsl.parts import Names, Parts, Tagged, audience_of, expression, range_of, tag, text_of
from polc.dsl.values import LeapRule, MonthRule

_LEAP = {(2, 28): LeapRule.FEB_28, (3, 1): LeapRule.MAR_1}


def _use(parts: Parts) -> nodes.Use:
    texts = [quoted.text for quoted in parts.all(Quoted)]
    overrides = parts.tagged("overrides")
    return nodes.Use(
        path=texts[0],
        fulfils=texts[1] if len(texts) > 1 else "",
        overrides=overrides.names if isinstance(overrides, Names) else (),
        inherits=parts.maybe(nodes.Inherit),
        span=parts.span,
    )


def _inherits(parts: Parts) -> nodes.Inherit:
    return nodes.Inherit(kept=_listed(parts, "keep"), dropped=_listed(parts, "drop"), span=parts.span)


def _listed(parts: Parts, wanted: str) -> tuple[nodes.Name, ...]:
    found = [part.value for part in parts.all(Tagged) if part.tag == wanted]
    return tuple(name for names in found if isinstance(names, Names) for name in names.names)


def _vocabulary(parts: Parts) -> nodes.Vocabulary:
    return nodes.Vocabulary(name=parts.one(nodes.Name), items=parts.all(nodes.Cited), span=parts.span)


def _policy(parts: Parts) -> nodes.Policy:
    return nodes.Policy(title=parts.text(), header=parts.all(nodes.HeaderItem), span=parts.span)


def _header(parts: Parts) -> nodes.HeaderItem:
    key = next(item for item in parts.items if isinstance(item, nodes.HeaderKey))
    return nodes.HeaderItem(cite=parts.maybe(nodes.Cite), key=key, span=parts.span)


def _header_text(parts: Parts) -> nodes.HeaderText:
    return nodes.HeaderText(key=nodes.TextKey(parts.word().text), text=parts.text(), span=parts.span)


def _header_date(parts: Parts) -> nodes.HeaderIssued:
    return nodes.HeaderIssued(day=parts.one(nodes.DateLiteral), span=parts.span)


def _header_span(parts: Parts) -> nodes.HeaderRange:
    measured = parts.tagged("measured")
    by, since = measured if isinstance(measured, tuple) else (None, None)
    return nodes.HeaderRange(
        key=nodes.RangeKey(parts.word().text), range=range_of(parts), by=by, since=since, span=parts.span
    )


def _measured(parts: Parts) -> Tagged:
    value = (parts.one(nodes.Name), expression(parts.tagged("retroactive")))
    return Tagged(tag="measured", value=value, span=parts.span)


def _header_months(parts: Parts) -> nodes.HeaderMonths:
    return nodes.HeaderMonths(rule=MonthRule(parts.all(Word)[1].text), span=parts.span)


def _header_leap(parts: Parts) -> nodes.HeaderLeap:
    day = parts.one(MonthDay)
    rule = _LEAP.get((day.month, day.day))
    if rule is None:
        found = parts.leaves.source.slice(day.span)
        parts.leaves.report(writing.UNEXPECTED, day.span, found=found, expected="2月28日；3月1日")
    return nodes.HeaderLeap(rule=rule or LeapRule.FEB_28, span=parts.span)


def _type(parts: Parts) -> nodes.TypeNode:
    names = parts.maybe(Names)
    return nodes.TypeNode(
        word=nodes.TypeWord(parts.word().text), options=names.names if names else (), span=parts.span
    )


def _fact(parts: Parts) -> nodes.Fact:
    return nodes.Fact(
        name=parts.one(nodes.Name),
        type=parts.one(nodes.TypeNode),
        default=expression(parts.tagged("default")),
        alias=str(parts.tagged("alias") or ""),
        note=parts.text(),
        span=parts.span,
    )


def _output(parts: Parts) -> nodes.Output:
    entries = parts.tagged("per_entry")
    return nodes.Output(
        name=parts.one(nodes.Name),
        type=parts.one(nodes.TypeNode),
        entries=entries if isinstance(entries, nodes.Name) else None,
        identity=expression(parts.tagged("identity")),
        alias=str(parts.tagged("alias") or ""),
        note=parts.text(),
        span=parts.span,
    )


def _alias(parts: Parts) -> Tagged:
    return Tagged(tag="alias", value=parts.all(Word)[1].text, span=parts.span)


def _yields(parts: Parts) -> nodes.Yields:
    return nodes.Yields(name=parts.one(nodes.Name), outputs=parts.one(Names).names, span=parts.span)


def _benefit(parts: Parts) -> nodes.Benefit:
    start, end, price = parts.all(nodes.Name)
    return nodes.Benefit(start=start, end=end, price=price, span=parts.span)


def _explain(parts: Parts) -> nodes.Explain:
    reading, question = parts.tagged("reading_of"), parts.tagged("question")
    asked, hint = question if isinstance(question, tuple) else ("", "")
    return nodes.Explain(
        subject=parts.one(nodes.Name),
        reading=reading if isinstance(reading, nodes.Name) else None,
        text=parts.text(),
        opposite=text_of(parts, "opposite"),
        question=asked,
        hint=hint,
        asked=parts.tagged("never_asked") is None,
        span=parts.span,
    )


def _question(parts: Parts) -> Tagged:
    """How a fact is asked, and a hint for whoever answers."""
    texts = [quoted.text for quoted in parts.all(Quoted)]
    return Tagged(tag="question", value=(texts[0], "".join(texts[1:])), span=parts.span)


def _relation(parts: Parts) -> nodes.Relation:
    subject = parts.expressions()[0]
    tail = parts.maybe(Tagged)
    value = tail.value if tail else None
    claim: nodes.Implies | nodes.Exclusive | nodes.Always
    if isinstance(value, nodes.Expr):
        claim = nodes.Implies(condition=subject, consequence=value, span=parts.span)
    elif tail:
        claim = nodes.Exclusive(names=_exclusive_names(parts, subject), span=parts.span)
    else:
        claim = nodes.Always(condition=subject, span=subject.span)
    return nodes.Relation(claim=claim, span=parts.span)


def _exclusive_names(parts: Parts, subject: nodes.Expr) -> tuple[nodes.Name, ...]:
    """互斥 is said of a list of two names or more."""
    if isinstance(subject, nodes.Listed) and subject.closing is None and subject.open is None:
        return subject.names
    found = parts.leaves.source.slice(subject.span)
    parts.leaves.report(writing.UNEXPECTED, subject.span, found=found, expected="低保对象、特困人员 互斥")
    return ()


# ---- examples ---------------------------------------------------------------------------------------
def _given(parts: Parts) -> nodes.Given:
    return nodes.Given(names=parts.one(Names).names, span=parts.span)


def _given_not(parts: Parts) -> nodes.Given:
    return nodes.Given(names=parts.one(Names).names, holds=False, span=parts.span)


def _given_value(parts: Parts) -> nodes.GivenValue:
    name, *value = parts.expressions()
    assert isinstance(name, nodes.Name)
    return nodes.GivenValue(name=name, value=value[0] if value else None, span=parts.span)


def _given_reading(parts: Parts) -> nodes.GivenReading:
    assumption, reading = parts.all(nodes.Name)
    return nodes.GivenReading(assumption=assumption, reading=reading, span=parts.span)


def _expectation(parts: Parts) -> nodes.Expectation:
    name, *value = (item for item in parts.items if isinstance(item, nodes.Expr | nodes.ExpectedStatus))
    assert isinstance(name, nodes.Name)
    kind, basis = nodes.StandardKind(parts.word().text), parts.tagged("basis")
    return nodes.Expectation(
        name=name,
        kind=kind,
        value=value[0],
        more=tuple(value[1:]),
        basis=basis if isinstance(basis, nodes.Cite) else None,
        span=parts.span,
    )


def _expected_status(parts: Parts) -> nodes.ExpectedStatus:
    return nodes.ExpectedStatus(word=nodes.StatusWord(parts.word().text), text=parts.text(), span=parts.span)


def _example(parts: Parts) -> nodes.Example:
    given = tuple(item for item in parts.items if isinstance(item, nodes.GivenItem))
    return nodes.Example(
        title=parts.text(),
        given=given,
        expected=parts.all(nodes.Expectation),
        audience=audience_of(parts),
        span=parts.span,
    )


ACTIONS: Mapping[str, Callable[[Parts], object]] = {
    "start": lambda parts: tuple(parts.items),
    "use": _use,
    "overrides": tag("overrides"),
    "inherits": _inherits,
    "keep": tag("keep"),
    "drop": tag("drop"),
    "measured": _measured,
    "retroactive": tag("retroactive"),
    "vocabulary": _vocabulary,
    "policy": _policy,
    "header": _header,
    "header_text": _header_text,
    "header_date": _header_date,
    "header_span": _header_span,
    "header_gate": lambda parts: nodes.HeaderGate(group=parts.one(nodes.Name), span=parts.span),
    "header_months": _header_months,
    "header_leap": _header_leap,
    "header_clauses": lambda parts: nodes.HeaderClauses(cite=parts.all(nodes.Cite)[-1], span=parts.span),
    "type": _type,
    "fact": _fact,
    "default": tag("default"),
    "alias": _alias,
    "output": _output,
    "identity": tag("identity"),
    "ages": lambda parts: nodes.Ages(birth=parts.one(nodes.Name), span=parts.span),
    "yields": _yields,
    "benefit": _benefit,
    "explain": _explain,
    "reading_of": tag("reading_of"),
    "opposite": tag("opposite"),
    "question": _question,
    "never_asked": tag("never_asked"),
    "relation": _relation,
    "implies": tag("implies"),
    "exclusive": tag("exclusive"),
    "example": _example,
    "given": _given,
    "given_not": _given_not,
    "given_value": _given_value,
    "unknown": tag("unknown"),
    "given_reading": _given_reading,
    "expectation": _expectation,
    "expected_status": _expected_status,
    "basis": tag("basis"),
}
