"""`polc summary`: the Chinese summary of one policy, for the public or for staff."""

from __future__ import annotations

import click

from polc.cli.group import one_of, output_file, verb
from polc.cli.outcome import Outcome
from polc.cli.policy import policy_of
from polc.cli.session import Session
from polc.cli.targets import options_for, targets_called

AUDIENCES = ("群众", "经办")


@verb("summary")
@click.argument("file")
@one_of("--to", "md", "html", default="md")
@one_of("--audience", *AUDIENCES, default=AUDIENCES[0])
@output_file
def command(session: Session, *, file: str, to: str, audience: str, output_file: str | None) -> Outcome:
    """Write the summary."""
    policy = policy_of(file, session)
    if isinstance(policy, Outcome):
        return policy
    options = options_for(
        policy.project, policy.checked, policy.path, policy.kernel, format=to, audience=audience
    )
    (target,) = targets_called(["summary"])
    (artifact,) = target.emit(policy.kernel, options)
    return Outcome(text=artifact.content.decode("utf-8"), machine=to == "html", output_file=output_file)
