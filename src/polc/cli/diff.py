"""`polc diff`: who is treated differently by two policies, or under two readings of one."""

from __future__ import annotations

import click

from polc.assumed import readings_of
from polc.cli.group import one_of, output_file, verb
from polc.cli.outcome import Outcome
from polc.cli.policy import Policy, policy_of
from polc.cli.session import Session
from polc.compiler.comparing import Side, compare
from polc.refusals import Refusal
from polc.telling.comparison import labels, told


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
    names = labels((before.path, after.path), sides, session.lang)
    return Outcome(
        text=told(found, names, output_format, session.lang),
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
