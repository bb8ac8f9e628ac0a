"""`polc diff`: who is treated differently by two policies, or under two readings of one."""

from __future__ import annotations

from pathlib import PurePath

import click

from polc.cli.diff_document import comparison_document
from polc.cli.diff_page import comparison_page
from polc.cli.diff_text import comparison_text
from polc.cli.diff_view import view_of
from polc.cli.diff_wording import say
from polc.cli.evaluation import readings_of
from polc.cli.group import one_of, output_file, verb
from polc.cli.outcome import Outcome
from polc.cli.policy import Policy, policy_of
from polc.cli.session import Session
from polc.compiler.comparing import Comparison, Side, compare
from polc.dsl.diagnostics.model import Lang
from polc.refusals import Refusal
from polc.telling.lines import as_json


@verb("diff")
@click.argument("old")
@click.argument("new", required=False)
@click.option("--output", "outputs", multiple=True, metavar="NAME")
@click.option("--assume-old", multiple=True, metavar="NAME=READING")
@click.option("--assume-new", multiple=True, metavar="NAME=READING")
@click.option("--shift-years", type=int, metavar="N")
@one_of("--output-format", "text", "json", "html", default="text")
@click.option("--exit-code", is_flag=True)
@output_file
def command(
    session: Session,
    *,
    old: str,
    new: str | None,
    outputs: tuple[str, ...],
    assume_old: tuple[str, ...],
    assume_new: tuple[str, ...],
    shift_years: int | None,
    output_format: str,
    exit_code: bool,
    output_file: str | None,
) -> Outcome:
    """Compare two policies."""
    if new is None and not (assume_old or assume_new):
        raise Refusal("missing_argument", name="NEW")
    before = policy_of(old, session)
    after = before if new is None else policy_of(new, session)
    for policy in (before, after):
        if isinstance(policy, Outcome):
            return policy
    assert isinstance(before, Policy)
    assert isinstance(after, Policy)
    sides = _side(before, assume_old), _side(after, assume_new)
    found = compare(*sides, shift_years=shift_years, only=_names(sides, outputs))
    names = _labels(before, after, sides, session.lang)
    return Outcome(
        text=_written(found, names, output_format, session.lang),
        machine=output_format != "text",
        output_file=output_file,
        status=1 if exit_code and (found.differs or not found.complete) else 0,
    )


def _side(policy: Policy, given: tuple[str, ...]) -> Side:
    return Side(kernel=policy.kernel, assume=readings_of(policy.kernel, given))


def _names(sides: tuple[Side, Side], given: tuple[str, ...]) -> tuple[str, ...]:
    """The outputs asked for, by Chinese name; they may be given by alias, several with commas."""
    old, new = (side.kernel for side in sides)
    known = {key: d.name for d in old.outputs for key in (d.name, d.alias) if d.name in new.field_by_name}
    words = [word.strip() for item in given for word in item.replace("，", ",").split(",")]
    for word in words:
        if word not in known:
            raise Refusal("unknown_output", name=word, known="、".join(dict.fromkeys(known.values())))
    return tuple(known[word] for word in words)


def _labels(old: Policy, new: Policy, sides: tuple[Side, Side], lang: Lang) -> tuple[str, str]:
    """Names of the two sides: the files', else the readings', else which is the older."""
    mine, its = PurePath(old.path).stem, PurePath(new.path).stem
    if mine != its:
        return mine, its
    first, second = ("、".join(str(reading) for reading in side.assume.values()) for side in sides)
    if first != second:
        return f"{mine}（{first}）" if first else mine, f"{its}（{second}）" if second else its
    return f"{mine}（{say('old_version', lang)}）", f"{its}（{say('new_version', lang)}）"


def _written(found: Comparison, names: tuple[str, str], form: str, lang: Lang) -> str:
    if form == "json":
        return as_json(comparison_document(found, names))
    view = view_of(found, names, lang)
    return comparison_page(view, lang) if form == "html" else comparison_text(view, lang)
