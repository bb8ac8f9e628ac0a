"""parse(format(m)) == m, format changes nothing the second time, and widths and layout mean nothing."""

import attrs
from hypothesis import given
from hypothesis import strategies as st
from property.strategies import conditions, modules

from polc.dsl.diagnostics.model import Sink
from polc.dsl.format import format_expr, format_module
from polc.dsl.nodes import Cited, Expr, Group, Module
from polc.dsl.parser import parse, the_machine
from polc.dsl.source import Source
from polc.dsl.walk import transform, walk

WIDE = {chr(code - 0xFEE0): chr(code) for code in range(0xFF01, 0xFF5F)} | {" ": "\u3000"}
NARROW = {wide: narrow for narrow, wide in WIDE.items()} | {"【": "[", "】": "]"}


def read(text: str) -> Module:
    sink = Sink()
    module = parse(Source(path="x.pol", text=text), sink)
    assert sink.found == [], text
    return module


def outside_texts(text: str, change: dict[str, str], keep: str = "") -> str:
    """`text` with single characters exchanged, but not inside quoted texts and comments."""
    source = Source(path="x.pol", text=text)
    lexemes, comments = the_machine().lexer.lex(source.folded)
    kept = {i for c in comments for i in range(c.start, c.end)}
    kept |= {i for x in lexemes if x.is_("STRING") for i in range(x.start, x.end)}
    kept |= {i for i, char in enumerate(text) if char in keep}
    return "".join(char if i in kept else change.get(char, char) for i, char in enumerate(text))


@given(modules)
def test_parse_undoes_format(module: Module) -> None:
    assert read(format_module(module)) == module


@given(modules)
def test_format_is_settled_after_one_time(module: Module) -> None:
    text = format_module(module)
    assert format_module(read(text)) == text


@given(modules)
def test_full_width_reads_the_same(module: Module) -> None:
    assert read(outside_texts(format_module(module), WIDE)) == module


@given(modules)
def test_half_width_reads_the_same(module: Module) -> None:
    assert read(outside_texts(format_module(module), NARROW)) == module


@given(modules, st.sampled_from([" ", "\n", "\u3000 \n\n", "\t", "  # 注\n"]))
def test_layout_means_nothing(module: Module, blank: str) -> None:
    text = format_module(module)
    assert read(outside_texts(text, {"\n": blank if "\n" in blank else f"{blank}\n"})) == module


@given(conditions)
def test_spans_hold_what_they_say(condition: Expr) -> None:
    source = Source(path="x.pol", text=f"【一】 群体 甲 = {format_expr(condition)}")
    cited = parse(source, Sink()).items[0]
    assert isinstance(cited, Cited) and isinstance(cited.item, Group)
    assert cited.item.condition == condition
    for node in walk(cited.item.condition):
        if isinstance(node, Expr):
            assert source.slice(node.span) == format_expr(node)


@given(modules, st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.sampled_from(["", " 注", "# {"]))))
def test_comments_are_kept(module: Module, notes: list[tuple[int, bool, str]]) -> None:
    lines = format_module(module).split("\n")
    for index, (place, trailing, text) in enumerate(notes):
        at = place % len(lines)
        if not trailing:
            lines.insert(at, f"#{text}{index}")
        elif lines[at]:
            lines[at] += f"  #{text}{index}"
    commented = read("\n".join(lines))
    text = format_module(commented)
    again = read(text)
    assert again == module
    assert [c.text for c in again.comments] == [c.text for c in commented.comments]
    assert format_module(again) == text


@given(modules)
def test_transform_without_change_is_the_same_tree(module: Module) -> None:
    assert transform(module, lambda node: node) is module
    assert transform(module, lambda node: attrs.evolve(node)) == module
