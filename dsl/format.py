"""`Module` → canonical text.

In: the nodes, with the author's comments and blank lines. Out: text that reads back as the same module;
formatting it again changes nothing. Every declaration and row is one line; a line knows the stretch of
the file that it stands for, and comments and blank lines find their place by that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from typing import assert_never

import attrs

from polc.dsl import nodes
from polc.dsl.format_expressions import (
    format_amount,
    format_cite,
    format_expr,
    format_grant,
    format_name,
    format_names,
    format_outcome,
    format_range,
    format_text,
)

__all__ = [
    "format_amount",
    "format_cite",
    "format_expr",
    "format_grant",
    "format_module",
    "format_name",
    "format_outcome",
    "format_range",
    "format_text",
]
_COLUMN = "  "
_EXPECT = "期望 "
_UNDER_EXPECT = " " * 5


@attrs.frozen(kw_only=True)
class Line:
    """One line of output, which stands for the code points from `start` to `end` of the author's file."""

    text: str
    start: int
    end: int
    depth: int = 1
    opens: bool = False
    closes: bool = False


def format_module(module: nodes.Module) -> str:
    """The whole file; ends with one newline, or is empty."""
    lines = [line for item in module.items for line in _item(item)]
    placed = list(_with_comments(lines, module.comments))
    texts: list[str] = []
    for index, line in enumerate(placed):
        if index and _blank_between(placed, index, module.gaps):
            texts.append("")
        texts.append("  " * line.depth + line.text)
    return "".join(f"{text}\n" for text in texts)


# ---- comments and blank lines -----------------------------------------------------------------------
def _with_comments(lines: Sequence[Line], comments: Sequence[nodes.Comment]) -> Iterator[Line]:
    """Own-line comments before the line they precede, trailing ones at the end of theirs."""
    ahead = deque(sorted(comments, key=lambda comment: comment.span.start))
    held: list[nodes.Comment] = []
    for index, line in enumerate(lines):
        after = lines[index + 1].start if index + 1 < len(lines) else None
        while ahead and (after is None or ahead[0].span.start < after):
            held.append(ahead.popleft())
        tail = [c for c in held if c.trailing and c.span.start >= line.start]
        before = [c for c in held if c.span.start < line.start]
        held = [c for c in held if not c.trailing and c.span.start >= line.start]
        depth = line.depth + line.closes
        yield from (_comment_line(comment, depth) for comment in (*before, *tail[:-1]))
        yield attrs.evolve(line, text=f"{line.text}  #{tail[-1].text}") if tail else line
    yield from (_comment_line(comment, 0) for comment in (*held, *ahead))


def _comment_line(comment: nodes.Comment, depth: int) -> Line:
    return Line(text=f"#{comment.text}", start=comment.span.start, end=comment.span.end, depth=depth)


def _blank_between(lines: Sequence[Line], index: int, gaps: Sequence[int]) -> bool:
    """One blank line where the author left some, and around blocks; none inside the braces' edges."""
    before, after = lines[index - 1], lines[index]
    if before.opens or after.closes:
        return False
    place = bisect_left(gaps, before.end)
    if place < len(gaps) and gaps[place] < after.start:
        return True
    if after.depth:
        return False
    return before.closes or (not before.text.startswith("#") and _leads_to_block(lines, index))


def _leads_to_block(lines: Sequence[Line], index: int) -> bool:
    """True for the header of a block and for the comments right above it."""
    following = (line for line in lines[index:] if not line.text.startswith("#"))
    return next((line.opens for line in following), False)


# ---- declarations -----------------------------------------------------------------------------------
def _row(node: nodes.Node, *columns: str, depth: int = 1) -> Line:
    text = _COLUMN.join(column for column in columns if column)
    return Line(text=text, start=node.span.start, end=node.span.end, depth=depth)


def _block(node: nodes.Node, header: str, rows: Iterator[Line], depth: int) -> Iterator[Line]:
    start, end = node.span.start, node.span.end
    inner = list(rows)
    first = inner[0].start if inner else end
    yield Line(text=f"{header} {{", start=start, end=min(first, end), depth=depth, opens=True)
    yield from inner
    yield Line(text="}", start=max(end - 1, start), end=end, depth=depth, closes=True)


def _item(item: nodes.Item) -> Iterator[Line]:
    match item:
        case nodes.Use():
            fulfils = f" 落实 {format_text(item.fulfils)}" if item.fulfils else ""
            yield _row(item, f"引用 {format_text(item.path)}{fulfils}", depth=0)
        case nodes.Vocabulary():
            rows = (line for cited in item.items for line in _cited(cited, 1))
            yield from _block(item, f"词汇 {format_name(item.name)}", rows, 0)
        case nodes.Policy():
            header = (_header(line) for line in item.header)
            yield from _block(item, f"政策 {format_text(item.title)}", header, 0)
        case nodes.Cited():
            yield from _cited(item, 0)
        case nodes.Example():
            yield from _block(item, f"案例 {format_text(item.title)}", _example(item), 0)
        case _:
            assert_never(item)


def _lead(cite: nodes.Cite | None) -> str:
    return f"{format_cite(cite)} " if cite else ""


def _header(item: nodes.HeaderItem) -> Line:
    return _row(item, _lead(item.cite) + _header_key(item.key))


def _header_key(key: nodes.HeaderKey) -> str:
    match key:
        case nodes.HeaderText():
            return f"{key.key.value} {format_text(key.text)}"
        case nodes.HeaderIssued():
            return f"印发 {format_expr(key.day)}"
        case nodes.HeaderRange():
            return f"{key.key.value} {format_range(key.range)}"
        case nodes.HeaderGate():
            return f"适用于 {format_name(key.group)}"
        case nodes.HeaderMonths():
            return f"按月计算 {key.rule.value}"
        case nodes.HeaderLeap():
            return f"闰日生日 {key.rule.value}"
        case nodes.HeaderClauses():
            return f"条款 {format_cite(key.cite)}"
        case _:
            assert_never(key)


def _cited(cited: nodes.Cited, depth: int) -> Iterator[Line]:
    item, lead = cited.item, _lead(cited.cite)
    rows: Iterator[Line]
    match item:
        case nodes.GroupRows():
            rows = (_row(r, f"{_lead(r.cite)}{format_expr(r.condition)}", depth=depth + 1) for r in item.rows)
            header = f"{lead}群体 {format_name(item.name)} {item.quantifier.value}"
        case nodes.Window():
            rows = (_window_row(row, depth + 1) for row in item.rows)
            header = f"{lead}时段 {format_name(item.name)} 按 {format_name(item.by)}"
        case nodes.Rule():
            rows = (_rule_row(row, depth + 1) for row in item.rows)
            header = f"{lead}规定 {format_name(item.name)}"
        case nodes.Grant():
            rows = (_grant_row(row, depth + 1) for row in item.rows)
            header = f"{lead}减免 {format_name(item.name)}"
        case nodes.Assumption():
            rows = _readings(item, depth + 1)
            reason = f" {format_text(item.reason)}" if item.reason else ""
            header = f"{lead}假定 {format_name(item.name)}{reason}"
        case _:
            yield _row(cited, f"{lead}{_plain(item)}", depth=depth)
            return
    yield from _block(cited, header, rows, depth)


def _plain(
    item: nodes.Fact
    | nodes.Output
    | nodes.Ages
    | nodes.Yields
    | nodes.Benefit
    | nodes.Relation
    | nodes.Standard
    | nodes.Group
    | nodes.Data
    | nodes.Gap
    | nodes.NotComputed,
) -> str:
    match item:
        case nodes.Fact() | nodes.Output():
            return _fact(item)
        case nodes.Ages():
            return f"周岁 按 {format_name(item.birth)}"
        case nodes.Yields():
            return f"减免 {format_name(item.name)} 得出 {format_names(item.outputs)}"
        case nodes.Benefit():
            ends = f"{format_name(item.start)} 至 {format_name(item.end)}"
            return f"待遇期 {ends} 对价 {format_name(item.price)}"
        case nodes.Relation():
            return f"关系 {_claim(item.claim)}"
        case nodes.Standard():
            return f"标准 {format_name(item.name)} {item.kind.value} {format_expr(item.value)}"
        case nodes.Group():
            return f"群体 {format_name(item.name)} = {format_expr(item.condition)}"
        case nodes.Data():
            return _data(item)
        case nodes.Gap():
            return f"待定 {format_text(item.reason)}"
        case nodes.NotComputed():
            return f"不入计算 {format_text(item.reason)}"
        case _:
            assert_never(item)


def _fact(item: nodes.Fact | nodes.Output) -> str:
    options = f"（{format_names(item.type.options)}）" if item.type.options else ""
    kind = f"{format_name(item.name)}: {item.type.word.value}{options}"
    if isinstance(item, nodes.Fact):
        head = f"事实 {kind}" + (f" 默认 {format_expr(item.default)}" if item.default else "")
    else:
        head = f"输出 {kind}" + (f" = {format_expr(item.identity)}" if item.identity else "")
    alias = f"别名 {item.alias}" if item.alias else ""
    return _COLUMN.join(part for part in (head, alias, item.note and format_text(item.note)) if part)


def _claim(claim: nodes.Implies | nodes.Exclusive | nodes.Within | nodes.Always) -> str:
    match claim:
        case nodes.Implies():
            return f"{format_expr(claim.condition)} 蕴含 {format_expr(claim.consequence)}"
        case nodes.Exclusive():
            return f"{format_names(claim.names)} 互斥"
        case nodes.Within():
            return f"{format_expr(claim.item)} 限于 {format_expr(claim.low)} 至 {format_expr(claim.high)}"
        case nodes.Always():
            return format_expr(claim.condition)
        case _:
            assert_never(claim)


def _data(item: nodes.Data) -> str:
    parts = [f"{item.kind.value} {format_text(item.text)}"]
    if item.by:
        parts.append(f"由 {format_names(item.by)}")
    dated = (("不早于", item.not_before), ("不晚于", item.not_after), ("于", item.at))
    parts.extend(f"{word} {format_expr(value)}" for word, value in dated if value is not None)
    if item.monthly:
        parts.append(f"每月 {item.monthly.text} 前")
    if item.amount is not None:
        parts.append(f"金额 {format_expr(item.amount)}")
    if item.listing:
        parts.append(f"列明 {'、'.join(format_text(text) for text in item.listing)}")
    return _COLUMN.join(parts)


# ---- rows -------------------------------------------------------------------------------------------
def _otherwise(row: nodes.Otherwise, depth: int) -> Line:
    return _row(row, f"{_lead(row.cite)}其余 {format_outcome(row.outcome)}", depth=depth)


def _window_row(row: nodes.WindowRow | nodes.Otherwise, depth: int) -> Line:
    if isinstance(row, nodes.Otherwise):
        return _otherwise(row, depth)
    limit = f"限 {format_expr(row.limit)}" if row.limit else ""
    return _row(row, _lead(row.cite) + format_name(row.name), format_range(row.range), limit, depth=depth)


def _over(cite: nodes.Cite | None) -> str:
    return f"优先于 {format_cite(cite)}" if cite else ""


def _rule_row(row: nodes.RuleRow | nodes.Otherwise, depth: int) -> Line:
    if isinstance(row, nodes.Otherwise):
        return _otherwise(row, depth)
    lead = _lead(row.cite) + ("例外 " if row.exception else "")
    if row.condition is None:
        return _row(row, lead + format_outcome(row.outcome), _over(row.over), depth=depth)
    condition = lead + format_expr(row.condition)
    return _row(row, condition, format_outcome(row.outcome), _over(row.over), depth=depth)


def _grant_row(row: nodes.GrantBase | nodes.GrantRow | nodes.Stacking | nodes.Tie, depth: int) -> Line:
    lead = _lead(row.cite)
    match row:
        case nodes.GrantBase():
            return _row(row, f"{lead}基数 {format_expr(row.value)}", depth=depth)
        case nodes.Stacking():
            how = row.how.value if isinstance(row.how, nodes.StackWord) else format_name(row.how)
            return _row(row, f"{lead}并存 {how}", depth=depth)
        case nodes.Tie():
            return _row(row, f"{lead}同额 {format_outcome(row.outcome)}", depth=depth)
        case nodes.GrantRow():
            condition = f"{lead}{'例外 ' if row.exception else ''}{format_expr(row.condition)}"
            return _row(row, condition, format_grant(row), _over(row.over), depth=depth)
        case _:
            assert_never(row)


def _readings(item: nodes.Assumption, depth: int) -> Iterator[Line]:
    for reading in item.readings:
        note = format_text(reading.note) if reading.note else ""
        yield _row(reading, format_name(reading.name), _meaning(reading.meaning), note, depth=depth)
    if item.adopted:
        yield _row(item.adopted, f"采用 {format_name(item.adopted)}", depth=depth)
    else:
        end = max(item.span.start, item.span.end - 1)
        yield Line(text="都不采用", start=end, end=end, depth=depth)


def _meaning(meaning: nodes.Expr | nodes.StackWord | nodes.StatusOutcome) -> str:
    match meaning:
        case nodes.StackWord():
            return meaning.value
        case nodes.SaysUndetermined() | nodes.SaysDelegated() | nodes.SaysNotApplicable():
            return format_outcome(meaning)
        case _:
            return format_expr(meaning)


# ---- examples ---------------------------------------------------------------------------------------
def _example(item: nodes.Example) -> Iterator[Line]:
    for given in item.given:
        yield _row(given, _given(given))
    for index, expected in enumerate(item.expected):
        lead = _UNDER_EXPECT if index else _EXPECT
        yield _row(expected, lead + _expectation(expected))


def _given(given: nodes.Given | nodes.GivenValue | nodes.GivenReading) -> str:
    match given:
        case nodes.Given():
            return ("" if given.holds else "非 ") + format_names(given.names)
        case nodes.GivenValue():
            return f"{format_name(given.name)} = {format_expr(given.value) if given.value else '未知'}"
        case nodes.GivenReading():
            return f"假定 {format_name(given.assumption)} = {format_name(given.reading)}"
        case _:
            assert_never(given)


def _expectation(expected: nodes.Expectation) -> str:
    value = expected.value
    if isinstance(value, nodes.ExpectedStatus):
        said = value.word.value + (f" {format_text(value.text)}" if value.text else "")
    else:
        said = format_expr(value)
    return f"{format_name(expected.name)} {expected.kind.value} {said}"
