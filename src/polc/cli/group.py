"""The command `polc`: its verbs, each imported when it is asked for.

In: the words after `polc`. Out: an `Outcome`; a refusal or a wrong command line becomes one with status 2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, TypeVar

import attrs
import click

from polc import __version__
from polc.cli.help_texts import VERBS
from polc.cli.outcome import Outcome
from polc.cli.session import Session, session_of
from polc.compiler.readings import MAX_COMBINATIONS, TooManyReadings
from polc.files import TooLarge, forget_reads
from polc.refusals import Refusal
from polc.telling.wording import phrase, refusal_text
from polc.writing import write_one

_Wrapped = TypeVar("_Wrapped", bound=Callable[..., Any])

# Verb → the module that holds the command of the same name. `test` and `inspect` are modules of Python.
MODULES = {name: name for name in VERBS} | {
    "eval": "evaluation",
    "test": "testing",
    "inspect": "inspection",
}


class Verb(click.Command):
    """A click command whose help is ours, and that names an argument too many."""

    def invoke(self, ctx: click.Context) -> Outcome:
        """Run the verb unless words are left over."""
        if ctx.args:
            raise Refusal("too_many_arguments", extra=" ".join(ctx.args))
        outcome: Outcome = super().invoke(ctx)
        return outcome

    def get_help(self, ctx: click.Context) -> str:
        """The page of this verb."""
        from polc.cli.layout import verb_page

        return verb_page(self, ctx, _session(ctx).lang)


class Polc(click.Group):
    """The group of all verbs; listing them imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in the order of the help page."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of one verb."""
        if cmd_name not in MODULES:
            return None
        command = import_module(f"polc.cli.{MODULES[cmd_name]}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that the words name, or a refusal with the nearest one."""
        if args and args[0] not in MODULES and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], list(VERBS), n=1, cutoff=0)
            raise Refusal("no_verb", name=args[0], nearest=near[0])
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """The page that lists the verbs."""
        from polc.cli.layout import group_page

        return group_page(self, ctx, _session(ctx).lang)


_SETTINGS = {"help_option_names": ["-h", "--help"], "allow_extra_args": True}


def verb(name: str) -> Callable[[Callable[..., Outcome]], Verb]:
    """Make a function the command of a verb: the session first, options by keyword."""

    def decorate(function: Callable[..., Outcome]) -> Verb:
        common = click.option("-v", "--verbose", is_flag=True, expose_value=False)(
            one_of("--lang", "zh", "en", expose_value=False)(function)
        )
        return click.command(name, cls=Verb, context_settings=_SETTINGS)(click.pass_obj(common))

    return decorate


def one_of(name: str, *allowed: str, **settings: Any) -> Callable[[_Wrapped], _Wrapped]:
    """An option that takes one of a few words; another one is refused with the words there are."""

    def check(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
        if value is None or value in allowed:
            return value
        raise Refusal("bad_value", option=name, value=value, expected=" | ".join(allowed))

    def offered(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
        return [word for word in allowed if word.startswith(begun)]

    return click.option(name, metavar="|".join(allowed), callback=check, shell_complete=offered, **settings)


def output_file(function: _Wrapped) -> _Wrapped:
    """The option -o/--output-file."""
    return click.option("-o", "--output-file", metavar="FILE")(function)


def _session(context: click.Context) -> Session:
    return context.obj if isinstance(context.obj, Session) else Session()


@click.command(
    cls=Polc, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, message="polc %(version)s")
@click.option("-v", "--verbose", is_flag=True, expose_value=False)
@one_of("--lang", "zh", "en", expose_value=False)
@click.pass_context
def polc(ctx: click.Context) -> Outcome | None:
    """Medical-insurance policies that can be checked, evaluated and built; without a verb, the help."""
    return None if ctx.invoked_subcommand else Outcome(text=ctx.get_help() + "\n")


def invoke(arguments: Sequence[str]) -> Outcome:
    """Read the command line and run its verb."""
    forget_reads()
    session = session_of(arguments)
    try:
        result = polc.main(list(arguments), prog_name="polc", standalone_mode=False, obj=session)
        return _delivered(result) if isinstance(result, Outcome) else Outcome(status=int(result or 0))
    except (Refusal, TooLarge, TooManyReadings) as found:
        reason = refusal_text(_refusal_of(found), session.lang)
        return Outcome(hints=phrase("refused", session.lang, reason=reason) + "\n", status=2)
    except click.UsageError as error:
        from polc.cli.layout import usage_text

        return Outcome(hints=usage_text(error, session.lang), status=2)
    except click.Abort:
        raise KeyboardInterrupt from None


def _refusal_of(found: Refusal | TooLarge | TooManyReadings) -> Refusal:
    """What stopped the run, as it's told."""
    match found:
        case Refusal():
            return found
        case TooLarge():
            return Refusal("too_large", path="stdin")
        case TooManyReadings(names=names, ways=ways):
            open_, limit = "、".join(names), str(MAX_COMBINATIONS)
            return Refusal("too_many_readings", names=open_, ways=str(ways), limit=limit)


def _delivered(outcome: Outcome) -> Outcome:
    """The outcome with its text already in the file it was meant for."""
    if outcome.output_file is None:
        return outcome
    write_one(outcome.output_file, outcome.text.encode("utf-8"))
    return attrs.evolve(outcome, text="")
