"""`polc summary`: one policy in plain Chinese, as a leaflet for the public or in full for staff."""

from __future__ import annotations

import click

from polc.cli.group import one_of, output_file, verb
from polc.cli.outcome import Outcome, lines
from polc.cli.policy import policy_of
from polc.cli.session import Session
from polc.cli.targets import options_for, targets_called
from polc.compiler.kernel import Kernel
from polc.dsl.values import Audience
from polc.targets.api import Artifact, Options, Target
from polc.targets.summary.leaflet import Unworded
from polc.telling.no_leaflet import no_leaflet
from polc.telling.wording import phrase

AUDIENCES = tuple(audience.value for audience in Audience)


@verb("summary")
@click.argument("file")
@one_of("--to", "md", "html", default="md")
@one_of("--for", *AUDIENCES, default=None)
@click.option("--large", is_flag=True)
@output_file
def command(
    session: Session, *, file: str, to: str, large: bool, output_file: str | None, **given: str | None
) -> Outcome:
    """Write the leaflet, or the staff edition."""
    policy = policy_of(file, session)
    if isinstance(policy, Outcome):
        return policy
    extra = {"format": to, "large": "yes" if large else ""}
    options = options_for(policy.project, policy.checked, policy.path, policy.kernel, **extra)
    (target,) = targets_called(["summary"])
    hints = ""
    try:
        artifact = _made(target, policy.kernel, options, given["for"] or Audience.PUBLIC.value)
    except Unworded as unworded:
        if given["for"]:
            raise no_leaflet(unworded, file) from None
        hints = lines(phrase("staff_instead", session.lang, names="、".join(unworded.names)))
        artifact = _made(target, policy.kernel, options, Audience.STAFF.value)
    text = artifact.content.decode("utf-8")
    return Outcome(text=text, hints=hints, machine=to == "html", output_file=output_file)


def _made(target: Target, kernel: Kernel, options: Options, audience: str) -> Artifact:
    (artifact,) = target.emit(kernel, options.with_option("audience", audience))
    return artifact
