"""What is on record besides notes and objects, as a search for words finds it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from netmap.library.wording import written
from netmap.model.derived import derived
from netmap.model.i18n import translator
from netmap.model.schema import TABLES
from netmap.model.study import Study
from netmap.questions.inquiry import Inquiry
from netmap.questions.notes.gathered import cited_in, names_in, plain
from netmap.questions.question import BOARD
from netmap.records.labels import names_of

SEARCHED = {
    "partnerships": ("area",),
    "events": ("partnership",),
    "agencies": ("sector",),
    "zones": ("form", "purpose"),
    "meetings": ("zone",),
    "services": ("need", "area", "agency", "audience"),
    "practitioners": ("profession",),
}
"""The tables that are searched, and which columns are told beside the name of a thing."""

NAMED_IN = {"partnership": "partnerships", "zone": "zones", "agency": "agencies"}
"""Where the name of what a column holds is looked up."""

COLUMNS = ("sort", "thing", "name", "date", "more", "group", "source", "source_title", "place", "provenance")
"""What the table holds; `group` is the boundary zone of a sitting."""


def found_besides(inquiry: Inquiry, words: str | None) -> pd.DataFrame:
    """What holds every word in its name, its date or what is told beside; nothing where no word is asked for.

    Of one partnership what belongs to another is left out; to a board no person is named.
    """
    found = _things(inquiry.study)
    asked = plain(words or "").split()
    if not asked:
        return found.iloc[:0][list(COLUMNS)]
    keep = pd.Series(True, index=found.index)
    held = found["held"] + _days(inquiry.study, inquiry.t.language)
    for word in asked:
        keep &= held.str.contains(word, regex=False)
    if inquiry.context.principal.role == BOARD:
        keep &= found["sort"].ne("practitioners")
    if (partnership := inquiry.context.partnership) is not None:
        keep &= found["partnership"].isna() | found["partnership"].eq(partnership)
    return found.loc[keep, list(COLUMNS)].reset_index(drop=True)


@derived(most=2, named=True)
def _things(study: Study) -> pd.DataFrame:
    """A row for each thing of the tables that are searched, with `held`: its words as a search sees them."""
    tables = [_of_table(study, table) for table in SEARCHED]
    found = pd.concat(tables, ignore_index=True).astype(object)
    return found.where(found.notna(), None)


@derived(most=4)
def _days(study: Study, language: str) -> pd.Series:
    """The date of each thing as it is written out in a language, as a search sees it; empty without one."""
    dates, t = _things(study)["date"], translator(language)
    written_out = {each: f" {plain(written(t, str(each)))}" for each in dates.dropna().unique()}
    texts = ["" if each is None else written_out[each] for each in dates]
    return pd.Series(texts, index=dates.index, dtype=object)


def _of_table(study: Study, table: str) -> pd.DataFrame:
    key = TABLES[table].key[0]
    rows = study.table(table).drop_duplicates(key).reset_index(drop=True)
    rows = rows.astype(object).where(rows.notna(), None)
    names = names_of(study, table)
    blank = pd.Series(None, index=rows.index, dtype=object)
    told = [list(_told(study, row, SEARCHED[table])) for row in rows.to_dict("records")]
    cited = [cited_in(study, each) for each in rows.get("citation", blank)]
    source = pd.Series([one for one, _ in cited], index=rows.index, dtype=object)
    zone = rows["zone"] if table == "meetings" else rows[key] if table == "zones" else blank
    found = pd.DataFrame(
        {
            "sort": table,
            "thing": rows[key],
            "name": [names.get(each, each) for each in rows[key]],
            "date": rows.get("date", blank),
            "more": pd.Series([", ".join(each) or None for each in told], index=rows.index, dtype=object),
            "group": zone,
            "partnership": rows[key] if table == "partnerships" else rows.get("partnership", blank),
            "source": source,
            "source_title": source.map(names_in(study, "sources")),
            "place": pd.Series([place for _, place in cited], index=rows.index, dtype=object),
            "provenance": rows.get("provenance", blank),
        }
    )
    texts = [plain(" ".join(map(str, filter(None, row)))) for row in found[["name", "date", "more"]].values]
    return found.assign(held=pd.Series(texts, index=found.index, dtype=object))


def _told(study: Study, row: dict[str, str | None], columns: tuple[str, ...]) -> Iterator[str]:
    """What is told beside the name, with the names of what its columns point to."""
    for column in columns:
        value = row.get(column)
        if value is not None:
            names = names_in(study, NAMED_IN[column]) if column in NAMED_IN else {}
            yield names.get(value, str(value))
