"""The target "summary": a policy in plain Chinese, as Markdown and as one HTML file.

In: a kernel. Out: `<name>.md` and `<name>.html`, made from the same `Summary`. The options are `name`,
`audience` (群众 or 经办) and `format` (md, html; both if absent). Templates hold layout only.
"""

from __future__ import annotations

import attrs
from jinja2 import Environment, PackageLoader, StrictUndefined

from polc.compiler.kernel import Kernel
from polc.targets.api import Artifact, Options
from polc.targets.summary import markdown
from polc.targets.summary.compose import compose
from polc.targets.summary.model import Audience, Summary

FORMATS = ("md", "html")


@attrs.frozen
class SummaryTarget:
    """Writes the Chinese summary."""

    name: str = "summary"

    def emit(self, kernel: Kernel, options: Options) -> tuple[Artifact, ...]:
        """One artifact a format. ValueError for an audience or a format that doesn't exist."""
        summary = compose(kernel, Audience(options.option("audience", Audience.PUBLIC.value)), options)
        wanted = options.option("format")
        if wanted and wanted not in FORMATS:
            raise ValueError(f"no such format: {wanted}")
        stem = options.option("name", "summary")
        formats = (wanted,) if wanted else FORMATS
        return tuple(Artifact(f"{stem}.{suffix}", render(summary, suffix).encode()) for suffix in formats)


def render(summary: Summary, suffix: str) -> str:
    """The summary in one format."""
    environment = Environment(
        loader=PackageLoader("polc.targets.summary"),
        autoescape=suffix == "html",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = markdown.escape
    environment.filters["clauses"] = markdown.clauses
    environment.tests["block"] = lambda block, name: type(block).__name__ == name
    return environment.get_template(f"summary.{suffix}.j2").render(summary=summary)


TARGET = SummaryTarget()
