"""Help pages and usage errors in the language of the run, in place of click's own English.

In: a click command, or what click raised. Out: text. Options are listed one a line, wrapped to the terminal
where there is one.
"""

from __future__ import annotations

import re
import shutil

import click

from polc.cli.help_texts import EXAMPLES, OPTIONS, VERBS
from polc.cli.session import is_terminal
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.width import columns_of, pad
from polc.refusals import Refusal
from polc.telling.wording import phrase, refusal_text

NO_END, LEAST = 10_000, 20
# What stays together: a word with the space after it; a Chinese character with the mark after it.
_PIECE = re.compile(r"[^\s\u2e80-\uffff]+\s*|[\u2e80-\uffff][\u3001-\u303f\uff00-\uff65]*\s*|\s+")


def verb_page(command: click.Command, context: click.Context, lang: Lang) -> str:
    """`polc VERB --help`."""
    name = command.name or ""
    examples = [f"  {line}" for line in EXAMPLES.get(name, ())]
    return "\n".join(
        [
            phrase("help_usage", lang, usage=_usage(command, context)),
            "",
            f"  {VERBS[name].in_(lang)}",
            "",
            phrase("help_options", lang),
            *_options(command, context, lang),
            *(["", phrase("help_examples", lang), *examples] if examples else []),
        ]
    )


def group_page(group: click.Command, context: click.Context, lang: Lang) -> str:
    """`polc --help`."""
    return "\n".join(
        [
            phrase("help_about", lang),
            "",
            phrase("help_usage", lang, usage=f"{context.command_path} [OPTIONS] COMMAND …"),
            "",
            phrase("help_verbs", lang),
            *_table([(name, text.in_(lang)) for name, text in VERBS.items()]),
            "",
            phrase("help_options", lang),
            *_options(group, context, lang),
            "",
            phrase("help_more", lang),
        ]
    )


def _usage(command: click.Command, context: click.Context) -> str:
    return " ".join([context.command_path, *command.collect_usage_pieces(context)])


def _options(command: click.Command, context: click.Context, lang: Lang) -> list[str]:
    options = [param for param in command.get_params(context) if isinstance(param, click.Option)]
    return _table([(_spelling(option, context), _help(option, command, lang)) for option in options])


def _spelling(option: click.Option, context: click.Context) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.make_metavar(context)}"


def _help(option: click.Option, command: click.Command, lang: Lang) -> str:
    name = max(option.opts, key=len).removeprefix("--").replace("-", "_")
    return (OPTIONS.get(f"{command.name}.{name}") or OPTIONS[name]).in_(lang)


def _table(rows: list[tuple[str, str]]) -> list[str]:
    width = max(columns_of(left) for left, _ in rows)
    room = shutil.get_terminal_size().columns - width - 5 if is_terminal() else NO_END
    found = []
    for left, right in rows:
        first, *others = wrapped(right, max(room, LEAST))
        found += [f"  {pad(left, width)}  {first}", *(f"  {' ' * width}  {line}" for line in others)]
    return found


def wrapped(text: str, columns: int) -> list[str]:
    """`text` in lines of so many columns: a line ends at a space, or after any Chinese character."""
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        if line and columns_of(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def usage_text(error: click.UsageError, lang: Lang) -> str:
    """A wrong command line in one line, and where its help is."""
    command = error.ctx.command_path if error.ctx else "polc"
    return "\n".join(
        [
            phrase("refused", lang, reason=_reason(error, lang)),
            phrase("see_help", lang, command=command),
            "",
        ]
    )


def _reason(error: click.UsageError, lang: Lang) -> str:
    match error:
        case click.NoSuchOption():
            near = (
                "、".join(error.possibilities or ())
                if lang is Lang.ZH
                else ", ".join(error.possibilities or ())
            )
            nearest = phrase("did_you_mean", lang, options=near) if near else ""
            return refusal_text(Refusal("no_option", option=error.option_name, nearest=nearest), lang)
        case click.MissingParameter():
            param, name = error.param, ""
            if param is not None and error.ctx is not None:
                name = param.make_metavar(error.ctx) if isinstance(param, click.Argument) else param.opts[0]
            return refusal_text(Refusal("missing_argument", name=name), lang)
        case click.BadOptionUsage():
            return refusal_text(Refusal("needs_value", option=error.option_name), lang)
        case _:
            return refusal_text(Refusal("usage", reason=error.format_message()), lang)
