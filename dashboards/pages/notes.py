"""The page of notes: what the groups said beside the network, by kind, and what moved between plan cycles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboards.answer_page import controls
from dashboards.answer_page.page import AnswerPage
from dashboards.answer_page.parts import answer_section, card, file_link, how
from dashboards.answer_page.state import State, elsewhere, search_of
from dashboards.components.aria import data
from dashboards.components.facts import facts_table
from dashboards.components.page_links import MAP, page_address
from dashboards.record_page import part_address, part_button
from dashboards.services import Services
from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.learning import ThingRequest
from netmap.questions.learning.types import Said
from netmap.questions.map.request import MapRequest
from netmap.questions.notes import (
    COUNTED,
    NO_KIND,
    NOT_TAKEN_UP,
    OBJECTS,
    QUESTION,
    SAID_ABOUT,
    Notes,
    NotesRequest,
)
from netmap.questions.notes.kinds import KINDS, WHAT
from netmap.questions.parameters import AGENCY, PERSON, SERVICE, ZONE, NodeRef
from netmap.questions.question import PageState

MOST = 300
"""So many notes are shown; the file holds them all."""

FIRST = N_("The first {shown} of {n} notes; the file holds them all.")
KIND, GROUP, THEME = N_("Kind"), N_("Group"), N_("Theme")
SOURCE, CYCLE, FIND = N_("Source"), N_("Plan cycle"), N_("Find words")
ALL = N_("all")
UNCODED = N_("Only those without a theme")
FILTERS = N_("Which notes")
EVERY_NOTE = N_("All notes")
ABOUT, CODED = N_("about: {name}"), N_("theme: {theme}")
ABOUT_ONE = N_("Only notes about “{name}”.")
WRITTEN_IN = N_("{source}, {place}")
ON_MAP = N_("on the map")
SORT_OF = {"agencies": AGENCY, "practitioners": PERSON, "services": SERVICE}
"""What the map calls a thing of a table."""
NO_THEME = N_("no theme yet")
CHANGE, CHANGE_ALL = N_("Code"), N_("Code all that are shown")
COUNTS_BY_GROUP = N_("How many notes, group by group")
COUNTS_BY_THEME = N_("How many notes, theme by theme")
NO_GROUP = N_("no group named")
MOVES, NO_MOVES = N_("From one plan cycle to the next"), N_("No later note takes up an earlier one.")
EARLIER, BECAME, LATER = N_("Then"), N_("What became of it"), N_("Later")
STRANDS = N_("What each strand held, cycle by cycle")
SUM = N_("all kinds")
CODING = {
    "theme": N_("Theme"),
    "hint": N_("Left blank, the theme is taken off."),
    "save": N_("Save"),
    "leave": N_("Leave it as it was"),
}
"""The words of the form that codes notes (templates/record/notes)."""


def content(
    services: Services, state: State, translator: Translator
) -> tuple[list[Any], controls.Values, controls.Menus]:
    """Everything that the page shows in a state, and the value of every control."""
    answer = services.ask(QUESTION, state)
    facts: Notes = answer.facts
    frame = services.frame(state.context.study, translator.language)
    values = controls.values_of(state)
    coding = services.library.is_stored(state.context.study)
    page = _Page(facts, state, translator, coding)
    said = Said(frame.title, frame.notices, "", None, None)
    title = translator.gettext(QUESTION.title)
    parts: list[Any] = [answer_section(title, said, QUESTION.sentences(facts, translator), translator)]
    chosen = controls.partnership(frame, values, translator)
    parts += [page.filters(chosen, values), *page.notes(), *page.besides(), *page.objects()]
    if len(facts.every):
        parts += [*page.moves(), *page.counts(), *page.strands()]
    themes = page.themes() if coding else []
    return [*parts, *themes, how(answer.method, translator)], values, ()


class _Page:
    """The parts of the page in one state."""

    def __init__(self, facts: Notes, state: State, t: Translator, coding: bool) -> None:
        self.facts, self.state, self.t, self.coding = facts, state, t, coding
        self.language = t.language

    def filters(self, chosen: Sequence[Any], values: controls.Values) -> html.Section:
        """What narrows the notes: lists of what there is, and words to find."""
        every, t = self.facts.every, self.t
        groups = every.dropna(subset=["group"]).drop_duplicates("group")
        sources = every.dropna(subset=["source"]).drop_duplicates("source")
        lists = (
            ("kind", KIND, [(kind, t.gettext(word)) for kind, word in KINDS.items()]),
            ("group", GROUP, list(zip(groups["group"], groups["group_name"], strict=True))),
            ("theme", THEME, [(each, each) for each in every["theme"].dropna().unique()]),
            ("source", SOURCE, list(zip(sources["source"], sources["source_title"], strict=True))),
            ("cycle", CYCLE, [(each.id, each.name) for each in self.facts.cycles if each.notes]),
        )
        picks = [
            controls.pick(
                key,
                t.gettext(label),
                [controls.option("", t.gettext(ALL)), *(controls.option(one, name) for one, name in some)],
                values[key],
            )
            for key, label, some in lists
            if len(some) > 1 or values[key]
        ]
        if every["theme"].isna().any() and every["theme"].notna().any():
            uncoded = controls.control(_parameter("uncoded"), values, t)
            uncoded.label = t.gettext(UNCODED)
            picks.append(uncoded)
        find = controls.control(_parameter("find"), values, t)
        find.label = t.gettext(FIND)
        row = html.Div([find, *chosen, *picks], className="row")
        link = html.A(t.gettext(EVERY_NOTE), href=elsewhere(self.state.context), **data(here="1"))
        narrowed = self.state.request != NotesRequest()
        return card(t.gettext(FILTERS), link if narrowed else None, *self._about(), row)

    def _about(self) -> list[Any]:
        """About what the notes are that are asked for, where that is told."""
        asked = self.state.request
        if asked.about_id is None:
            return []
        own = self.facts.every[self.facts.every["about_id"].eq(asked.about_id)]
        name = own["about_name"].iloc[0] if len(own) else asked.about_id
        return [html.P(self.t.gettext(ABOUT_ONE).format(name=name), className="hint")]

    def notes(self) -> Iterator[html.Section]:
        """The notes that fit, a card for each kind."""
        found, t = self.facts.found, self.t
        if len(found) > MOST:
            shown = {"shown": wording.whole(t, MOST), "n": wording.whole(t, len(found))}
            yield html.Section(html.P(t.gettext(FIRST).format(**shown)), className="card")
            found = found.head(MOST)
        first = True
        for kind in (*KINDS, None):
            own = found[found["kind"].isna() if kind is None else found["kind"].eq(kind)]
            if len(own):
                yield self._kind(kind, own, first)
                first = False

    def _kind(self, kind: str | None, own: pd.DataFrame, first: bool) -> html.Section:
        forms = COUNTED.get(kind or "", NO_KIND)
        heading = self.t.ngettext(*forms, len(own)).format(n=wording.whole(self.t, len(own)))
        items = [self._note(row) for row in own.to_dict("records")]
        shown = html.Ul(items, className="notes keywords" if kind == "keyword" else "notes")
        link = file_link(self.state, "notes.csv", self.t) if first else None
        coding = [self._button(own, CHANGE_ALL)] if self.coding and len(own) > 1 else []
        return card(heading, link, shown, *coding)

    def _note(self, row: Any) -> html.Li:
        words = [html.P(row["text"] or "–", className="note-text", lang=row["language"] or None)]
        if row["gloss"]:
            words.append(html.P(row["gloss"], className="note-gloss", lang="en"))
        about = html.P(self._where(row), className="note-about")
        coding = [self._button(pd.DataFrame([row]), CHANGE)] if self.coding else []
        return html.Li([*words, about, *coding], id=f"note-{row['note']}")

    def _button(self, notes: pd.DataFrame, label: str) -> html.Button:
        """What opens the form that codes some notes; it holds them as they were seen."""
        themes = notes["theme"].astype(object).where(notes["theme"].notna(), "")
        seen = [{"note": note, "theme": theme} for note, theme in zip(notes["note"], themes, strict=True)]
        theme = str(themes.iloc[0]) if themes.nunique() == 1 else ""
        study, language = self.state.context.study, self.language
        there = part_address("notes", "form", study, "-", language, theme=theme)
        return part_button(self.t, self.t.gettext(label), there, {"notes": seen})

    def themes(self) -> list[html.Datalist]:
        """What notes are coded to already, offered by the form."""
        known = sorted(self.facts.every["theme"].dropna().unique(), key=str.casefold)
        return [html.Datalist([html.Option(value=each) for each in known], id="known-themes")]

    def _where(self, row: Any) -> list[Any]:
        """Who said it, about what, to which theme it is coded, and where it is written."""
        t = self.t
        parts: list[Any] = []
        if row["group"]:
            parts.append(html.A(row["group_name"], href=self._zone(row["group"])))
            there = self._on_map(ZONE, row["group"])
            parts.append(html.A(t.gettext(ON_MAP), href=there, title=row["group_name"]))
        if row["about_name"] and (row["about_table"], row["about_id"]) != ("zones", row["group"]):
            said = t.gettext(ABOUT).format(name=row["about_name"])
            href = self._of(row["about_table"], row["about_id"])
            here = {} if href is None or not href.startswith("?") else data(here="1")
            parts.append(html.Span(said) if href is None else html.A(said, href=href, **here))
        if row["theme"]:
            said = t.gettext(CODED).format(theme=row["theme"])
            parts.append(html.A(said, href=search_of(self._fresh(theme=row["theme"])), **data(here="1")))
        elif self.coding:
            parts.append(html.Span(t.gettext(NO_THEME)))
        if row["source"]:
            title, place = row["source_title"] or row["source"], row["place"]
            whole = t.gettext(WRITTEN_IN).format(source=title, place=place) if place else title
            said = place if place and self.facts.every["source"].nunique() == 1 else whole
            source = search_of(self._fresh(source=row["source"]))
            parts.append(html.A(said, href=source, title=whole, **data(here="1")))
        return [part for each in parts for part in (each, " · ")][:-1]

    def _fresh(self, **asked: Any) -> State:
        """The page with nothing asked but what is named."""
        return PageState(self.state.context, NotesRequest(**asked))

    def _zone(self, zone: str) -> str:
        there = PageState(self.state.context, ThingRequest(selected=NodeRef(ZONE, zone)))
        return page_address(self.language, "zones", search_of(there))

    def _on_map(self, sort: str, id_: str) -> str:
        """The map with a thing chosen."""
        there = PageState(self.state.context, MapRequest(selected=NodeRef(sort, id_)))
        return page_address(self.language, MAP, search_of(there))

    def _of(self, table: str | None, id_: str | None) -> str | None:
        """Where more is shown of what a note is about; None where nothing is."""
        if table is None or id_ is None:
            return None
        if table == "zones":
            return self._zone(id_)
        if table in SORT_OF:
            return self._on_map(SORT_OF[table], id_)
        return search_of(self._fresh(about=table, about_id=id_)) if table in SAID_ABOUT else None

    def counts(self) -> Iterator[html.Section]:
        """How many notes of each kind, by group and by theme."""
        for file, (heading, column, first) in {
            "note-counts.csv": (COUNTS_BY_GROUP, "group_name", GROUP),
            "": (COUNTS_BY_THEME, "theme", THEME),
        }.items():
            yield self._crossed(heading, column, first, file)

    def _crossed(self, heading: str, column: str, first: str, file: str) -> html.Section:
        """A table of counts: a thing a row, a kind a column."""
        t, found = self.t, self.facts.found
        without = NO_GROUP if column == "group_name" else NO_THEME
        blank = t.gettext(without)
        kinds = [kind for kind in KINDS if found["kind"].eq(kind).any()]
        rows = []
        for name, own in found.groupby(found[column].fillna(blank), sort=False):
            cells = [int(own["kind"].eq(kind).sum()) for kind in kinds]
            rows.append((len(own), str(name), cells))
        rows.sort(key=lambda row: -row[0])
        shown = [(name, *(wording.whole(t, n) for n in (*cells, n))) for n, name, cells in rows]
        headings = [t.gettext(first), *(t.gettext(KINDS[kind]) for kind in kinds), t.gettext(SUM)]
        link = file_link(self.state, file, t) if file else None
        table = facts_table(t.gettext(heading), headings, shown, range(1, len(headings)))
        return card(t.gettext(heading), link, table)

    def moves(self) -> Iterator[html.Section]:
        """What was taken up in a later plan cycle, and as what."""
        t, moves = self.t, self.facts.moves
        if moves.empty:
            return
        taken_up = moves[moves["moved"].ne(NOT_TAKEN_UP)]
        link = file_link(self.state, "note-moves.csv", t)
        if taken_up.empty:
            yield card(t.gettext(MOVES), link, html.P(t.gettext(NO_MOVES), className="hint"))
            return
        what = {moved: t.gettext(word) for moved, word in WHAT.items()}
        rows = [
            (
                self._told(row["cycle"], row["kind"], row["text"], row["gloss"]),
                what[row["moved"]],
                self._told(row["next_cycle"], row["next_kind"], row["next_text"], row["next_gloss"]),
            )
            for row in taken_up.to_dict("records")
        ]
        headings = [t.gettext(each) for each in (EARLIER, BECAME, LATER)]
        yield card(t.gettext(MOVES), link, facts_table(t.gettext(MOVES), headings, rows))

    def _told(self, cycle: str, kind: str | None, text: str | None, gloss: str | None) -> html.Div:
        names = {each.id: each.name for each in self.facts.cycles}
        of = f"{names.get(cycle, cycle)}: {self.t.gettext(KINDS[kind])}" if kind else names.get(cycle, cycle)
        words = [html.P(text or "–", className="note-text"), html.P(gloss, className="note-gloss", lang="en")]
        return html.Div([html.P(of, className="note-about"), *(words if gloss else words[:1])])

    def objects(self) -> Iterator[html.Section]:
        """What people work on, as far as it fits what is asked; each leads to the notes about it."""
        t, held = self.t, self.facts.objects
        if held.empty:
            return
        names = {each.id: each.name for each in self.facts.cycles}
        kinds = {kind: t.gettext(word) for kind, word in OBJECTS.items()}
        rows = []
        for row in held.head(MOST).to_dict("records"):
            there = search_of(self._fresh(about="objects", about_id=row["object"]))
            name = row["name"] or row["object"]
            linked = html.A(name, href=there, **data(here="1")) if row["notes"] else name
            cycle = names.get(row["cycle"], row["cycle"])
            told = (kinds.get(row["kind"]), row["strand"], cycle, row["need"], row["actors"])
            place = row["place"] or row["source_title"]
            rows.append(
                (linked, *(each or "–" for each in told), wording.whole(t, row["notes"]), place or "–")
            )
        table = next(each for each in QUESTION.tables if each.name == "worked-on")
        headings = [t.gettext(each.heading) for each in table.shown]
        caption, link = t.gettext(table.caption), file_link(self.state, "worked-on.csv", t)
        shown = html.Div(facts_table(caption, headings, rows, (6,)), className="plain-table")
        yield card(caption, link, shown)

    def besides(self) -> Iterator[html.Section]:
        """What else on record holds the words that are looked for; each leads to where more stands of it."""
        t, found = self.t, self.facts.besides
        if found.empty:
            return
        table = next(each for each in QUESTION.tables if each.name == "on-record")
        rows = [
            (
                t.gettext(wording.TABLE_WORDS[row["sort"]]),
                self._linked(row),
                wording.written(t, row["date"]) if row["date"] else "–",
                row["more"] or "–",
                row["place"] or row["source_title"] or "–",
            )
            for row in found.head(MOST).to_dict("records")
        ]
        headings = [t.gettext(each.heading) for each in table.shown]
        caption, link = t.gettext(table.caption), file_link(self.state, "on-record.csv", t)
        yield card(caption, link, html.Div(facts_table(caption, headings, rows), className="plain-table"))

    def _linked(self, row: Any) -> Any:
        """The name of a thing, with the way to it on the map or to its boundary zone where there is one."""
        if row["group"]:
            return html.A(row["name"], href=self._zone(row["group"]))
        if row["sort"] in SORT_OF:
            return html.A(row["name"], href=self._on_map(SORT_OF[row["sort"]], row["thing"]))
        return row["name"]

    def strands(self) -> Iterator[html.Section]:
        """What each strand held in each plan cycle."""
        t, held = self.t, self.facts.strands
        if held.empty:
            return
        table = next(each for each in QUESTION.tables if each.name == "strands")
        names = [each.name for each in table.shown if each.digits is None or held[each.name].any()]
        headings = [t.gettext(each.heading) for each in table.shown if each.name in names]
        rows = [
            [wording.whole(t, each) if isinstance(each, int) else each for each in row]
            for row in held[names].astype(object).values.tolist()
        ]
        link = file_link(self.state, "strands.csv", t)
        yield card(
            t.gettext(STRANDS), link, facts_table(t.gettext(STRANDS), headings, rows, range(2, len(names)))
        )


def _parameter(key: str) -> Any:
    return next(each for each in QUESTION.parameters if each.key == key)


PAGE = AnswerPage("notes", NotesRequest, lambda state: "", content)
