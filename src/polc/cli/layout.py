"""Help pages and usage errors in the language of the run, in place of click's own English.

In: a click command, or what click raised. Out: text. Options are listed one a line and never wrapped.
"""

from __future__ import annotations

import click

from polc.cli.help_texts import EXAMPLES, OPTIONS, VERBS
from polc.cli.wording import phrase, refusal_text
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.width import columns_of, pad
from polc.refusals import Refusal


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
    return [f"  {pad(left, width)}  {right}" for left, right in rows]


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
