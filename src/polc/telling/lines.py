"""Lines of text put together, and documents for programs."""

import json


def lines(*parts: str) -> str:
    """Parts that aren't empty, each ended by a newline."""
    return "".join(part if part.endswith("\n") else f"{part}\n" for part in parts if part)


def as_json(value: object) -> str:
    """A JSON document as polc writes it: two spaces, Chinese as itself, a newline at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
