"""What the panel beside the map says of one agency, person, service or zone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.services import wording
from netmap.services.board_types import AGENCY, MAP_KINDS, MAP_STATES, PERSON, SERVICE, ZONE, NodeRef, Panel
from netmap.services.captions import name_of
from netmap.services.look import Look
from netmap.services.rows import level_names
from netmap.services.tie_arrays import TieArrays
from netmap.services.universe import UNKNOWN
from netmap.services.zone_figures import zone_figures_of
from netmap.temporal.encounters import Bools

Fact = tuple[str, str]
Lines = tuple[tuple[str, ...], ...]
Section = tuple[str, Lines]
Parts = tuple[list[Fact], list[Section]]


def panel_of(look: Look, ref: NodeRef, t: Translator) -> Panel:
    """Facts and lists about one thing, of the window and within the filters.

    Raises `NotFoundError` for a thing that the study does not hold.
    """
    number = look.universe.numbers.get(ref)
    if number is None or ref.sort not in PANELS:
        raise NotFoundError(N_("the study holds no such {sort}: “{name}”"), sort=ref.sort, name=ref.id)
    facts, lists = PANELS[ref.sort](look, number, t)
    unknown = number == UNKNOWN
    label = wording.UNKNOWN_AGENCY if unknown else wording.SORT_LABELS[ref.sort]
    return Panel(
        ref,
        name_of(look, number, t),
        t.gettext(label),
        tuple((name, text) for name, text in facts if text),
        tuple((name, rows) for name, rows in lists if rows),
    )


def _agency(look: Look, number: int, t: Translator) -> Parts:
    row = None if number == UNKNOWN else look.study.agencies.iloc[number - 1]
    people = _people_of(look, number)
    facts = [
        (t.gettext("Sector"), _text(row, "sector")),
        (t.gettext("Partnership"), _partnerships(look.study, look.universe.refs[number].id)),
        (t.gettext("People"), wording.whole(t, len(people))),
        *_further(look.study.agencies, row),
    ]
    lists = [
        (t.gettext("Ties to other agencies"), _agency_ties(look, number, t)),
        (t.gettext("Boundary zones it sat in"), _zones_sat(look, people, t)),
        (t.gettext("Services"), _services_of(look, number)),
        (t.gettext("People"), tuple((look.universe.names[person],) for person in people)),
    ]
    return facts, lists


def _person(look: Look, number: int, t: Translator) -> Parts:
    row = look.study.practitioners.iloc[number - look.universe.first_person]
    ref = look.universe.refs[number]
    facts = [
        (t.gettext("Agency"), name_of(look, int(look.agency_of[number]), t)),
        (t.gettext("Profession"), _text(row, "profession")),
        (t.gettext("Levels"), t.listing(level_names(look).get(str(ref.id), []))),
        (t.gettext("Partnership"), _partnerships(look.study, ref.id)),
        (t.gettext("Joined"), _text(row, "joined")),
        (t.gettext("Left"), _text(row, "left")),
    ]
    ties = _ties_at(look, (look.ties.a == number) | (look.ties.b == number))
    other = np.where(ties.a == number, ties.b, ties.a)
    lists = [
        (t.gettext("Ties"), _tie_lines(look, ties, other, t, with_agency=True)),
        (t.gettext("Boundary zones sat in"), _zones_sat(look, [number], t)),
        (t.gettext("Seats"), _posts_of(look, str(ref.id), t)),
    ]
    return facts, lists


def _service(look: Look, number: int, t: Translator) -> Parts:
    table = look.study.services
    row = table.iloc[number - look.universe.first_service]
    same = table["need"].eq(row["need"]) & (table["area"].eq(row["area"]) | pd.isna(row["area"]))
    other = np.flatnonzero(same.to_numpy(dtype=bool)) + look.universe.first_service
    names = look.universe.names
    beside = [
        (names[service], name_of(look, int(look.agency_of[service]), t))
        for service in other.tolist()
        if service != number
    ]
    facts = [
        (t.gettext("Need"), _text(row, "need")),
        (t.gettext("Area"), _text(row, "area")),
        (t.gettext("Audience"), _text(row, "audience")),
        (t.gettext("Offered by"), name_of(look, int(look.agency_of[number]), t)),
        (t.gettext("Opened"), _text(row, "opened")),
        (t.gettext("Closed"), _text(row, "closed")),
    ]
    nobody = () if pd.isna(row["need"]) else ((t.gettext("Nobody else on record"),),)
    return facts, [(t.gettext("Who else serves this need there"), tuple(beside) or nobody)]


def _zone(look: Look, number: int, t: Translator) -> Parts:
    place = number - look.universe.first_zone
    row, figures = look.study.zones.iloc[place], zone_figures_of(look)
    levels = look.study.levels.set_index("level")["name"]
    level = levels.get(row["level"]) if pd.notna(row["level"]) else None
    facts = [
        (t.gettext("Form"), _text(row, "form")),
        (t.gettext("Level"), _text(row, "level") if level is None or pd.isna(level) else str(level)),
        (t.gettext("Formal"), _yes_no(row["formal"], t)),
        (t.gettext("Purpose"), _text(row, "purpose")),
        (t.gettext("Sittings in this window"), wording.whole(t, int(figures.sittings[place]))),
        (t.gettext("People who came"), wording.whole(t, int(figures.people[place]))),
        (t.gettext("Agencies that came"), wording.whole(t, int(figures.agencies[place]))),
    ]
    held = np.flatnonzero(look.sat & (look.sittings.zone == place))
    lists = [
        (t.gettext("Sittings"), _sittings(look, held.tolist(), t)),
        (t.gettext("Who came"), _who_came(look, held, t)),
    ]
    return facts, lists


PANELS: dict[str, Callable[[Look, int, Translator], Parts]] = {
    AGENCY: _agency,
    PERSON: _person,
    SERVICE: _service,
    ZONE: _zone,
}
"""What makes the panel of each sort."""


def _text(row: Any, column: str) -> str:
    return "" if row is None or column not in row.index or pd.isna(row[column]) else str(row[column])


def _yes_no(value: Any, t: Translator) -> str:
    if pd.isna(value):
        return t.gettext("not stated")
    return t.gettext("yes") if bool(value) else t.gettext("no")


def _further(table: pd.DataFrame, row: Any) -> list[Fact]:
    """Columns that the table carries beyond the defined ones."""
    from netmap.model.schema import TABLES

    defined = set(TABLES["agencies"].columns)
    names = [name for name in table.columns if name not in defined]
    return [(str(name).replace("_", " ").capitalize(), _text(row, name)) for name in names]


def _partnerships(study: Study, actor: str | None) -> str:
    from netmap.tie_kinds.people import partnerships_of

    if actor is None:
        return ""
    table = partnerships_of(study)
    names = study.partnerships.set_index("partnership")["name"]
    mine = table.loc[table["actor"] == actor, "partnership"]
    found = [str(key if pd.isna(names.get(key)) else names[key]) for key in mine]
    return ", ".join(found)


def _people_of(look: Look, agency: int) -> list[int]:
    people = slice(look.universe.first_person, look.universe.first_service)
    here = (look.agency_of[people] == agency) & look.scope.things[people]
    return (np.flatnonzero(here) + look.universe.first_person).tolist()


def _ties_at(look: Look, mine: Bools) -> TieArrays:
    """The ties in force at a thing, the latest first."""
    ties = look.ties.at(mine & look.in_force)
    order = np.lexsort((ties.row, -ties.last))
    return TieArrays(*(getattr(ties, name)[order] for name in TieArrays.__dataclass_fields__))


def _tie_lines(look: Look, ties: TieArrays, other: Any, t: Translator, *, with_agency: bool) -> Lines:
    """Partner, kind, state, first and last of each tie."""
    columns = (other, ties.kind, ties.state, ties.first, ties.last)
    found = []
    for number, kind, state, first, last in zip(*(column.tolist() for column in columns), strict=True):
        agency = name_of(look, int(look.agency_of[number]), t)
        name = name_of(look, number, t)
        found.append(
            (
                (f"{name} ({agency})" if with_agency and agency != name else name),
                *_tie(kind, state, first, last, t),
            )
        )
    return tuple(found)


def _tie(kind: int, state: int, first: int, last: int, t: Translator) -> tuple[str, ...]:
    return (
        t.gettext(wording.KIND_LABELS[MAP_KINDS[kind]]),
        t.gettext(wording.STATE_LABELS[MAP_STATES[state]]),
        _date(first, t),
        _date(last, t),
    )


def _date(day: int, t: Translator) -> str:
    return "–" if day == NO_DAY else wording.day_text(t, day)


def _agency_ties(look: Look, number: int, t: Translator) -> Lines:
    """Partner, kind, state, how many, first and last of each; the partners with the most ties first."""
    a, b = look.agency_of[look.ties.a], look.agency_of[look.ties.b]
    ties = _ties_at(look, ((a == number) | (b == number)) & (a != b))
    a, b = look.agency_of[ties.a], look.agency_of[ties.b]
    other = np.where(a == number, b, a)
    table = pd.DataFrame(
        {"other": other, "kind": ties.kind, "state": ties.state, "first": ties.first, "last": ties.last}
    )
    table["first"] = table["first"].where(table["first"] != NO_DAY)
    grouped = table.groupby(["other", "kind", "state"]).agg(
        n=("last", "size"), first=("first", "min"), last=("last", "max")
    )
    total = grouped["n"].groupby("other").transform("sum")
    grouped = grouped.iloc[np.argsort(-total.to_numpy(), kind="stable")]
    found = []
    for (partner, kind, state), n, first, last in grouped.itertuples():
        label, state_label, begin, end = _tie(
            kind, state, NO_DAY if pd.isna(first) else int(first), int(last), t
        )
        found.append(
            (name_of(look, int(partner), t), label, state_label, wording.ties(t, int(n)), begin, end)
        )
    return tuple(found)


def _zones_sat(look: Look, people: Iterable[int], t: Translator) -> Lines:
    """Each zone that any of the people sat in within the window, with the sittings attended."""
    meeting, person = look.present()
    mine = np.unique(meeting[np.isin(person, list(people))])
    zone = look.sittings.zone[mine]
    counts = np.bincount(zone[zone >= 0], minlength=look.universe.zones)
    order = [int(at) for at in np.argsort(-counts, kind="stable") if counts[at]]
    names = look.universe.names[look.universe.first_zone :]
    return tuple((names[at], wording.sittings(t, int(counts[at]))) for at in order)


def _services_of(look: Look, number: int) -> Lines:
    table = look.study.services
    if number == UNKNOWN:
        return ()
    mine = np.flatnonzero(look.universe.service_agency == number).tolist()
    names = look.universe.names[look.universe.first_service :]
    return tuple((names[at], _text(table.iloc[at], "need"), _text(table.iloc[at], "area")) for at in mine)


def _posts_of(look: Look, person: str, t: Translator) -> Lines:
    posts = look.study.posts[look.study.posts["practitioner"] == person]
    found = []
    for _, row in posts.iterrows():
        number = look.universe.numbers.get(NodeRef(ZONE, str(row["zone"])))
        zone = str(row["zone"]) if number is None else look.universe.names[number]
        found.append((zone, _text(row, "role"), _text(row, "joined"), _text(row, "left")))
    return tuple(found)


def _sittings(look: Look, meetings: list[int], t: Translator) -> Lines:
    """Date, title and number of people of each sitting, the latest first."""
    meeting, _ = look.present()
    came = np.bincount(meeting, minlength=len(look.sat))
    titles = look.study.meetings["title"]
    ordered = sorted(meetings, key=lambda at: -int(look.sittings.day[at]))
    return tuple(
        (
            _date(int(look.sittings.day[at]), t),
            "" if pd.isna(titles.iloc[at]) else str(titles.iloc[at]),
            wording.people(t, int(came[at])),
        )
        for at in ordered
    )


def _who_came(look: Look, held: Any, t: Translator) -> Lines:
    """Agency, person and sittings attended, by agency."""
    meeting, person = look.present()
    mine = person[np.isin(meeting, held)]
    people, times = np.unique(mine, return_counts=True)
    named = [
        (name_of(look, int(look.agency_of[number]), t), look.universe.names[number], wording.sittings(t, n))
        for number, n in zip(people.tolist(), times.tolist(), strict=True)
    ]
    return tuple(sorted(named))
