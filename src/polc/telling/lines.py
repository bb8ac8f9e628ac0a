"""Lines of text put together."""


def lines(*parts: str) -> str:
    """Parts that aren't empty, each ended by a newline."""
    return "".join(part if part.endswith("\n") else f"{part}\n" for part in parts if part)
