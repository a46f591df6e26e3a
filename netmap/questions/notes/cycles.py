"""From one plan cycle to the next: which notes are taken up, as what, and what each strand held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from netmap.model.study import Study
from netmap.questions.notes.gathered import names_in
from netmap.questions.notes.kinds import BECAME, BECAME_ACTION, NOT_TAKEN_UP, STAYED

LINE = "line_of_development"
DEEDS = ("action", "project")
"""The kinds of objects that a line of development may become."""

MOVES = (
    *("note", "cycle", "kind", "text", "language", "gloss", "group", "theme", "moved"),
    *("next_note", "next_cycle", "next_kind", "next_text", "next_gloss", "object", "object_name"),
)
OBJECT_KINDS = {"actions": "action", "projects": "project", "themes": "theme", "cases": "case"}


@dataclass(frozen=True, slots=True)
class Cycle:
    """A plan cycle (a wave): its id, its name, how many notes are of it, and whose it is, if anybody's."""

    id: str
    name: str
    notes: int
    partnership: str | None

    def goes_with(self, other: Cycle) -> bool:
        """Whether both are of one partnership, or either is everybody's, so that one can follow the other."""
        return None in (self.partnership, other.partnership) or self.partnership == other.partnership


def cycles_of(study: Study, notes: pd.DataFrame, partnership: str | None) -> tuple[Cycle, ...]:
    """The plan cycles in their order: the waves that notes or objects name, and those beside them."""
    named = {*notes["cycle"].dropna(), *study.objects["wave"].dropna()}
    waves = study.waves
    if partnership is not None:
        waves = waves[waves["partnership"].isna() | waves["partnership"].eq(partnership)]
    if not named & set(waves["wave"]):
        return ()
    counts, names = notes["cycle"].value_counts(), names_in(study, "waves")
    whose = waves["partnership"].astype(object).where(waves["partnership"].notna(), None)
    return tuple(
        Cycle(str(each), names[str(each)], int(counts.get(each, 0)), own)
        for each, own in zip(waves["wave"], whose, strict=True)
    )


def later_cycles(cycles: Sequence[Cycle]) -> dict[str, set[str]]:
    """The ids of the later cycles with notes that go with each cycle; plan cycles in their order."""
    return {
        each.id: {later.id for later in cycles[place:] if later.notes and each.goes_with(later)}
        for place, each in enumerate(cycles, 1)
    }


def moves_of(study: Study, notes: pd.DataFrame, cycles: Sequence[Cycle]) -> pd.DataFrame:
    """What became of each note of a plan cycle that is followed by one with notes.

    A row for each note and each later one that takes it up, directly or by way of notes of its own cycle;
    one row where none does. Later cycles are those of the same partnership, and those of none. Notes of the
    last cycle that has any are left out: what becomes of them cannot be seen yet.
    """
    after = later_cycles(cycles)
    rows = {str(row["note"]): row for row in notes.to_dict("records")}
    taken_up: dict[str, list[str]] = defaultdict(list)
    for note, row in rows.items():
        if isinstance(row["follows"], str):
            taken_up[row["follows"]].append(note)
    objects = study.objects.set_index("object")
    found = []
    for note, row in rows.items():
        if theirs := after.get(str(row["cycle"])):
            later = list(_later(note, rows, taken_up, theirs))
            found += [_move(row, rows[each], objects) for each in later] or [_move(row, None, objects)]
    return pd.DataFrame(found, columns=list(MOVES), dtype=object)


def _later(
    note: str, rows: dict[str, dict[str, object]], taken_up: dict[str, list[str]], after: set[str]
) -> Iterator[str]:
    """The first notes of later cycles on each way on from a note."""
    seen, ahead = {note}, list(taken_up[note])
    while ahead:
        each = ahead.pop(0)
        if each in seen:
            continue
        seen.add(each)
        if str(rows[each]["cycle"]) in after:
            yield each
        else:
            ahead += taken_up[each]


def _move(
    row: dict[str, object], later: dict[str, object] | None, objects: pd.DataFrame
) -> dict[str, object]:
    own = {name: row[name] for name in MOVES[:8]}
    if later is None:
        return {**own, "moved": NOT_TAKEN_UP}
    about = later["about_id"] if later["about_table"] == "objects" else None
    deed = about is not None and objects["kind"].get(about) in DEEDS
    moved = STAYED if row["kind"] == later["kind"] else BECAME
    if row["kind"] == LINE and deed:
        moved = BECAME_ACTION
    then = {f"next_{name}": later[name] for name in ("note", "cycle", "kind", "text", "gloss")}
    named = later["about_name"] if about is not None else None
    return {**own, "moved": moved, **then, "object": about, "object_name": named}


def strands_of(study: Study, cycles: Sequence[Cycle]) -> pd.DataFrame:
    """How many objects of each kind a strand held in each plan cycle that it is on record in."""
    names = {each.id: each.name for each in cycles}
    held = study.objects[study.objects["wave"].isin(list(names))].dropna(subset=["strand"])
    order = {each.id: place for place, each in enumerate(cycles)}
    rows = [
        {
            "strand": strand,
            "cycle": names[str(wave)],
            **{name: int(own["kind"].eq(kind).sum()) for name, kind in OBJECT_KINDS.items()},
            "place": order[str(wave)],
        }
        for (strand, wave), own in held.groupby(["strand", "wave"], sort=False)
    ]
    columns = ["strand", "cycle", *OBJECT_KINDS, "place"]
    found = pd.DataFrame(rows, columns=columns).sort_values(["place"], kind="stable", ignore_index=True)
    return found.drop(columns="place")
