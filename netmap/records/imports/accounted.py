"""What became of a file in words: in one look, and part by part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from netmap.files.importer.accounting import ASKED, LEFT_OUT, TAKEN, Gist, GroupTold, Part
from netmap.library.wording import agencies, people, sittings, whole
from netmap.model.i18n import N_, Translator

FATES = {TAKEN: N_("taken"), ASKED: N_("asked"), LEFT_OUT: N_("left out")}
SAID = {
    "sheet": N_("{sheet}, lines: {n}: {fate} ({why})"),
    "column": N_("{sheet}, column “{name}”, cells: {n}: {fate} ({why})"),
    "lines": N_("{sheet}, lines from {first} on: {n}: {fate} ({why})"),
}
"""For each kind of part how it is told."""

STATUSES = {
    "present": N_("present"),
    "apologies": N_("apologies"),
    "unclear": N_("unclear"),
    "absent": N_("not there"),
}
"""What each status of attendance is called, in the order in which they are told."""

OF_GROUP = N_("{sittings} of {group}, {first} to {last}; rows of attendance: {rows}")
ON_DAY = N_("{sittings} of {group}, {first}; rows of attendance: {rows}")
NO_GROUP = N_("no group")
WHO = N_("{people}, new: {new}; {agencies}, new: {new_agencies}")


def accounted(parts: Iterable[Part], t: Translator) -> tuple[str, ...]:
    """A line for each sheet, column and block of lines: taken, asked, or left out, and as what or why."""
    return tuple(
        t.gettext(SAID[part.kind]).format(
            sheet=part.sheet,
            name=part.name,
            first=part.first,
            n=whole(t, part.n),
            fate=t.gettext(FATES[part.fate]),
            why=t.gettext(part.why),
        )
        for part in parts
    )


def accounted_json(parts: Iterable[Part], t: Translator) -> list[dict[str, Any]]:
    """The same as plain values; `fate` is taken, asked or left out in every language."""
    return [{**asdict(part), "why": t.gettext(part.why)} for part in parts]


@dataclass(frozen=True, slots=True)
class SittingSaid:
    """One sitting that a file tells, in words: whose, on which day, and how many with which status."""

    group: str
    day: str
    counts: str


def sittings_said(gist: Gist | None, t: Translator) -> tuple[SittingSaid, ...]:
    """Every sitting of a file with its count."""
    groups = () if gist is None else gist.groups
    days = {each.day: "" for group in groups for each in group.each}
    days = {day: _day(day, t) for day in days}
    counts = {each.statuses: "" for group in groups for each in group.each}
    counts = {statuses: _counted(statuses, t) for statuses in counts}
    return tuple(
        SittingSaid(group.name or t.gettext(NO_GROUP), days[each.day], counts[each.statuses])
        for group in groups
        for each in group.each
    )


def _counted(statuses: Iterable[tuple[str, int]], t: Translator) -> str:
    found = dict(statuses)
    told = [(t.gettext(word), found.pop(status)) for status, word in STATUSES.items() if status in found]
    return ", ".join(f"{word}: {whole(t, n)}" for word, n in (*told, *found.items()))


def gist_said(gist: Gist | None, t: Translator) -> tuple[str, ...]:
    """What a file says of sittings, a line for each group, then people and agencies; else nothing."""
    if gist is None or not gist.groups:
        return ()
    who = t.gettext(WHO).format(
        people=people(t, gist.people),
        new=whole(t, gist.new_people),
        agencies=agencies(t, gist.agencies),
        new_agencies=whole(t, gist.new_agencies),
    )
    return (*_groups(gist.groups, t), who)


def _groups(groups: Iterable[GroupTold], t: Translator) -> Iterator[str]:
    for group in groups:
        template = ON_DAY if group.first == group.last else OF_GROUP
        yield t.gettext(template).format(
            sittings=sittings(t, group.sittings),
            group=group.name or t.gettext(NO_GROUP),
            first=_day(group.first, t),
            last=_day(group.last, t),
            rows=whole(t, group.rows),
        )


def _day(text: str, t: Translator) -> str:
    """A day in the reader's form; what is no whole day as it is written."""
    try:
        return t.date(dt.date.fromisoformat(text))
    except ValueError:
        return text
