"""Due dates of the work list as a calendar file, after RFC 5545."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from netmap.model.i18n import N_, translator
from netmap.model.row_checks import UNWRITABLE

if TYPE_CHECKING:
    from netmap.questions.work_list.items import WorkList

LONGEST = 75
"""So many bytes a line has at most, its end not counted (RFC 5545, 3.1)."""

OWNER = N_("Owner: {owner}")


def calendar_of(facts: WorkList) -> bytes:
    """Every open item that has a due date, as an event of that day; UTF-8, lines end with CR and LF.

    An item keeps its UID, so that a calendar that takes the file in again changes the event it has.
    """
    due = facts.found[facts.found["due"].notna()] if "due" in facts.found else facts.found.head(0)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//netmap//work list//EN", "CALSCALE:GREGORIAN"]
    for item in due.to_dict("records"):
        lines += _event(item, facts)
    return "".join(f"{line}\r\n" for each in (*lines, "END:VCALENDAR") for line in folded(each)).encode()


def _event(item: dict[str, Any], facts: WorkList) -> Iterator[str]:
    t = translator(facts.language)
    day = pd.Timestamp(item["due"]).date()
    said = [item["evidence"], item["suggestion"]]
    said += [t.gettext(OWNER).format(owner=item["owner"])] if isinstance(item["owner"], str) else []
    said += [item["note"]] if isinstance(item["note"], str) else []
    yield "BEGIN:VEVENT"
    yield f"UID:{item['item']}@netmap"
    yield f"DTSTAMP:{facts.today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}"
    yield "SUMMARY:" + escaped(f"{item['title']}: {item['about']}")
    yield "DESCRIPTION:" + escaped("\n".join(text for text in said if text))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    r"""A text as a property's value: backslash, semicolon, comma and line ends escaped (RFC 5545, 3.3.11).

    Control characters, which no such text may hold, are left out.

    Example:
        >>> escaped("a;b,c\\d\r\nEND:VEVENT")
        'a\\;b\\,c\\\\d\\nEND:VEVENT'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return UNWRITABLE.sub("", plain.replace("\n", "\\n")).replace("\x7f", "")


def folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 bytes, each but the first after a space; no character is parted.

    Example:
        >>> [len(part.encode()) for part in folded("SUMMARY:" + "č" * 50)]
        [74, 35]
    """
    part, room = "", LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            yield part
            part, room = " ", LONGEST - 1
        part += character
        room -= size
    yield part
