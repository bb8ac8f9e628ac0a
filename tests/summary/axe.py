"""What axe finds wrong with a page, in the browser, without network."""

from __future__ import annotations

import html
import json
import re
from importlib.resources import files

from summary.browser import Browser

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
RUN = """
addEventListener("load", () => axe.run(document, {runOnly: RULES}).then(found => {
  const said = found.violations.flatMap(v => v.nodes.map(n => [v.id, n.html, n.failureSummary]));
  document.body.textContent = JSON.stringify({said, passes: found.passes.length});
}));
"""


def violations(browser: Browser, page: str, *flags: str) -> list[list[str]]:
    """Rule, element and reason of everything that axe finds in a page of this text."""
    engine = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    scripts = f"<script>{engine}</script><script>{RUN.replace('RULES', json.dumps(RULES))}</script>"
    address = browser.page("axe.html", page.replace("</head>", f"{scripts}</head>", 1))
    dom = browser.run("--virtual-time-budget=60000", *flags, "--dump-dom", address).decode()
    said = re.search(r"<body[^>]*>(.*?)</body>", dom, re.S)
    assert said is not None
    found = json.loads(html.unescape(said[1]))
    assert found["passes"] > 5, "axe looked at nothing"
    return list(found["said"])
