"""One finding as people read it in a terminal.

In: a diagnostic and the sources it points into. Out: text in fixed parts: severity, code and sentence;
the places; the example persons; the legal basis; what to do; where to read more. Our own glyphs are all
in GBK, so a Chinese console shows them; what an author wrote is drawn as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from polc.dsl.diagnostics.excerpt import Ink, Layout, Mark, excerpt, gutter_of, place
from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity, Text, WitnessRow
from polc.dsl.diagnostics.width import columns_of, pad, printable
from polc.dsl.diagnostics.wording import SEVERITY_WORD, label, message, remark, suggestions
from polc.dsl.source import Source

LINE_COLUMNS = 110

_EXAMPLES = Text("举例（程序构造，非真实人员）：", "Examples (made up by polc, no real persons):")
_BASIS = Text("依据：", "basis: ")
_HELP = Text("建议：", "help: ")
_MORE = Text("说明：", "more: ")
_NEXT = Text("；", "; ")
_AND = Text("、", ", ")
_INK = {Severity.ERROR: Ink.ERROR, Severity.WARNING: Ink.WARNING, Severity.NOTE: Ink.NOTE}


@attrs.frozen(kw_only=True)
class Counts:
    """How much was checked and found."""

    files: int
    errors: int = 0
    warnings: int = 0
    notes: int = 0


def count(diagnostics: Iterable[Diagnostic], files: int) -> Counts:
    """The findings of a run over `files` files, by severity."""
    levels = [diagnostic.level for diagnostic in diagnostics]
    return Counts(
        files=files,
        errors=levels.count(Severity.ERROR),
        warnings=levels.count(Severity.WARNING),
        notes=levels.count(Severity.NOTE),
    )


def summary_line(counts: Counts, lang: Lang = Lang.ZH) -> str:
    """3 个文件：0 个错误，12 个警告，2 个提示."""
    found = (
        (counts.errors, Severity.ERROR),
        (counts.warnings, Severity.WARNING),
        (counts.notes, Severity.NOTE),
    )
    if lang is Lang.ZH:
        parts = (f"{number} 个{SEVERITY_WORD[level].zh}" for number, level in found)
        return f"{counts.files} 个文件：{'，'.join(parts)}"
    parts = (_plural(number, SEVERITY_WORD[level].en) for number, level in found)
    return f"{_plural(counts.files, 'file')}: {', '.join(parts)}"


def render_concise(diagnostic: Diagnostic, sources: Mapping[str, Source], lang: Lang = Lang.ZH) -> str:
    """One line: path:line:col: CODE severity message."""
    where = place(diagnostic.span, sources)
    severity = SEVERITY_WORD[diagnostic.level].in_(lang)
    found = f"{diagnostic.code.id} {severity} {printable(message(diagnostic, lang))}"
    return f"{where}: {found}" if where else found


def render(
    diagnostic: Diagnostic,
    sources: Mapping[str, Source],
    lang: Lang = Lang.ZH,
    colour: bool = False,
    *,
    wide: bool = False,
) -> str:
    """The whole finding, without a newline at its end."""
    marks = _marks(diagnostic, lang)
    layout = Layout(gutter=gutter_of(marks, sources), colour=colour, wide=wide)
    page = [_headline(diagnostic, lang, layout), *excerpt(marks, sources, layout)]
    page += _witness(diagnostic.witness, lang, layout)
    if diagnostic.basis:
        page.append(layout.line("=", _BASIS.in_(lang) + printable(_NEXT.in_(lang).join(diagnostic.basis))))
    page += _help(diagnostic, lang, layout)
    page.append(layout.line("=", f"{_MORE.in_(lang)}polc rule {diagnostic.code.id}"))
    return "\n".join(page)


def _headline(diagnostic: Diagnostic, lang: Lang, layout: Layout) -> str:
    severity = f"{SEVERITY_WORD[diagnostic.level].in_(lang)}[{diagnostic.code.id}]"
    sentence = layout.ink(Ink.STRONG, printable(message(diagnostic, lang)))
    return f"{layout.ink(_INK[diagnostic.level], severity)} {sentence}"


def _marks(diagnostic: Diagnostic, lang: Lang) -> tuple[Mark, ...]:
    first = Mark(
        span=diagnostic.span,
        glyph="^",
        ink=_INK[diagnostic.level],
        label=printable(label(diagnostic, lang)),
    )
    others = (
        Mark(span=note.span, glyph="-", ink=Ink.GUTTER, label=printable(diagnostic.fill(note.text, lang)))
        for note in diagnostic.notes
    )
    return tuple(mark for mark in (first, *others) if mark.span.path)


def _witness(rows: tuple[WitnessRow, ...], lang: Lang, layout: Layout) -> list[str]:
    """The example persons as a table: who, facts, what comes out, by which clauses."""
    if not rows:
        return []
    table = [_cells(row, lang) for row in rows]
    widths = [max(columns_of(cell, layout.wide) for cell in column) for column in zip(*table, strict=True)]
    page = [layout.line("=", _EXAMPLES.in_(lang))]
    for who, *rest in table:
        cells = [pad(cell, width, layout.wide) for cell, width in zip(rest, widths[1:], strict=True)]
        line = f"  {pad(who, widths[0], layout.wide)}  {'   '.join(cells)}"
        page.append(layout.line("|", line.rstrip()))
    return page


def _cells(row: WitnessRow, lang: Lang) -> tuple[str, str, str, str]:
    join = _AND.in_(lang).join
    return (
        printable(row.who),
        printable(join(fact_text(name, value) for name, value in row.facts)),
        printable(join(f"{name} {value}".strip() for name, value in row.outcome)),
        printable("".join(f"【{clause}】" for clause in row.clauses)),
    )


def fact_text(name: str, value: str) -> str:
    """As a 案例 would list it: a fact that holds by its name, one that doesn't with 非."""
    return {"是": name, "否": f"非 {name}"}.get(value, f"{name} {value}".strip())


def _help(diagnostic: Diagnostic, lang: Lang, layout: Layout) -> list[str]:
    """Numbered next steps, several to a line while they fit, then the closing remark on a line of its own."""
    steps = [printable(step) for step in suggestions(diagnostic, lang)]
    if len(steps) > 1:
        steps = [f"({number}) {step}" for number, step in enumerate(steps, 1)]
    lines = _fill(steps, _NEXT.in_(lang), LINE_COLUMNS - layout.gutter - 9, layout.wide)
    if closing := remark(diagnostic, lang):
        lines.append(closing)
    head = _HELP.in_(lang)
    indent = " " * columns_of(head, layout.wide)
    return [layout.line("=", (indent if at else head) + line) for at, line in enumerate(lines)]


def _fill(items: list[str], join: str, columns: int, wide: bool) -> list[str]:
    lines: list[str] = []
    for item in items:
        longer = f"{lines[-1]}{join}{item}" if lines else ""
        if longer and columns_of(longer, wide) <= columns:
            lines[-1] = longer
        else:
            lines.append(item)
    return lines


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
