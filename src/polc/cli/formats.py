"""The forms of `polc check` that other programs read, and the summary that GitHub shows of a job.

In: findings of one project. Out: text that is UTF-8 on any console. Programs of a code host look files up
from the top of the repository, so paths start there and not in the project's folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from polc import __version__
from polc.cli.report import document, from_folder
from polc.dsl.diagnostics.github import to_github, to_github_summary
from polc.dsl.diagnostics.gitlab import to_gitlab
from polc.dsl.diagnostics.junit import to_junit
from polc.dsl.diagnostics.model import Diagnostic, Lang
from polc.dsl.diagnostics.sarif import to_sarif
from polc.dsl.source import Source
from polc.refusals import Refusal
from polc.telling.lines import as_json

SUMMARY_FILE = "GITHUB_STEP_SUMMARY"

_Sources = Mapping[str, Source]


def machine_text(
    name: str,
    found: tuple[Diagnostic, ...],
    sources: _Sources,
    lang: Lang,
    *,
    root: str,
    fails: Callable[[Diagnostic], bool],
    answered: tuple[Diagnostic, ...] = (),
    help_uri: str = "",
) -> str:
    """The findings in the form called `name`; `fails` tells those that the run fails for.

    `answered` are findings that comments in the files set aside, `help_uri` where the pages of the codes are:
    `sarif` has places for them.
    """
    if name == "json":
        return _writable(document(found, sources, lang))
    folder = _folder_in_repository(root)
    whole = sources
    found, sources = from_folder(found, whole, folder)
    match name:
        case "sarif":
            aside, _ = from_folder(answered, whole, folder)
            more = {"folder": folder, "help_uri": help_uri}
            text = as_json(to_sarif(found, sources, lang, __version__, answered=aside, **more))
        case "github":
            _append_summary(to_github_summary(found, sources, lang))
            text = to_github(found, sources, lang)
        case "gitlab":
            text = as_json(to_gitlab(found, sources, lang))
        case "html":
            from polc.cli.check_page import check_page

            text = check_page(found, sources, lang)
        case _:
            text = to_junit(found, sources, lang, fails=fails)
    return _writable(text)


def _folder_in_repository(root: str) -> str:
    """The project's folder from the top of the repository that holds it, with a slash; empty at the top."""
    top = os.path.abspath(root)
    while not os.path.exists(os.path.join(top, ".git")):
        above = os.path.dirname(top)
        if above == top:
            return ""
        top = above
    inside = os.path.relpath(root, top).replace(os.sep, "/")
    return "" if inside == os.curdir else f"{inside}/"


def _append_summary(text: str) -> None:
    """Add to the page of this job, in a job of GitHub Actions; elsewhere there's no such file."""
    path = os.environ.get(SUMMARY_FILE)
    if path:
        try:
            with open(path, "ab") as file:
                file.write(_writable(text).encode("utf-8"))
        except OSError as error:
            raise Refusal("cannot_write", path=path, reason=str(error.strerror)) from None


def _writable(text: str) -> str:
    """File names may hold bytes that are no text; in a document they are question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
