"""Why polc stops before it has a result: a wrong command line, or a file that can't be read or written.

In: the name of a text of `telling/wording.py` and the facts it mentions. Out: one line on stderr, status 2.
The name, not the text, travels: the command knows the language, the rest of the program doesn't.
"""

from __future__ import annotations


class Refusal(Exception):
    """Stop with status 2 and the text called `name`, filled with `facts`."""

    def __init__(self, name: str, /, **facts: str) -> None:
        super().__init__(name)
        self.name = name
        self.facts = facts
