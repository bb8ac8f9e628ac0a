"""The target "summary": a policy in plain Chinese, for the public on one page, for staff in full.

In: a kernel. Out: `<name>.md` and `<name>.html`, the leaflet, made only where every name it needs has words
for the public; `<name>.staff.md` and `.staff.html`, for staff. Options: `name`, `audience` (群众, 经办; both
if absent), `format` (all if absent), `large`, `phone` and `site`. Templates hold layout only.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from polc.compiler.kernel import Kernel
from polc.dsl.values import Audience
from polc.targets.api import Artifact, Options
from polc.targets.pages import page_environment
from polc.targets.summary import markdown
from polc.targets.summary.compose import compose
from polc.targets.summary.leaflet import Unworded, leaflet
from polc.targets.summary.leaflet_model import Leaflet, PriceRow
from polc.targets.summary.model import Summary

FORMATS = ("md", "html")
RULE_HEADS = ("什么", "哪种情形", "结果")
# Sizes of the timeline, in SVG units.
SIZES = {
    "hatch": 6,
    "angle": 45,
    "head": 12,
    "gap": 3,
    "window": 18,
    "bar": 14,
    "base": 11,
    "half": 2,
    "dot": 4,
    "none": 0,
}


@attrs.frozen
class SummaryTarget:
    """Writes the leaflet and the staff edition."""

    name: str = "summary"

    def emit(self, kernel: Kernel, options: Options) -> tuple[Artifact, ...]:
        """One artifact a format and edition; Unworded, or ValueError for what doesn't exist."""
        wanted, audience = options.option("format"), options.option("audience")
        if wanted and wanted not in FORMATS:
            raise ValueError(f"no such format: {wanted}")
        formats = (wanted,) if wanted else FORMATS
        if audience:
            return tuple(_edition(kernel, Audience(audience), formats, options))
        try:
            public = tuple(_edition(kernel, Audience.PUBLIC, formats, options))
        except Unworded:
            public = ()
        return (*public, *_edition(kernel, Audience.STAFF, formats, options))


def _edition(
    kernel: Kernel, audience: Audience, formats: tuple[str, ...], options: Options
) -> Iterator[Artifact]:
    stem = options.option("name", "summary")
    if audience is Audience.PUBLIC:
        page, large = leaflet(kernel, options), options.option("large") == "yes"
        for suffix in formats:
            yield Artifact(f"{stem}.{suffix}", render_leaflet(page, suffix, large=large).encode())
        return
    summary = compose(kernel, options)
    for suffix in formats:
        yield Artifact(f"{stem}.staff.{suffix}", render(summary, suffix).encode())


def render(summary: Summary, suffix: str) -> str:
    """The summary in one format."""
    environment = page_environment("polc.targets.summary", html=suffix == "html")
    environment.filters["md"] = markdown.escape
    environment.filters["clauses"] = markdown.clauses
    return environment.get_template(f"summary.{suffix}.j2").render(summary=summary)


def render_leaflet(page: Leaflet, suffix: str, *, large: bool = False) -> str:
    """The leaflet in one format."""
    environment = page_environment("polc.targets.summary", html=suffix == "html")
    environment.filters["md"] = markdown.escape
    return environment.get_template(f"leaflet.{suffix}.j2").render(
        page=page, large=large, size=SIZES, others=_others, rule_heads=RULE_HEADS
    )


def _others(row: PriceRow) -> list[dict[str, object]]:
    return [{"text": line.text + line.marks, "kind": "sum"} for line in row.others]


TARGET = SummaryTarget()
