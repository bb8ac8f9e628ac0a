"""A fault of polc itself as facts that can be shown: an id, a kind and a place; no value, no message.

In: the exception. Out: texts. The id is the same whenever the same place fails in the same way.
"""

from __future__ import annotations

import hashlib
import os
import traceback


def fault_facts(error: BaseException) -> dict[str, str]:
    """The id, kind and place of a fault; its message may hold personal data and isn't among them."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{os.path.basename(frame.filename)}:{frame.name}" for frame in frames]
    mark = hashlib.sha256("\n".join([type(error).__name__, *places]).encode("utf-8")).hexdigest()[:8]
    last = frames[-1] if frames else None
    place = f"{os.path.basename(last.filename)}:{last.lineno}" if last else "?"
    return {"id": mark, "kind": type(error).__name__, "place": place}
