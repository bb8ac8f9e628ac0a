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
    format_asked,
    format_audience,
    format_cite,
    format_closing,
    format_expr,
    format_grant,
    format_name,
    format_names,
    format_outcome,
    format_range,
    format_text,
)
from polc.dsl.format_lookup import aligned, format_lookup, plain_fact
from polc.dsl.lines import COLUMN, Line, beating, block, led_by, line_of, otherwise, rule_row, stacking

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
_EXPECT = "期望 "
_UNDER_EXPECT = " " * 5


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
def _item(item: nodes.Item) -> Iterator[Line]:
    match item:
        case nodes.Use():
            yield from _use(item)
        case nodes.Vocabulary():
            rows = (line for cited in item.items for line in _cited(cited, 1))
            yield from block(item, f"词汇 {format_name(item.name)}", rows, 0)
        case nodes.Policy():
            header = (_header(line) for line in item.header)
            yield from block(item, f"政策 {format_text(item.title)}", header, 0)
        case nodes.Cited():
            yield from _cited(item, 0)
        case nodes.Example():
            head = f"案例 {format_text(item.title)}{format_audience(item.audience)}"
            yield from block(item, head, _example(item), 0)
        case nodes.ExampleTable():
            head = f"案例 {format_text(item.title)}{format_audience(item.audience)}"
            yield from block(item, head, _example_table(item), 0)
        case _:
            assert_never(item)


def _use(item: nodes.Use) -> Iterator[Line]:
    head = f"引用 {format_text(item.path)}"
    if item.inherits is not None:
        kept, dropped = item.inherits.kept, item.inherits.dropped
        rows = (
            (names, f"{word} {format_names(names)}") for word, names in (("不变", kept), ("废止", dropped))
        )
        inner = (line_of(names[0], text) for names, text in rows if names)
        yield from block(item, f"{head} 沿用", inner, 0)
        return
    fulfils = f" 落实 {format_text(item.fulfils)}" if item.fulfils else ""
    overrides = f" 覆盖 {format_names(item.overrides)}" if item.overrides else ""
    yield line_of(item, f"{head}{fulfils}{overrides}", depth=0)


def _kind_of_rule(item: nodes.Rule) -> str:
    """每笔 LIST, 每月 按 DATE after the name of a 规定."""
    parts = [f"每笔 {format_name(item.entries)}"] if item.entries else []
    if item.monthly:
        parts.append("每月")
    if item.month:
        parts.append(f"按 {format_name(item.month)}")
    return "".join(f" {part}" for part in parts)


def _header(item: nodes.HeaderItem) -> Line:
    return line_of(item, led_by(item.cite) + _header_key(item.key))


def _header_key(key: nodes.HeaderKey) -> str:
    match key:
        case nodes.HeaderText():
            return f"{key.key.value} {format_text(key.text)}"
        case nodes.HeaderIssued():
            return f"印发 {format_expr(key.day)}"
        case nodes.HeaderRange():
            by = f" 按 {format_name(key.by)}" if key.by else ""
            since = f" 自 {format_expr(key.since)}" if key.since else ""
            return f"{key.key.value} {format_range(key.range)}{by}{since}"
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
    item, led = cited.item, led_by(cited.cite)
    rows: Iterator[Line]
    match item:
        case nodes.GroupRows():
            rows = (
                line_of(r, f"{led_by(r.cite)}{format_expr(r.condition)}", depth=depth + 1) for r in item.rows
            )
            header = f"{led}群体 {format_name(item.name)} {item.quantifier.value}"
        case nodes.Window():
            rows = (_window_row(row, depth + 1) for row in item.rows)
            header = f"{led}时段 {format_name(item.name)} 按 {format_name(item.by)}"
        case nodes.Rule():
            rows = (rule_row(row, depth + 1) for row in item.rows)
            header = f"{led}规定 {format_name(item.name)}{_kind_of_rule(item)}"
        case nodes.Grant():
            rows = (_grant_row(row, depth + 1) for row in item.rows)
            header = f"{led}减免 {format_name(item.name)}"
        case nodes.Table() | nodes.Classes() | nodes.Permitted() | nodes.EntryList() | nodes.Running():
            header, rows = format_lookup(item, depth + 1)
            header = led + header
        case nodes.WorkCalendar() | nodes.Funding():
            header, rows = format_lookup(item, depth + 1)
            header = led + header
        case nodes.Assumption():
            rows = _readings(item, depth + 1)
            reason = f" {format_text(item.reason)}" if item.reason else ""
            header = f"{led}假定 {format_name(item.name)}{reason}{format_audience(item.audience)}"
        case _:
            yield line_of(cited, f"{led}{_plain(item)}", depth=depth)
            return
    yield from block(cited, header, rows, depth)


def _plain(
    item: nodes.Fact
    | nodes.Output
    | nodes.Ages
    | nodes.Yields
    | nodes.Benefit
    | nodes.Relation
    | nodes.Standard
    | nodes.Quantity
    | nodes.Group
    | nodes.Claim
    | nodes.Data
    | nodes.Gap
    | nodes.NotComputed
    | nodes.Explain,
) -> str:
    match item:
        case nodes.Fact() | nodes.Output():
            return plain_fact(item)
        case nodes.Ages():
            return f"周岁 按 {format_name(item.birth)}"
        case nodes.Yields():
            return f"减免 {format_name(item.name)} 输出 {format_names(item.outputs)}"
        case nodes.Benefit():
            ends = f"{format_name(item.start)} 至 {format_name(item.end)}"
            return f"待遇期 {ends} 按 {format_name(item.price)}"
        case nodes.Relation():
            return f"关系 {_claim(item.claim)}"
        case nodes.Standard():
            return f"标准 {format_name(item.name)} {item.kind.value} {format_expr(item.value)}"
        case nodes.Quantity():
            closings = "".join(f" {format_closing(closing)}" for closing in item.closings)
            return f"量 {format_name(item.name)} = {format_expr(item.value)}{closings}"
        case nodes.Claim():
            return f"恒真 {_claim(item.claim)}"
        case nodes.Group():
            return f"群体 {format_name(item.name)} = {format_expr(item.condition)}"
        case nodes.Data():
            return _data(item)
        case nodes.Gap():
            return f"待定 {format_text(item.reason)}{_told(item)}{format_asked(item.question)}"
        case nodes.NotComputed():
            return f"不入计算 {format_text(item.reason)}"
        case nodes.Explain():
            return _explain(item)
        case _:
            assert_never(item)


def _claim(claim: nodes.Implies | nodes.Exclusive | nodes.Always) -> str:
    match claim:
        case nodes.Implies():
            return f"{format_expr(claim.condition)} 蕴含 {format_expr(claim.consequence)}"
        case nodes.Exclusive():
            return f"{format_names(claim.names)} 互斥"
        case nodes.Always():
            return format_expr(claim.condition)
        case _:
            assert_never(claim)


def _explain(item: nodes.Explain) -> str:
    of = f" 的 {format_name(item.reading)}" if item.reading else ""
    parts = [f"说明 {format_name(item.subject)}{of} {format_text(item.text)}"]
    parts += [f"否 {format_text(item.opposite)}"] if item.opposite else []
    hint = f" {format_text(item.hint)}" if item.hint else ""
    parts += [f"问 {format_text(item.question)}{hint}"] if item.question else []
    return " ".join(parts) + ("" if item.asked else " 问 否")


def _told(item: nodes.Data | nodes.Gap) -> str:
    """For whom a statement is meant."""
    limit = f"{COLUMN}限 {format_expr(item.limit)}" if item.limit else ""
    return limit + format_audience(item.audience)


def _data(item: nodes.Data) -> str:
    parts = [f"{item.kind.value} {format_text(item.text)}"]
    if item.by:
        parts.append(f"由 {format_names(item.by)}")
    dated = (("不早于", item.not_before), ("不晚于", item.not_after), ("在", item.at))
    parts.extend(f"{word} {format_expr(value)}" for word, value in dated if value is not None)
    if item.monthly:
        parts.append(f"每月 不晚于 {item.monthly.text}")
    if item.amount is not None:
        bound = "" if item.amount_kind is nodes.StandardKind.EQUALS else f"{item.amount_kind.value} "
        parts.append(f"金额 {bound}{format_expr(item.amount)}")
    if item.listing:
        parts.append(f"列明 {'、'.join(format_text(text) for text in item.listing)}")
    return COLUMN.join(parts) + _told(item)


# ---- rows -------------------------------------------------------------------------------------------
def _window_row(row: nodes.WindowRow | nodes.Otherwise, depth: int) -> Line:
    if isinstance(row, nodes.Otherwise):
        return otherwise(row, depth)
    limit = f"限 {format_expr(row.limit)}" if row.limit else ""
    return line_of(row, led_by(row.cite) + format_name(row.name), format_range(row.range), limit, depth=depth)


def _grant_row(row: nodes.GrantBase | nodes.GrantRow | nodes.Stacking | nodes.Tie, depth: int) -> Line:
    lead = led_by(row.cite)
    match row:
        case nodes.GrantBase():
            return line_of(row, f"{lead}基数 {format_expr(row.value)}", depth=depth)
        case nodes.Stacking():
            return stacking(row, depth)
        case nodes.Tie():
            return line_of(row, f"{lead}同额 {format_outcome(row.outcome)}", depth=depth)
        case nodes.GrantRow():
            condition = f"{lead}{'例外 ' if row.exception else ''}{format_expr(row.condition)}"
            return line_of(row, condition, format_grant(row), beating(row.over), depth=depth)
        case _:
            assert_never(row)


def _readings(item: nodes.Assumption, depth: int) -> Iterator[Line]:
    for reading in item.readings:
        note = format_text(reading.note) if reading.note else ""
        yield line_of(reading, format_name(reading.name), _meaning(reading.meaning), note, depth=depth)
    if item.adopted:
        yield line_of(item.adopted, f"采用 {format_name(item.adopted)}", depth=depth)
    else:
        end = max(item.span.start, item.span.end - 1)
        yield Line(text="都不采用", start=end, end=end, depth=depth)


def _meaning(meaning: nodes.Expr | nodes.StackWord | nodes.StatusOutcome) -> str:
    match meaning:
        case nodes.StackWord():
            return f"并存 {meaning.value}"
        case nodes.SaysUndetermined() | nodes.SaysDelegated() | nodes.SaysNotApplicable():
            return format_outcome(meaning)
        case _:
            return format_expr(meaning)


# ---- examples ---------------------------------------------------------------------------------------
def _example(item: nodes.Example) -> Iterator[Line]:
    for given in item.given:
        yield line_of(given, _given(given))
    for index, expected in enumerate(item.expected):
        lead = _UNDER_EXPECT if index else _EXPECT
        yield line_of(expected, lead + _expectation(expected))


def _example_table(item: nodes.ExampleTable) -> Iterator[Line]:
    for given in item.given:
        yield line_of(given, _given(given))
    columns, expected = format_names(item.columns), format_names(item.expected)
    yield line_of((*item.columns, *item.expected)[0], f"{f'列 {columns}'.rstrip()} 期望 {expected}")
    heads = any(row.given for row in item.rows)
    texts = aligned([[_alone(row), *(_cell(cell) for cell in row.cells)] for row in item.rows])
    for row, (alone, *cells) in zip(item.rows, texts, strict=True):
        lead = f"{alone} " if heads else ""
        yield line_of(row, (lead + " ".join(f"｜ {cell}" for cell in cells)).rstrip())


def _alone(row: nodes.ExampleRow) -> str:
    return COLUMN.join(_given(given) for given in row.given)


def _cell(cell: nodes.ExampleCell) -> str:
    if cell.value is None:
        return "未知"
    bound = "" if cell.kind is nodes.StandardKind.EQUALS else f"{cell.kind.value} "
    return bound + _expected(cell.value, *cell.more) + _basis(cell.basis)


def _given(given: nodes.GivenItem) -> str:
    match given:
        case nodes.GivenEntry():
            cells = "，".join(_given(cell) for cell in given.cells)
            return f"一条 {format_name(given.list)}（{cells}）"
        case nodes.GivenNone():
            return f"{format_name(given.list)} = 没有"
        case nodes.Given():
            return ("" if given.holds else "非 ") + format_names(given.names)
        case nodes.GivenValue():
            value = format_expr(given.value) if given.value else "未知"
            return f"{format_name(given.name)} = {'「没有」' if value == '没有' else value}"
        case nodes.GivenReading():
            return f"假定 {format_name(given.assumption)} = {format_name(given.reading)}"
        case _:
            assert_never(given)


def _expectation(expected: nodes.Expectation) -> str:
    value = _expected(expected.value, *expected.more) + _basis(expected.basis)
    return f"{format_name(expected.name)} {expected.kind.value} {value}"


def _basis(basis: nodes.Cite | None) -> str:
    return f"  依据 {format_cite(basis)}" if basis else ""


def _expected(*values: nodes.Expr | nodes.ExpectedStatus) -> str:
    return "、".join(map(_one_expected, values))


def _one_expected(value: nodes.Expr | nodes.ExpectedStatus) -> str:
    if isinstance(value, nodes.ExpectedStatus):
        return value.word.value + (f" {format_text(value.text)}" if value.text else "")
    return format_expr(value)
