"""Findings as one HTML page, file by file, to be read on a screen or handed on as paper.

In: findings with the sources they point into. Out: HTML in the house style, without script or network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from polc.dsl.diagnostics.model import Diagnostic, Lang, Text
from polc.dsl.diagnostics.places import path_of
from polc.dsl.diagnostics.render import count, fact_text, summary_line
from polc.dsl.diagnostics.width import printable
from polc.dsl.diagnostics.wording import SEVERITY_WORD, label, message, remark, suggestions
from polc.dsl.source import Source, Span
from polc.targets.pages import language_of, page_environment

SHOWN_LINES = 4
LONGEST = 400
TEXTS = {
    "title": Text("检查结果", "Findings"),
    "clean": Text("没有发现问题", "nothing found"),
    "elsewhere": Text("不在某一个文件里", "in no one file"),
    "line": Text("第 {line} 行", "line {line}"),
    "people": Text("举例（程序构造，非真实人员）", "Examples (made up by polc, no real persons)"),
    "who": Text("例", "who"),
    "facts": Text("资料", "facts"),
    "outcome": Text("结果", "what comes out"),
    "clauses": Text("依据", "clauses"),
    "basis": Text("依据：", "basis: "),
    "advice": Text("建议", "What to do"),
    "found": Text("问题", "finding"),
    "more": Text("说明：", "more: "),
    "and": Text("、", ", "),
}


@attrs.frozen(kw_only=True)
class Extract:
    """Lines of a policy around a place: where, the text before, inside and after it, what is said of it."""

    where: str
    before: str
    marked: str
    after: str
    label: str


@attrs.frozen(kw_only=True)
class Finding:
    """One finding, in words."""

    level: str
    word: str
    code: str
    title: str
    message: str
    places: tuple[Extract, ...]
    people: tuple[tuple[str, str, str, str], ...]
    basis: tuple[str, ...]
    advice: tuple[str, ...]
    remark: str


def check_page(found: Iterable[Diagnostic], sources: Mapping[str, Source], lang: Lang) -> str:
    """The page of these findings; files without any are named too."""
    shown = sorted(found, key=lambda each: each.sort_key)
    files: dict[str, list[Finding]] = {path: [] for path in sorted(sources)}
    for each in shown:
        files.setdefault(each.span.path, []).append(_finding(each, sources, lang))

    def said(name: str, **facts: str) -> str:
        text = TEXTS[name].in_(lang)
        return text.format(**facts) if facts else text

    template = page_environment("polc.cli", folder="pages").get_template("check.html.j2")
    return template.render(
        files={printable(path.replace("\\", "/")): inside for path, inside in files.items()},
        counts=summary_line(count(shown, len(sources)), lang),
        lang=language_of(lang),
        say=said,
    )


def _finding(each: Diagnostic, sources: Mapping[str, Source], lang: Lang) -> Finding:
    return Finding(
        level=each.level.value,
        word=SEVERITY_WORD[each.level].in_(lang),
        code=each.code.id,
        title=each.code.title.in_(lang),
        message=printable(message(each, lang)),
        places=tuple(_places(each, sources, lang)),
        people=tuple(_people(each, lang)),
        basis=tuple(printable(basis) for basis in each.basis),
        advice=tuple(printable(step) for step in suggestions(each, lang)),
        remark=remark(each, lang),
    )


def _places(each: Diagnostic, sources: Mapping[str, Source], lang: Lang) -> Iterator[Extract]:
    """The place of a finding, then those of its notes."""
    marks = [(each.span, label(each, lang)), *((n.span, each.fill(n.text, lang)) for n in each.notes)]
    for span, said in marks:
        source = sources.get(span.path)
        if source is not None:
            yield _extract(span, printable(said), source, each.span.path, lang)


def _extract(span: Span, said: str, source: Source, here: str, lang: Lang) -> Extract:
    text, size = source.text, len(source.text)
    start, end = min(span.start, size), min(max(span.start, span.end), size)
    first = source.line_of(start)
    stop = text.find("\n", max(start, end - 1))
    marked = text[start:end].rstrip("\n")
    lines = marked.split("\n")
    after = "" if stop < 0 else text[start + len(marked) : max(stop, start + len(marked))]
    if len(lines) > SHOWN_LINES:
        marked, after = "\n".join([*lines[:SHOWN_LINES], "…"]), ""
    where = TEXTS["line"].in_(lang).format(line=first)
    return Extract(
        where=where if span.path == here else f"{printable(path_of(span))} {where}",
        before=_drawn(text[source.line_starts[first - 1] : start].lstrip()[-LONGEST:]),
        marked=_drawn(marked[: SHOWN_LINES * LONGEST]),
        after=_drawn(after[:LONGEST]),
        label=said,
    )


def _drawn(text: str) -> str:
    return "\n".join(printable(line) for line in text.split("\n"))


def _people(each: Diagnostic, lang: Lang) -> Iterator[tuple[str, str, str, str]]:
    join = TEXTS["and"].in_(lang).join
    for row in each.witness:
        facts = join(fact_text(name, value) for name, value in row.facts)
        outcome = join(f"{name} {value}".strip() for name, value in row.outcome)
        cells = (row.who, facts, outcome, "".join(f"【{clause}】" for clause in row.clauses))
        yield (printable(cells[0]), printable(cells[1]), printable(cells[2]), printable(cells[3]))
