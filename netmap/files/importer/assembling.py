"""Records turned into rows of tables: each with the ids of what it names, and the rows that those need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from netmap.files.importer.names import sure_key
from netmap.files.importer.natural_keys import natural_key
from netmap.files.importer.records import Name, Record, Sitting, Unread
from netmap.files.importer.resolving import BESIDE, ELSEWHERE, KEY_OF, TABLE_OF, Matched, Resolver, made_id
from netmap.model.findings import DUPLICATE, WARNING
from netmap.model.schema import NAMES, TABLES
from netmap.model.study import Study
from netmap.model.value_reading import read_number

Report = Callable[[Record, Unread, str], None]
"""Told of a record that is not taken in, why, and as what it counts: rejected or duplicate."""

REJECTED, ISO_DAY = "rejected", len("2011-12-31")
ACTOR_COLUMN = {"person": "practitioner", "agency": "agency"}


@dataclass(slots=True)
class Made:
    """One row of a table. `record` is the one that says it, None where only others, its `users`, need it;
    `added` are further records whose strength was added to it; `fills`: it says what is not on record yet of
    somebody who is."""

    table: str
    values: dict[str, str]
    record: Record | None = None
    users: Sequence[Record] = ()
    added: Sequence[Record] = ()
    fills: bool = False

    @property
    def full(self) -> bool:
        """Whether a blank cell empties what was there."""
        return self.record is not None and self.record.full

    def needed_by(self, record: Record) -> None:
        """Note one more record that needs the row."""
        if isinstance(self.users, list):
            self.users.append(record)
        else:
            self.users = [record]


class Assembly:
    """Rows as they are put together; `rows` holds them by table and key.

    `touched`: a record that was not taken in has left traces in them.
    """

    def __init__(self, study: Study | None, resolver: Resolver, report: Report) -> None:
        self.rows: dict[str, dict[tuple[str, ...], Made]] = {}
        self.touched = False
        self._resolver = resolver
        self._report = report
        self._sittings = Sittings(study)
        self._partnership = _only_partnership(study)
        self._alike: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self._ids: dict[Name, tuple[str, str]] = {}
        self._needs: dict[tuple[str, str], list[Needed]] = {}
        self._seats: dict[Sitting, tuple[str, list[Needed]]] = {}
        self._known_beside: dict[tuple[str, str, str], bool] = {}
        self._of_person: dict[tuple[int, int], tuple[dict[str, str], list[Needed]]] = {}

    def add(self, record: Record) -> None:
        """Take in a record; what is wrong with it is reported."""
        try:
            values, needed = (
                self._attended(record) if record.table == "attendance" else self._resolved(record)
            )
        except Unread as bad:
            self._report(record, bad, REJECTED)
            return
        self._place(record, values, needed)

    def _attended(self, record: Record) -> tuple[dict[str, str], list[Needed]]:
        """The same of attendance, of which many records share what they say of somebody."""
        if record.full or record.sitting is None:
            return self._resolved(record)
        same = (id(record.names), id(record.values))
        known = self._of_person.get(same)
        if known is None:
            known = self._of_person[same] = self._resolved(replace(record, sitting=None))
        values, more = self._seated(record, known[0], record.sitting)
        return values, [*known[1], *more]

    def _resolved(self, record: Record) -> tuple[dict[str, str], list[Needed]]:
        values, needed = dict(record.values), []
        for column, name in record.names.items():
            sort, one = self._ids.get(name) or self._id_of(name, record)
            needed += self._needs.get((sort, one)) or self._needed(sort, one)
            values[_column(record, column, sort)] = one
            if "name" in values:
                values |= self._same_name(record, sort, one, values)
        if record.table == "attendance" and not record.full:
            self._without_what_is_known(record, values)
        if record.sitting is not None:
            values, more = self._seated(record, values, record.sitting)
            needed += more
        if TABLES[record.table].numbered:
            self._number(record, values)
        return values, needed

    def _id_of(self, name: Name, record: Record) -> tuple[str, str]:
        """The sort and the id of a name, to be looked up once where its sort is known."""
        found = self._resolver.id_of(name, record.sheet.sheet)
        if name.sort != "actor":
            self._ids[name] = found
        return found

    def _number(self, record: Record, values: dict[str, str]) -> None:
        """Give a contact, an event or a note without an id one that is made of what it says.

        Two lines of a diary that say the same are one contact; in a table each row is one of its own.
        """
        schema = TABLES[record.table]
        if values.get(schema.key[0], "").strip():
            return
        said = {name: text for name, text in values.items() if text and name != schema.key[0]}
        parts = tuple(part for pair in sorted(said.items()) for part in pair)
        self._alike[record.table, parts] += record.full
        ordinal = self._alike[record.table, parts]
        values[schema.key[0]] = made_id(*parts, *([str(ordinal)] if ordinal > 1 else []))

    def _without_what_is_known(self, record: Record, values: dict[str, str]) -> None:
        """Agency and level beside somebody at a sitting are kept where they are not the person's own."""
        person, name = values["practitioner"], record.names["practitioner"]
        for sort, text in zip(BESIDE, (name.agency, name.level), strict=True):
            if not text:
                continue
            said = (sort, text, person)
            if said not in self._known_beside:
                _, one = self._resolver.id_of(Name(sort, text), record.sheet.sheet)
                self._known_beside[said] = one == self._resolver.own(person, sort)
                if not self._resolver.is_known_of(person, sort, one):
                    known = self._resolver.registers["person"].entries.get(person)
                    called = known.name if known is not None else ""
                    self._resolver.matched.append(Matched(*said, ELSEWHERE, called))
            if self._known_beside[said]:
                del values[sort]

    def _same_name(self, record: Record, sort: str, one: str, values: dict[str, str]) -> dict[str, str]:
        """A name that differs from the one that is known in case, accents or order only is that one."""
        known = self._resolver.registers[sort].entries[one].name
        ordered = sort != "person"
        if TABLE_OF[sort] != record.table or not known:
            return {}
        same = sure_key(known, ordered=ordered) == sure_key(values["name"], ordered=ordered)
        return {"name": known} if same else {}

    def _seated(
        self, record: Record, values: dict[str, str], sitting: Sitting
    ) -> tuple[dict[str, str], list[Needed]]:
        known = self._seats.get(sitting)
        if known is not None and record.table != "meetings":
            return {**values, "meeting": known[0]}, known[1]
        zone = ""
        needed: list[Needed] = []
        if sitting.zone is not None:
            _, zone = self._ids.get(sitting.zone) or self._id_of(sitting.zone, record)
            needed += self._needed("zone", zone)
        meeting = self._sittings.id_of(sitting, zone)
        said = {"meeting": meeting, "zone": zone, "date": sitting.date, "title": sitting.title}
        said = {column: text for column, text in said.items() if text}
        if record.table == "meetings":
            level = values.pop("level", "")
            if level and zone in self._resolver.fresh["zone"]:
                needed.append(_keyed(Made("zones", {"zone": zone, "name": zone, "level": level})))
            return {**values, **said}, needed
        needed.append(_keyed(Made("meetings", said)))
        self._seats[sitting] = (meeting, needed)
        return {**values, "meeting": meeting}, needed

    def _needed(self, sort: str, one: str) -> list[Needed]:
        """The rows without which an id would lead nowhere, made once for each id."""
        if (known := self._needs.get((sort, one))) is None:
            known = self._needs[sort, one] = self._needed_first(sort, one)
        return known

    def _needed_first(self, sort: str, one: str) -> list[Needed]:
        fresh = self._resolver.fresh[sort].get(one)
        values, needed = {KEY_OF[sort]: one}, list[Needed]()
        for column in BESIDE if sort == "person" else ():
            if beside := self._resolver.beside(one, column):
                values[column], _ = beside.most_common(1)[0]
                needed += self._needed(column, values[column])
        if fresh is None and len(values) == 1:
            return []
        if fresh is None:
            return [*needed, _keyed(Made(TABLE_OF[sort], values, fills=True))]
        values["name"] = fresh.name
        if sort == "level":
            values["rank"] = fresh.rank
        if self._partnership and "partnership" in TABLES[TABLE_OF[sort]].columns and sort != "partnership":
            values["partnership"] = self._partnership
        return [*needed, _keyed(Made(TABLE_OF[sort], values))]

    def _place(self, record: Record, values: dict[str, str], needed: list[Needed]) -> None:
        key = key_of(record.table, values)
        there = self.rows.setdefault(record.table, {}).get(key)
        if there is not None and there.record is not None:
            if self._added_up(record, there, values):
                return
            if differs := _contradictions(record, there.values, values):
                bad = Unread(
                    "contradicts",
                    differs[0],
                    values.get(differs[0]),
                    first=there.record.line,
                    differs=", ".join(differs),
                )
                self._report(record, bad, REJECTED)
            else:
                self._report(record, Unread("repeats", first=there.record.line, severity=WARNING), DUPLICATE)
            return
        for key_needed, one in needed:
            if not self._need(key_needed, one, record):
                self.touched = True
                return
        there = self.rows[record.table].get(key)  # a row that it needs may be its own
        if there is None:
            self.rows[record.table][key] = Made(record.table, values, record)
        else:
            there.values, there.record = {**there.values, **values}, record

    def _added_up(self, record: Record, there: Made, values: dict[str, str]) -> bool:
        """Whether the strength of a tie that stands on several lines was added up, or must be asked about."""
        known, more = (read_number(one.get("strength", "")) for one in (there.values, values))
        if record.table != "ties" or record.full or known is None or more is None:
            return False
        try:
            if not self._resolver.adds_up(record, f"{values['source']} → {values['target']}"):
                return False
        except Unread as bad:
            self._report(record, bad, REJECTED)
            return True
        there.values["strength"] = f"{known + more:.12g}"
        there.added = (*there.added, record)
        return True

    def _need(self, key: tuple[str, ...], one: Made, record: Record) -> bool:
        """Make sure of a row that a record needs; False where another record says something else of it."""
        rows = self.rows.setdefault(one.table, {})
        there = rows.setdefault(key, one)
        if there is one:
            one.needed_by(record)
            return True
        if one.table == "meetings" and (differs := _differences(there.values, one.values)):
            first = there.record.line if there.record else there.users[0].line
            bad = Unread(
                "contradicts", differs[0], one.values.get(differs[0]), first=first, differs=", ".join(differs)
            )
            self._report(record, bad, REJECTED)
            return False
        for column, text in one.values.items():
            there.values.setdefault(column, text)
        there.needed_by(record)
        return True


Needed = tuple[tuple[str, ...], Made]
"""A row that others need, behind the key by which it is told from the others of its table."""


def _keyed(made: Made) -> Needed:
    return key_of(made.table, made.values), made


def _column(record: Record, column: str, sort: str) -> str:
    """The column of an id; in a list of nodes it is found out only now whether they are people."""
    if record.table in ("agencies", "practitioners") and column in ACTOR_COLUMN.values():
        return ACTOR_COLUMN.get(sort, column) if column == TABLES[record.table].key[0] else column
    return column


def key_of(table: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """What tells a row from the others of its table: its key, or all that it says."""
    key = natural_key(table)
    if key:
        return tuple([values.get(column, "") for column in key])
    return tuple(part for pair in sorted(values.items()) if pair[1] for part in pair)


def _contradictions(record: Record, first: Mapping[str, str], second: Mapping[str, str]) -> list[str]:
    """The columns in which two rows contradict each other; somebody may have two e-mail addresses."""
    person = record.names.get("practitioner")
    mail = "" if person is None else person.mail
    return [column for column in _differences(first, second) if not mail or second[column] != mail]


def _differences(first: Mapping[str, str], second: Mapping[str, str]) -> list[str]:
    """The columns of which two rows say different things; a blank one says nothing."""
    return [column for column, text in second.items() if text and first.get(column, "") not in ("", text)]


def _only_partnership(study: Study | None) -> str:
    """The study's partnership, where it has one and only one."""
    known = [] if study is None else study.partnerships["partnership"].tolist()
    return str(known[0]) if len(known) == 1 else ""


class Sittings:
    """The ids of sittings: as they were told, as the study has them, or made of group, day and title."""

    def __init__(self, study: Study | None) -> None:
        self._known: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._days: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        if study is not None:
            frame = study.meetings.fillna("")
            for one in zip(frame["zone"], frame["date"], frame["meeting"], frame["title"], strict=True):
                zone, date, meeting, title = map(str, one)
                self._known.setdefault((zone, date), []).append((meeting, title))
                self._days.setdefault((zone, date[:ISO_DAY]), []).append((meeting, title, date))

    def id_of(self, sitting: Sitting, zone: str) -> str:
        """The id of a sitting."""
        if sitting.text:
            return sitting.text
        known = self._known.get((zone, sitting.date)) or self._on_day(zone, sitting.date)
        same = [meeting for meeting, title in known if not sitting.title or title in ("", sitting.title)]
        return same[0] if len(same) == 1 else made_id(zone, sitting.date, sitting.title)

    def _on_day(self, zone: str, date: str) -> list[tuple[str, str]]:
        """The sittings of a day of which either the known or the wanted one has no time of day."""
        known = self._days.get((zone, date[:ISO_DAY]), [])
        return [(one, title) for one, title, at in known if ISO_DAY in (len(at), len(date))]


def in_order(records: Iterable[Record]) -> list[Record]:
    """Records in the order in which their tables need each other, else as they stand."""
    return sorted(records, key=lambda record: NAMES.index(record.table))
