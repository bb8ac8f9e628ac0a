"""A name exchanged everywhere it's meant, and nowhere else; proved on the policies before it's offered.

In: a place and a new name. Out: the edits of each file, or why there are none. The proof: with a word that
stands nowhere put in, every policy that reads one of the files has the same kernel up to that word. What
isn't proved isn't done.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import count

from polc.compiler.data import to_data
from polc.dsl import nodes
from polc.dsl.diagnostics.model import Edit, Text
from polc.dsl.format_expressions import format_name
from polc.dsl.keywords import WORDS
from polc.dsl.source import NOWHERE
from polc.dsl.walk import walk
from polc.service.names import ENDS, Mention, names_of
from polc.service.workspace import Workspace

NO_NAME = Text("这里没有可以改名的名称", "there's no name here that can be changed")
A_WORD = Text("“{name}”是语言的词，不能作名称", "“{name}” is a word of the language and can't be a name")
NOT_A_NAME = Text(
    "“{name}”不能作名称：名称以汉字开头，只含汉字、字母和“”‘’·_",
    "“{name}” can't be a name: it begins with a Chinese character and holds those, letters and “”‘’·_",
)
TAKEN = Text(
    "{path} 里已经有“{name}”这个名称；换一个没有用过的",
    "{path} has the name “{name}” already; choose another one",
)
NOT_PROVED = Text(
    "没有改：改名以后 {path} 的含义会不一样，或者还有别处要一起改",
    "nothing was changed: {path} would mean something else, or another place must change too",
)


class NotRenamed(Exception):
    """Why a name stays as it is."""

    def __init__(self, text: Text, **facts: str) -> None:
        super().__init__(text.zh)
        self.text, self.facts = text, facts


def renamable(workspace: Workspace, path: str, offset: int) -> Mention:
    """The mention at a place."""
    mention = names_of(workspace, _around(workspace, path)).at(path, offset)
    if mention is None:
        raise NotRenamed(NO_NAME)
    return mention


def rename(workspace: Workspace, path: str, offset: int, new: str) -> tuple[Edit, ...]:
    """The edits that exchange the name at a place. Raises NotRenamed."""
    policies = _around(workspace, path)
    names = names_of(workspace, policies)
    mention = names.at(path, offset)
    if mention is None:
        raise NotRenamed(NO_NAME)
    mentions = names.together(mention.span)
    new = new.removesuffix(mention.suffix)
    _allowed(new)
    policies = tuple(p for p in policies if _reads_any(workspace, p, {m.span.path for m in mentions}))
    _free(workspace, policies, new)
    _proved(workspace, policies, mentions)
    return tuple(edits(mentions, new))


def edits(mentions: Iterable[Mention], new: str) -> Iterable[Edit]:
    """What is written at each mention."""
    for mention in mentions:
        name = nodes.Name(text=new + mention.suffix, span=NOWHERE)
        yield Edit(mention.span, format_name(name))


def _around(workspace: Workspace, path: str) -> tuple[str, ...]:
    """All policies, with the file itself first."""
    return (path, *(other for other in workspace.policies() if other != path))


def _reads_any(workspace: Workspace, policy: str, paths: set[str]) -> bool:
    try:
        return not paths.isdisjoint(workspace.front(policy).loader.sources)
    except (FileNotFoundError, RecursionError):
        return False


def _allowed(new: str) -> None:
    if new in WORDS:
        raise NotRenamed(A_WORD, name=new)
    if format_name(nodes.Name(text=new, span=NOWHERE)) != new:
        raise NotRenamed(NOT_A_NAME, name=new)


def _free(workspace: Workspace, policies: Iterable[str], new: str) -> None:
    """Nothing in these policies, nor in what they read, is called so."""
    words = {new, *(new + end for end in ENDS), *(new.removesuffix(end) for end in ENDS)}
    for policy in policies:
        for path, module in workspace.front(policy).loader.modules.items():
            if any(isinstance(node, nodes.Name) and node.text in words for node in walk(module)):
                raise NotRenamed(TAKEN, name=new, path=path)


def _proved(workspace: Workspace, policies: Iterable[str], mentions: tuple[Mention, ...]) -> None:
    """Every policy means the same with a word that stands nowhere in the place of the name."""
    policies = tuple(policies)
    texts = {p: s.text for policy in policies for p, s in workspace.front(policy).loader.sources.items()}
    unused = next(w for i in count(1) if not any((w := "某" * i + "名") in text for text in texts.values()))
    old = _plain(texts[mentions[0].span.path], mentions[0])
    there = Workspace(below=workspace.source)
    for path in {mention.span.path for mention in mentions}:
        mine = edits((m for m in mentions if m.span.path == path), unused)
        there.put(path, applied(texts[path], mine))
    for policy in policies:
        if meaning(workspace, policy) != meaning(there, policy).replace(unused, old):
            raise NotRenamed(NOT_PROVED, path=policy)


def _plain(text: str, mention: Mention) -> str:
    """The name as it's meant, without brackets and without what makes a day of it."""
    return text[mention.span.start : mention.span.end].strip("「」").removesuffix(mention.suffix)


def meaning(workspace: Workspace, policy: str) -> str:
    """The kernel as text; of a policy with errors what is wrong with it."""
    known = workspace.front(policy)
    if known.kernel is None:
        return json.dumps([(d.code.id, d.facts) for d in known.compiled().diagnostics], ensure_ascii=False)
    return json.dumps(to_data(known.kernel), ensure_ascii=False)


def applied(text: str, changes: Iterable[Edit]) -> str:
    """A text with its edits; they don't overlap."""
    for edit in sorted(changes, key=lambda e: e.span.start, reverse=True):
        text = text[: edit.span.start] + edit.new + text[edit.span.end :]
    return text
