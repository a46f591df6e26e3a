"""The sheet of one boundary zone: facts, who came, what was born there, its sittings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.boundary_zones.attendances import sittings_of
from netmap.boundary_zones.births import ties_born
from netmap.learning.effective_changes import present_codes
from netmap.library import wording
from netmap.model.dates import from_day
from netmap.model.i18n import Translator
from netmap.model.words import word
from netmap.questions.learning.first_paths import followed_window
from netmap.questions.learning.resolved_request import Asked, thing_name
from netmap.questions.learning.types import Facts
from netmap.questions.map.panel_lists import cell_text
from netmap.questions.notes.gathered import notes_about
from netmap.questions.parameters import AGENCY, PERSON, ZONE, NodeRef
from netmap.questions.question import FORM
from netmap.questions.zones.losses import losses_asked
from netmap.questions.zones.sentences import zone_sentences
from netmap.tie_kinds.actors import actors_of


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came to a zone's sittings: an agency or a person, how many people and how often."""

    name: str
    agency: str
    people: int
    attendances: int


@dataclass(frozen=True, slots=True)
class Born:
    """Ties born in a zone of one kind and state."""

    kind: str
    state: str
    ties: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting: its day, how many people of how many known agencies came; whether it is on record."""

    date: dt.date
    people: int
    agencies: int
    recorded: bool


@dataclass(frozen=True, slots=True, eq=False)
class ZoneSheet:
    """All there is to say of one zone.

    `notes` counts what was said in it or of it. `losses` are those under chance and `certain` those if every
    encounter passes something on, as `zone_losses` gives them.
    """

    zone: str
    name: str
    sentences: tuple[str, ...]
    facts: Facts
    came: tuple[Attendance, ...]
    born: tuple[Born, ...]
    losses: pd.DataFrame
    certain: pd.DataFrame
    sittings: tuple[Sitting, ...]
    notes: int


def sheet_of(asked: Asked, zone: str, table: pd.DataFrame, sort: str, t: Translator) -> ZoneSheet:
    """All there is to say of a zone; `sort` says whether people or agencies are spoken of."""
    row = table[table["zone"].eq(zone)].iloc[0]
    losses, certain = losses_asked(asked.at_yardstick, zone), losses_asked(asked.at_certainty, zone)
    came = _came(asked, zone)
    return ZoneSheet(
        zone,
        thing_name(asked, NodeRef("zone", zone)),
        zone_sentences(asked, row, losses, certain, t),
        _facts(asked, zone, t),
        tuple(_attendances(asked, came, sort, t)),
        tuple(_born(asked, zone, t)),
        losses,
        certain,
        tuple(_sittings(asked, zone, came)),
        notes_about(asked.study, NodeRef(ZONE, zone), asked.context.partnership),
    )


def _facts(asked: Asked, zone: str, t: Translator) -> Facts:
    zones = asked.study.zones
    row = zones[zones["zone"].eq(zone)].iloc[0]
    names = {each.level: each.name for each in asked.levels}
    level, stated = cell_text(row, "level"), t.gettext("not stated")
    facts = (
        (t.gettext("Form"), word(asked.study, *FORM, cell_text(row, "form")) or stated),
        (t.gettext("Level"), names.get(level, level) or stated),
        (t.gettext("Formal"), _formal(row["formal"], stated, t)),
        (t.gettext("Purpose"), cell_text(row, "purpose") or stated),
        (t.gettext("Opened"), cell_text(row, "opened")),
        (t.gettext("Closed"), cell_text(row, "closed")),
    )
    return tuple((label, text) for label, text in facts if text)


def _formal(value: object, stated: str, t: Translator) -> str:
    if pd.isna(value):
        return stated
    return t.gettext("yes") if bool(value) else t.gettext("no")


def _came(asked: Asked, zone: str) -> pd.DataFrame:
    """A row for everybody present at a sitting of the zone in the window: meeting, day, person, agency."""
    sat, window = sittings_of(asked.study, asked.context.ties), followed_window(asked)
    _, rows = sat.between(window.start, window.end)
    place = asked.study.zones["zone"].tolist().index(zone)
    rows = rows & (sat.zone[sat.meeting] == place)
    meeting, person = sat.meeting[rows], sat.person[rows]
    agency = window.agencies_on(person, sat.day[meeting])
    return pd.DataFrame({"meeting": meeting, "person": person, "agency": agency})


def _attendances(asked: Asked, came: pd.DataFrame, sort: str, t: Translator) -> Iterator[Attendance]:
    """By agency, or by person with the agency of their latest sitting; most attendances first."""
    names = [
        thing_name(asked, NodeRef(AGENCY, str(name)))
        for name in present_codes(asked.study, asked.window.end)[0]
    ]
    names.append(t.gettext(wording.UNKNOWN_AGENCY))
    if sort == PERSON:
        ids = actors_of(asked.study).ids
        for person, rows in _most_first(came.groupby("person")):
            name = thing_name(asked, NodeRef(PERSON, str(ids[person])))
            yield Attendance(name, names[rows["agency"].iloc[-1]], 1, len(rows))
    else:
        for agency, rows in _most_first(came.groupby("agency")):
            yield Attendance(names[agency], "", rows["person"].nunique(), len(rows))


def _most_first(groups: pd.api.typing.DataFrameGroupBy[int, bool]) -> list[tuple[int, pd.DataFrame]]:
    found = [(int(key), rows) for key, rows in groups]
    return sorted(found, key=lambda item: (-len(item[1]), item[0]))


def born_in(asked: Asked) -> pd.DataFrame:
    """The ties born in any zone in the window."""
    return asked.library(ties_born)


def _born(asked: Asked, zone: str, t: Translator) -> Iterator[Born]:
    born = born_in(asked)
    born = born[born["zone"].eq(zone)]
    for (kind, state), rows in born.groupby(["kind", "state"]):
        yield Born(t.gettext(wording.KIND_LABELS[kind]), t.gettext(wording.STATE_LABELS[state]), len(rows))


def _sittings(asked: Asked, zone: str, came: pd.DataFrame) -> Iterator[Sitting]:
    """Every sitting of the window, the latest first."""
    sat = sittings_of(asked.study, asked.context.ties)
    held, _ = sat.between(asked.window.start, asked.window.end)
    held = held & (sat.zone == asked.study.zones["zone"].tolist().index(zone))
    for meeting in sorted(np.flatnonzero(held), key=lambda meeting: -sat.day[meeting]):
        rows = came[came["meeting"].eq(meeting)]
        agencies = rows.loc[rows["agency"] >= 0, "agency"].nunique()
        recorded = bool(sat.recorded[meeting])
        yield Sitting(from_day(int(sat.day[meeting])), len(rows), agencies, recorded)
