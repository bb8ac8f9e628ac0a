"""A file with a notice → its text: plain text, HTML, .docx, PDF with a text layer. By content, not by name.

In: a path as typed. Out: `Opened`. What can't be read as text (a scan, .doc, .wps, a copy whose marks are
lost) is refused with the way out, never half read.
"""

from __future__ import annotations

import hashlib
import os
import re

import attrs

from polc.files import NotRegular, NotText, TooLarge, decode, read_regular
from polc.notices.docx import docx_text
from polc.notices.html import html_text
from polc.refusals import Refusal

_OLD = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_HTML = re.compile(r"<(?:!doctype html|html|body|div|p|td|br)[\s/>]", re.IGNORECASE)
# So many characters without a full stop are no notice but what is left of one.
UNMARKED = 400


@attrs.frozen(kw_only=True)
class Opened:
    """The text of a notice, and the SHA-256 of the file it was read from."""

    path: str
    text: str
    sha256: str


def open_notice(path: str) -> Opened:
    """Read a file that the user names."""
    return opened(path, _bytes(path))


def opened(path: str, data: bytes) -> Opened:
    """What is in a file of this name."""
    if not data.strip():
        raise Refusal("notice_empty", path=path)
    text = _text(path, data)
    marks = sum(text.count(mark) for mark in "。；")
    letters = sum(char.isalnum() for char in text)
    if not letters:
        raise Refusal("notice_scanned", path=path)
    if letters > UNMARKED and not marks:
        raise Refusal("notice_unmarked", path=path)
    return Opened(path=path, text=text, sha256=hashlib.sha256(data).hexdigest())


def find_by_hash(folder: str, sha256: str) -> str | None:
    """The file in `folder` with this content; None without one. Folders below aren't entered."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise Refusal("cannot_read", path=folder, reason=str(error.strerror)) from None
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            continue
        try:
            data = read_regular(path)
        except (OSError, NotRegular, TooLarge):
            continue
        if hashlib.sha256(data).hexdigest() == sha256:
            return path
    return None


def _bytes(path: str) -> bytes:
    try:
        return read_regular(path)
    except TooLarge:
        raise Refusal("too_large", path=path) from None
    except NotRegular:
        raise Refusal("not_regular", path=path) from None
    except FileNotFoundError:
        raise Refusal("no_such_path", path=path) from None
    except OSError as error:
        raise Refusal("cannot_read", path=path, reason=str(error.strerror)) from None


def _text(path: str, data: bytes) -> str:
    if data.startswith(b"%PDF"):
        from polc.notices.pdf import pdf_text

        return pdf_text(path, data)
    if data.startswith(b"PK\x03\x04"):
        return docx_text(path, data)
    if data.startswith(_OLD):
        raise Refusal("notice_old_format", path=path)
    if data.startswith(_PICTURES):
        raise Refusal("notice_scanned", path=path)
    try:
        text = decode(data)[0]
    except NotText:
        raise Refusal("not_text", path=path) from None
    return html_text(text) if _HTML.search(text[:20_000]) else text
