"""The notes of a study as one table: who said what, about what, and where that is written."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pandas as pd

from netmap.model.derived import derived
from netmap.model.i18n import N_
from netmap.model.schema import TABLES
from netmap.model.study import Study
from netmap.questions.parameters import AGENCY, PERSON, SERVICE, ZONE, NodeRef
from netmap.questions.question import BOARD, Inquiry
from netmap.records.labels import names_of

if TYPE_CHECKING:
    from netmap.questions.notes import NotesRequest

COLUMNS = (
    "note",
    "kind",
    "text",
    "language",
    "gloss",
    "theme",
    "group",
    "group_name",
    "meeting",
    "date",
    "about_table",
    "about_id",
    "about_name",
    "cycle",
    "follows",
    "source",
    "source_title",
    "place",
    "provenance",
)
"""What the table of notes holds."""

TABLE_OF = {AGENCY: "agencies", PERSON: "practitioners", SERVICE: "services"}
"""The table of each sort of thing on the map but boundary zones."""

ASKED = {
    "kind": "kind",
    "group": "group",
    "theme": "theme",
    "about": "about_table",
    "about_id": "about_id",
    "source": "source",
    "cycle": "cycle",
}
"""What can be asked of notes, and the column that holds it."""

A_PERSON = N_("a person")


def gathered(inquiry: Inquiry) -> pd.DataFrame:
    """Every note of the partnership that is asked about; to a board no person is named."""
    found = _all_notes(inquiry.study)
    if (partnership := inquiry.context.partnership) is not None:
        found = found[found["partnership"].eq(partnership)]
    if inquiry.context.principal.role == BOARD:
        persons = found["about_table"].eq("practitioners")
        unnamed = found["about_name"].mask(persons, inquiry.t.gettext(A_PERSON))
        found = found.assign(about_name=unnamed, about_id=found["about_id"].mask(persons))
    return found.loc[:, list(COLUMNS)].reset_index(drop=True)


def notes_about(study: Study, ref: NodeRef, partnership: str | None = None) -> int:
    """How many notes a thing on the map leads to: of a boundary zone what was said in it or of it.

    As many as the page of notes shows for the same thing, `asked_about` says how it is asked there.
    """
    found, asked = _all_notes(study), asked_about(ref)
    if partnership is not None:
        found = found[found["partnership"].eq(partnership)]
    keep = pd.Series(True, index=found.index)
    for key, value in asked.items():
        keep &= found[ASKED[key]].eq(value)
    return int(keep.sum())


def asked_about(ref: NodeRef) -> dict[str, Any]:
    """What the question of notes is asked for the notes about a thing on the map."""
    if ref.sort == ZONE:
        return {"group": ref.id}
    return {"about": TABLE_OF[ref.sort], "about_id": ref.id}


@derived(most=2, named=True)
def _all_notes(study: Study) -> pd.DataFrame:
    """A row for each note, in the order of the table, with the partnership that it belongs to."""
    notes = study.notes.astype(object).where(study.notes.notna(), None)
    sat = study.meetings.set_index("meeting")
    zone = notes["meeting"].map(sat["zone"].astype(object))
    own = notes["about_id"].where(notes["about_table"].eq("zones"))
    group = zone.where(zone.notna(), own)
    cited = [cited_in(study, each) for each in notes["citation"]]
    source = pd.Series([key for key, _ in cited], index=notes.index, dtype=object)
    pairs = list(zip(notes["about_table"], notes["about_id"], strict=True))
    found = notes.assign(
        group=group,
        group_name=group.map(names_in(study, "zones")),
        date=notes["meeting"].map(sat["date"].astype(object)),
        about_name=pd.Series([_name(study, *each) for each in pairs], index=notes.index, dtype=object),
        cycle=notes["wave"],
        source=source,
        source_title=source.map(names_in(study, "sources")),
        place=pd.Series([place for _, place in cited], index=notes.index, dtype=object),
    )
    belongs = [_belongs(study, *each) for each in zip(group, notes["wave"], pairs, strict=True)]
    return found.assign(partnership=pd.Series(belongs, index=notes.index, dtype=object))


def cited_in(study: Study, citation: str | None) -> tuple[str | None, str | None]:
    """The key of a source and the place in it; the longest key that there is."""
    sources, parts = _sources(study), (citation or "").split("#")
    for n in range(len(parts), 0, -1):
        if (key := "#".join(parts[:n])) in sources:
            return key, "#".join(parts[n:]) or None
    return citation, None


@derived(most=2)
def _sources(study: Study) -> frozenset[str]:
    return frozenset(study.sources["citation"])


@derived(most=32, named=True)
def names_in(study: Study, table: str) -> dict[str, str]:
    """What each thing of a table is called, by id; its id where it has no name."""
    return names_of(study, table)


def _name(study: Study, table: str | None, id_: str | None) -> str | None:
    if table is None or id_ is None:
        return None
    return names_in(study, table).get(id_, id_)


def _belongs(
    study: Study, zone: str | None, wave: str | None, about: tuple[str | None, str | None]
) -> str | None:
    """The partnership of a note: that of its zone, else of its plan cycle, else of what it is about."""
    for table, id_ in (("zones", zone), ("waves", wave), about):
        found = None if table is None or id_ is None else _partnerships(study, table).get(id_)
        if found is not None:
            return found
    return None


@derived(most=32)
def _partnerships(study: Study, table: str) -> dict[str, str]:
    """The partnership of each thing of a table, where it has one."""
    frame, key = study.table(table), TABLES[table].key[0]
    if "partnership" not in frame:
        return {}
    known = frame.dropna(subset=["partnership"])
    return {str(one): str(its) for one, its in zip(known[key], known["partnership"], strict=True)}


OBJECT_COLUMNS = (
    *("object", "name", "kind", "strand", "cycle", "need", "opened", "closed", "budget", "actors", "roles"),
    *("notes", "source", "source_title", "place", "provenance"),
)
"""What the table of objects holds."""


def objects_of(inquiry: Inquiry, notes: pd.DataFrame) -> pd.DataFrame:
    """Every object that people work on, with who does, and how many of the notes are about it.

    `actors` names them, a comma between two; to a board no person is named, and `roles` are missing.
    """
    study = inquiry.study
    objects = study.objects.astype(object).where(study.objects.notna(), None)
    names = {**names_in(study, "agencies"), **names_in(study, "practitioners")}
    unnamed = set(study.practitioners["practitioner"]) if inquiry.context.principal.role == BOARD else set()
    actors: dict[str, list[str]] = {}
    roles: dict[str, list[str]] = {}
    for row in study.involvement.itertuples():
        if row.actor not in unnamed:
            actors.setdefault(row.object, []).append(names.get(row.actor, row.actor))
            if isinstance(row.role, str):
                roles.setdefault(row.object, []).append(row.role)
    about = notes.loc[notes["about_table"].eq("objects"), "about_id"].value_counts()
    cited = [cited_in(study, each) for each in objects["citation"]]
    source = pd.Series([key for key, _ in cited], index=objects.index, dtype=object)
    found = objects.assign(
        cycle=objects["wave"],
        actors=[_joined(actors.get(each)) for each in objects["object"]],
        roles=[_joined(roles.get(each)) for each in objects["object"]],
        notes=[int(about.get(each, 0)) for each in objects["object"]],
        source=source,
        source_title=source.map(names_in(study, "sources")),
        place=pd.Series([place for _, place in cited], index=objects.index, dtype=object),
    )
    return found.loc[:, list(OBJECT_COLUMNS)].reset_index(drop=True)


def _joined(texts: list[str] | None) -> str | None:
    """Texts with commas between them, each once."""
    return ", ".join(dict.fromkeys(texts)) if texts else None


def objects_asked_for(objects: pd.DataFrame, request: NotesRequest) -> pd.DataFrame:
    """The objects that fit the words, the source, the cycle and the thing that are asked for."""
    keep = pd.Series(True, index=objects.index)
    for column, value in (("source", request.source), ("cycle", request.cycle)):
        if value is not None:
            keep &= objects[column].eq(value)
    if request.about_id is not None and request.about == "objects":
        keep &= objects["object"].eq(request.about_id)
    if request.find is not None and (text := plain(request.find)):
        keep &= _holds(objects, ("name", "kind", "strand", "need", "actors"), text)
    return objects[keep].reset_index(drop=True)


def those_asked_for(notes: pd.DataFrame, request: NotesRequest) -> pd.DataFrame:
    """The notes that fit everything that is asked."""
    keep = pd.Series(True, index=notes.index)
    for key, column in ASKED.items():
        if (value := getattr(request, key)) is not None:
            keep &= notes[column].eq(value)
    if request.uncoded:
        keep &= notes["theme"].isna()
    if request.find is not None and (text := plain(request.find)):
        keep &= _holds(notes, ("text", "gloss", "theme", "about_name", "group_name"), text)
    return notes[keep].reset_index(drop=True)


def _holds(rows: pd.DataFrame, columns: tuple[str, ...], words: str) -> pd.Series:
    """Which rows hold every word in some of their columns."""
    held = rows[list(columns)].fillna("").astype(str).agg(" ".join, axis=1).map(plain)
    keep = pd.Series(True, index=rows.index)
    for word in words.split():
        keep &= held.str.contains(word, regex=False) if len(rows) else keep
    return keep


def plain(text: str) -> str:
    """A text as a search sees it: without accents and case.

    Example:
        >>> plain(" Volontà ")
        'volonta'
    """
    parts = unicodedata.normalize("NFKD", str(text).strip().casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))
