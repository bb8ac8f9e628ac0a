"""Summaries for tests: of kernels made by hand and of the shipped policies, and readers of the outputs."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import attrs
import kernels
from books import books
from checkout import ROOT

from polc.compiler.driver import compile_file
from polc.compiler.kernel import Kernel
from polc.dsl.source import Source
from polc.targets.api import Options
from polc.targets.summary.emit import TARGET

# People told apart by a number and by an option, not only by what is true of them.
OPTIONS = """政策 "示例" {
  文号 "示例〔2031〕1号"  【一】 保障年度 2032-01-01 至 2032-12-31  按月计算 当月末日  条款 【一、二、三】
}
事实 缴费日: 日期 别名 pay_date
事实 断保年数: 整数 默认 0 别名 years_missed
事实 户别: 选项（本地、外地） 默认 本地 别名 kind
事实 职业: 选项（农民、工人） 默认 农民 别名 trade
输出 缴费时段: 选项 别名 pay_window
输出 应缴金额: 金额 别名 due
输出 待遇起始日: 日期 别名 benefit_from
输出 待遇截止日: 日期 别名 benefit_until
待遇期 待遇起始日 至 待遇截止日 按 应缴金额
关系 缴费日 在 2031-09-01 至 2031-12-31
关系 断保年数 在 0 至 20
【一】 时段 缴费时段 按 缴费日 { 【一】 集中期 2031-09-01 至 2031-12-31 }
【一】 规定 应缴金额 { 【一】 在 集中期 为 400元 【三】 例外 户别 是 外地 为 1100元 }
【一】 规定 待遇起始日 { 【一】 在 集中期 为 保障年度首日 【二】 例外 断保年数 超过 4 为 缴费日 + 6个月 }
【一】 规定 待遇截止日 { 【一】 在 集中期 为 保障年度末日 }
案例 "一" { 缴费日 = 2031-09-01 期望 应缴金额 = 400元 }
案例 "二" { 缴费日 = 2031-12-31 期望 应缴金额 = 400元 }
案例 "三" { 缴费日 = 2031-10-01 职业 = 工人 期望 应缴金额 = 400元 }
案例 "四" { 缴费日 = 2031-09-01 户别 = 外地 期望 应缴金额 = 1100元 }
"""


def kernel_from(text: str) -> Kernel:
    """The kernel of a small policy."""
    compiled = compile_file("示例.pol", {"示例.pol": Source(path="示例.pol", text=text)}.get, analyse=False)
    assert compiled.kernel is not None, [(d.code.id, d.facts) for d in compiled.diagnostics]
    return compiled.kernel


def options() -> Kernel:
    """People told apart by a number and an option."""
    return kernel_from(OPTIONS)


HAND_MADE = {
    "town": kernels.town,
    "bare": kernels.bare,
    "everything": kernels.everything,
    "books": books,
    "options": options,
}
SHIPPED = tuple(
    folder.name
    for folder in sorted((ROOT / "policies").iterdir())
    if (folder / f"{folder.name}.pol").is_file()
)
NAMES = (*HAND_MADE, *SHIPPED)
AUDIENCES = ("经办",)


@cache
def kernel_of(name: str) -> Kernel:
    """A kernel by its name."""
    if name in HAND_MADE:
        return HAND_MADE[name]()
    return compiled_at(f"policies/{name}/{name}.pol")


def compiled_at(path: str) -> Kernel:
    """The kernel of a file of the project."""
    compiled = compile_file(path, _read, analyse=False)
    assert compiled.kernel is not None, [(d.code.id, d.facts) for d in compiled.diagnostics]
    return compiled.kernel


def _read(path: str) -> Source:
    return Source(path=path, text=(ROOT / path).read_text("utf-8"))


def summaries(kernel: Kernel, audience: str) -> dict[str, str]:
    """Both formats of one summary, by suffix."""
    extra = (("name", "摘要"), ("audience", audience))
    options = Options(source_sha256="0" * 64, compiler_version="测试", extra=extra)
    made = TARGET.emit(kernel, options)
    return {artifact.name.rpartition(".")[2]: artifact.content.decode() for artifact in made}


@cache
def both(name: str, audience: str) -> dict[str, str]:
    """Both formats of the summary of a named kernel, made once."""
    return summaries(kernel_of(name), audience)


def summary(name: str, audience: str, suffix: str) -> str:
    """One format of it."""
    return both(name, audience)[suffix]


# ---- HTML -------------------------------------------------------------------------------------------
VOID = frozenset({"meta", "col", "link", "br", "hr", "img", "input", "path", "rect", "circle", "line"})


@attrs.define
class Element:
    """One element of a page: its own text, its attributes, its children in order."""

    tag: str
    attributes: dict[str, str]
    content: list[Element | str]

    @property
    def text(self) -> str:
        """Everything inside, as read."""
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    def all(self, *tags: str) -> list[Element]:
        """The elements below with one of these tags, in order; all of them if none is given."""
        found = []
        for part in self.content:
            if isinstance(part, Element):
                found += [part] if not tags or part.tag in tags else []
                found += part.all(*tags)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("root", {}, [])
        self.open = [self.root]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attributes}, [])
        self.open[-1].content.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def read_html(page: str) -> Element:
    """The page as a tree; fails where tags don't close in order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root], [element.tag for element in reader.open]
    return reader.root


def body(page: str) -> Element:
    """What is shown."""
    return read_html(page).all("body")[0]


# ---- Markdown ---------------------------------------------------------------------------------------
def unescape(text: str) -> str:
    """Markdown text as it is read."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
