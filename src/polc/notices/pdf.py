"""A PDF with a text layer → its lines; needs the extra `notice` (pypdf). A scan is refused."""

from __future__ import annotations

import logging
from io import BytesIO

from polc.refusals import Refusal


def pdf_text(path: str, data: bytes) -> str:
    """The text of all pages, one after the other."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        raise Refusal("notice_extra", path=path) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refusal("notice_locked", path=path)
        text = "\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        raise Refusal("notice_damaged", path=path) from None
    if not text.strip():
        raise Refusal("notice_scanned", path=path)
    return text
