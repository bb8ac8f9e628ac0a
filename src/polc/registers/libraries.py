"""Libraries that only registers need, imported when they are used.

In: a name. Out: the module, or a refusal that says what to install.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from polc.refusals import Refusal

_PACKAGES = {"python_calamine": "python-calamine", "xlsxwriter": "XlsxWriter", "pyarrow": "pyarrow"}


def library(name: str) -> Any:
    """The module called `name`."""
    try:
        return import_module(name)
    except ImportError:
        raise Refusal("register_library", package=_PACKAGES[name.partition(".")[0]]) from None
