"""What the panel beside the map says of one agency, person, service or zone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from netmap.library import wording
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.model.words import word
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.captions import name_of
from netmap.questions.map.panel_lists import (
    Lines,
    attendance_lines,
    cell_text,
    partners_of,
    people_of,
    post_lines,
    service_lines,
    sitting_lines,
    tie_lines,
    ties_at,
    zone_lines,
)
from netmap.questions.map.rows import level_names
from netmap.questions.map.types import Panel
from netmap.questions.map.zone_figures import zone_figures_of
from netmap.questions.node_index import UNKNOWN
from netmap.questions.notes.gathered import notes_about
from netmap.questions.parameters import AGENCY, PERSON, SERVICE, ZONE, NodeRef
from netmap.questions.question import AREA, FORM, NEED

Fact = tuple[str, str]
Section = tuple[str, Lines]
Parts = tuple[list[Fact], list[Section]]


def panel_of(board: BoardState, ref: NodeRef | None, t: Translator) -> Panel:
    """Facts and lists about one thing, of the window and within the filters.

    Raises `NotFoundError` for a thing that the study does not hold.
    """
    if ref is None:
        raise NotFoundError(N_("nothing is chosen; name it by its sort and its id"))
    number = board.universe.number_of(ref)
    facts, lists = PANELS[ref.sort](board, number, t)
    unknown = number == UNKNOWN
    label = wording.UNKNOWN_AGENCY if unknown else wording.SORT_LABELS[ref.sort]
    return Panel(
        ref,
        number,
        name_of(board, number, t),
        t.gettext(label),
        tuple((name, text) for name, text in facts if text),
        tuple((name, rows) for name, rows in lists if rows),
        0 if unknown else notes_about(board.study, ref, board.context.partnership),
        partners_of(board, number, t) if ref.sort == AGENCY else (),
    )


def _agency(board: BoardState, number: int, t: Translator) -> Parts:
    row = None if number == UNKNOWN else board.study.agencies.iloc[number - 1]
    people = people_of(board, number)
    facts = [
        (t.gettext("Sector"), cell_text(row, "sector")),
        (t.gettext("Partnership"), _partnerships(board.study, board.universe.refs[number].id)),
        (t.gettext("People"), wording.whole(t, len(people))),
        *_further(board.study.agencies, row),
    ]
    lists = [
        (t.gettext("Boundary zones it sat in"), zone_lines(board, people, t)),
        (t.gettext("Services"), service_lines(board, number)),
        (t.gettext("People"), tuple((board.universe.names[person],) for person in people)),
    ]
    return facts, lists


def _person(board: BoardState, number: int, t: Translator) -> Parts:
    row = board.study.practitioners.iloc[number - board.universe.first_person]
    ref = board.universe.refs[number]
    facts = [
        (t.gettext("Agency"), name_of(board, int(board.agency_of[number]), t)),
        (t.gettext("Profession"), cell_text(row, "profession")),
        (t.gettext("Levels"), t.listing(level_names(board).get(str(ref.id), []))),
        (t.gettext("Partnership"), _partnerships(board.study, ref.id)),
        (t.gettext("Joined"), wording.written(t, cell_text(row, "joined"))),
        (t.gettext("Left"), wording.written(t, cell_text(row, "left"))),
    ]
    ties = ties_at(board, (board.ties.a == number) | (board.ties.b == number))
    other = np.where(ties.a == number, ties.b, ties.a)
    lists = [
        (t.gettext("Ties"), tie_lines(board, ties, other, t)),
        (t.gettext("Boundary zones sat in"), zone_lines(board, [number], t)),
        (t.gettext("Seats"), post_lines(board, str(ref.id), t)),
    ]
    return facts, lists


def _service(board: BoardState, number: int, t: Translator) -> Parts:
    table = board.study.services
    row = table.iloc[number - board.universe.first_service]
    same = table["need"].eq(row["need"]) & (table["area"].eq(row["area"]) | pd.isna(row["area"]))
    other = np.flatnonzero(same.to_numpy(dtype=bool)) + board.universe.first_service
    names = board.universe.names
    beside = [
        (names[service], name_of(board, int(board.agency_of[service]), t))
        for service in other.tolist()
        if service != number
    ]
    facts = [
        (t.gettext("Need"), word(board.study, *NEED, cell_text(row, "need"))),
        (t.gettext("Area"), word(board.study, *AREA, cell_text(row, "area"))),
        (t.gettext("Audience"), cell_text(row, "audience")),
        (t.gettext("Offered by"), name_of(board, int(board.agency_of[number]), t)),
        (t.gettext("Opened"), wording.written(t, cell_text(row, "opened"))),
        (t.gettext("Closed"), wording.written(t, cell_text(row, "closed"))),
    ]
    nobody = () if pd.isna(row["need"]) else ((t.gettext("Nobody else on record"),),)
    return facts, [(t.gettext("Who else serves this need there"), tuple(beside) or nobody)]


def _zone(board: BoardState, number: int, t: Translator) -> Parts:
    place = number - board.universe.first_zone
    row, figures = board.study.zones.iloc[place], zone_figures_of(board)
    levels = board.study.levels.set_index("level")["name"]
    level = levels.get(row["level"]) if pd.notna(row["level"]) else None
    held = np.flatnonzero(board.sat & (board.sittings.zone == place))
    told = int(figures.told[place])
    came = {"people": wording.whole(t, int(figures.people[place])), "n": wording.whole(t, told)}
    came["agencies"] = wording.whole(t, int(figures.agencies[place]))
    if figures.unseen(place):
        came |= dict.fromkeys(("people", "agencies"), t.gettext(wording.NOT_ON_RECORD))
    facts = [
        (t.gettext("Form"), word(board.study, *FORM, cell_text(row, "form"))),
        (t.gettext("Level"), cell_text(row, "level") if level is None or pd.isna(level) else str(level)),
        (t.gettext("Formal"), _yes_no(row["formal"], t)),
        (t.gettext("Purpose"), cell_text(row, "purpose")),
        (t.gettext("Sittings in this window"), wording.whole(t, int(figures.sittings[place]))),
        (t.gettext("Sittings with attendance on record"), came["n"] if 0 < told < len(held) else ""),
        (t.gettext("People who came"), came["people"]),
        (t.gettext("Agencies that came"), came["agencies"]),
    ]
    lists = [
        (t.gettext("Sittings"), sitting_lines(board, held.tolist(), t)),
        (t.gettext("Who came"), attendance_lines(board, held, t)),
    ]
    return facts, lists


PANELS: dict[str, Callable[[BoardState, int, Translator], Parts]] = {
    AGENCY: _agency,
    PERSON: _person,
    SERVICE: _service,
    ZONE: _zone,
}
"""What makes the panel of each sort."""


def _yes_no(value: Any, t: Translator) -> str:
    if pd.isna(value):
        return t.gettext("not stated")
    return t.gettext("yes") if bool(value) else t.gettext("no")


def _further(table: pd.DataFrame, row: Any) -> list[Fact]:
    """Columns that the table carries beyond the defined ones."""
    from netmap.model.schema import TABLES

    defined = set(TABLES["agencies"].columns)
    names = [name for name in table.columns if name not in defined]
    return [(str(name).replace("_", " ").capitalize(), cell_text(row, name)) for name in names]


def _partnerships(study: Study, actor: str | None) -> str:
    from netmap.tie_kinds.memberships import partnerships_of

    if actor is None:
        return ""
    table = partnerships_of(study)
    names = study.partnerships.set_index("partnership")["name"]
    mine = table.loc[table["actor"] == actor, "partnership"]
    found = [str(key if pd.isna(names.get(key)) else names[key]) for key in mine]
    return ", ".join(found)
