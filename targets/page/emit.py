"""The target "page": `<name>.calculator.html`, which asks a person and answers, offline.

In: a kernel and options (`name`, `phone`, `site`). Out: one file with everything in it: the JavaScript
module of the policy, the plan of its questions, the page. It asks the network for nothing and stores nothing:
its Content-Security-Policy lets the one script and the one style of the file run, told by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from markupsafe import Markup

from polc.compiler.kernel import Kernel
from polc.targets.api import Artifact, Options
from polc.targets.js.data import Tables
from polc.targets.js.emit import as_code, data_of, module_of
from polc.targets.page.plan import Plan, basis
from polc.targets.pages import page_environment

_HERE = Path(__file__).parent


@attrs.frozen
class PageTarget:
    """Writes one page a policy."""

    name: str = "page"

    def emit(self, kernel: Kernel, options: Options) -> tuple[Artifact, ...]:
        """The page; NotExpressible where a fact can't be asked."""
        stem = options.option("name", "policy")
        return (Artifact(f"{stem}.calculator.html", render(kernel, options).encode()),)


TARGET = PageTarget()


def render(kernel: Kernel, options: Options) -> str:
    """The text of the page."""
    environment = page_environment("polc.targets.page")
    sheets = (environment.get_template(f"{name}.css").render() for name in ("house", "page"))
    style = Markup("".join(map(slim_style, sheets)))
    script = Markup(f"{logic(kernel, options)}{slim(_part('page'))}")
    return environment.get_template("page.html.j2").render(
        info=kernel.info,
        basis=basis(kernel),
        phone=options.option("phone"),
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def logic(kernel: Kernel, options: Options) -> str:
    """The module of the policy and the interview: what decides what is asked and answered."""
    plan = Plan(kernel, Tables(kernel, options)).data()
    module = slim(module_of(lean(data_of(kernel, options))))
    return f"{module}const PLAN = {as_code(plan)};\n{slim(_part('interview'))}"


# What only `explain` and `META` tell, and no page asks for.
_SPARE = {
    "facts": ("note", "text", "opposite", "question", "hint", "clause"),
    "fields": ("note", "text", "opposite", "question", "hint", "clause"),
    "assumptions": ("text", "opposite", "question", "hint", "audience"),
    "relations": ("text",),
}


def lean(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a module without the texts that the page has in its plan, or nowhere."""
    found = dict(data)
    for part, spare in _SPARE.items():
        found[part] = [_without(item, *spare) for item in data[part]]
    for decl in found["assumptions"]:
        decl |= {"reason": "", "readings": [{"name": reading["name"]} for reading in decl["readings"]]}
    for part in ("choices", "rules"):
        found[part] = [_lean_choice(choice) for choice in data[part]]
    return found


def _lean_choice(choice: dict[str, Any]) -> dict[str, Any]:
    rows = [_without(row, "condition", "outcome", "facts") for row in choice["rows"]]
    absent = [name for name in ("tie", "tieBy", "ceiling") if not choice[name] and choice[name] != 0]
    return {**_without(choice, *absent), "rows": rows}


def _without(item: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in names}


# Blanks beside these mean nothing; + and - are left alone, since two of them would join.
_BLANKS = re.compile(r" ?([=,;{}()\[\]?:|&<>*!]+) ?")
_QUOTES = re.compile("[\"'`/]")


def slim(source: str) -> str:
    """A script without indents, comments and empty lines; blanks stay in lines that quote something."""
    lines = (line.strip() for line in source.splitlines())
    kept = (line for line in lines if line and not line.startswith(("//", "/**")))
    return "".join(f"{line if _QUOTES.search(line) else _BLANKS.sub(_alone, line)}\n" for line in kept)


def slim_style(sheet: str) -> str:
    """A style sheet without the blanks that mean nothing."""
    text = " ".join(line.strip() for line in sheet.splitlines())
    return re.sub(r" ?([{};,]) ?", r"\1", text).replace(": ", ":")


def _alone(found: re.Match[str]) -> str:
    return found[1]


@cache
def _part(name: str) -> str:
    return (_HERE / f"{name}.mjs").read_text("utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
