"""What stands at a place, in Markdown: a name with its declaration, a word of the language, a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from polc.compiler.ty import type_text
from polc.dsl import nodes
from polc.dsl.diagnostics import explain
from polc.dsl.diagnostics.model import Diagnostic, Lang
from polc.dsl.expecting import lexemes_of
from polc.dsl.format_expressions import format_cite
from polc.dsl.keywords import BY_TERMINAL
from polc.dsl.lexer import Lexeme
from polc.dsl.source import Source, Span
from polc.dsl.walk import walk
from polc.service.names import Names
from polc.service.workspace import Workspace

_SHOWN_LINES = 8


@attrs.frozen
class Hover:
    """What is told, and of which stretch of the file."""

    span: Span
    markdown: str


def hover(
    workspace: Workspace, names: Names, path: str, offset: int, told: Iterable[Diagnostic], lang: Lang
) -> Hover | None:
    """What stands at a place of a file; `told` are the findings shown in it now."""
    source = workspace.source(path)
    lexeme = next((x for x in lexemes_of(source)[0] if x.start <= offset < x.end), None)
    parts: list[str] = []
    span = Span(path, offset, offset)
    if lexeme is not None:
        span = Span(path, lexeme.start, lexeme.end)
        parts += _of_name(workspace, names, path, offset) or _of_word(lexeme)
    findings = [f for f in told if f.span.path == path and f.span.start <= offset < f.span.end]
    parts += dict.fromkeys(page(finding, lang) for finding in findings)
    return Hover(span, "\n\n---\n\n".join(parts)) if parts else None


def page(finding: Diagnostic, lang: Lang) -> str:
    """The title of a finding's code and the first words of its page."""
    parts = explain.sections(finding.code.id)
    text = parts["概要"] if lang is Lang.ZH else parts["In English"]
    return f"**{finding.code.id} {finding.code.title.in_(lang)}**\n\n{text}"


def _of_word(lexeme: Lexeme) -> list[str]:
    if not lexeme.keyword:
        return []
    word = BY_TERMINAL[lexeme.kinds[0]]
    return [f"**{word.word}**（{word.role}）\n\n{word.help}"]


def _of_name(workspace: Workspace, names: Names, path: str, offset: int) -> list[str]:
    mention = names.at(path, offset)
    if mention is None:
        return []
    return [
        text for d in names.declarations(mention.span) if (text := _declaration(workspace, names, d, path))
    ]


def _declaration(workspace: Workspace, names: Names, span: Span, seen_from: str) -> str:
    """Kind and name, type, clause, the comment above, the lines of the declaration, and where it stands."""
    source, module = workspace.source(span.path), workspace.module(span.path)
    cited, node = _around(module, span)
    if node is None:
        return ""
    name = source.slice(span).strip("「」")
    head = " · ".join(
        part for part in (f"**{names.declared[span]} {name}**", _type(workspace, seen_from, name)) if part
    )
    clause = f"条款 {format_cite(cited.cite)}" if cited is not None and cited.cite is not None else ""
    comment = "\n".join(_comments_above(source, module, cited or node))
    where = f"{span.path}:{source.line_of(span.start)}"
    lines = source.slice(node.span).split("\n")
    shown = "\n".join(lines[:_SHOWN_LINES] + (["…"] if len(lines) > _SHOWN_LINES else []))
    return "\n\n".join(part for part in (head, clause, comment, f"```pol\n{shown}\n```", where) if part)


def _around(module: nodes.Module, span: Span) -> tuple[nodes.Cited | None, nodes.Node | None]:
    """The declaration that a name lies in, and of it the row that gives the name."""
    holding = [n for n in walk(module) if isinstance(n, nodes.Node) and _holds(n.span, span)]
    cited = next((n for n in reversed(holding) if isinstance(n, nodes.Cited)), None)
    inner = [n for n in holding if not isinstance(n, nodes.Name | nodes.TypeNode)]
    return cited, inner[-1] if inner else None


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _comments_above(source: Source, module: nodes.Module, node: nodes.Node) -> Iterator[str]:
    """The comments on the lines right above, from the first to the last."""
    by_line = {source.line_of(c.span.start): c.text.strip() for c in module.comments if not c.trailing}
    line = source.line_of(node.span.start)
    first = line
    while first - 1 in by_line:
        first -= 1
    yield from (by_line[at] for at in range(first, line))


def _type(workspace: Workspace, path: str, name: str) -> str:
    """The type of a fact or a result, as the policy has it; empty where it has no kernel."""
    kernel = workspace.front(path).kernel
    if kernel is None:
        return ""
    found = kernel.input_by_name.get(name) or kernel.field_by_name.get(name)
    if found is None:
        return ""
    options = f"（{'、'.join(found.type.options)}）" if found.type.options else ""
    return type_text(found.type) + options
