"""The page of boundary zones: how each is doing, what was born there, what would be lost without it."""

from __future__ import annotations

from typing import Any

import numpy as np
from dash import html

from dashboards.answer_page import controls
from dashboards.answer_page.page import AnswerPage
from dashboards.answer_page.parts import answer_section, both_files, card, how
from dashboards.answer_page.state import State, search_of
from dashboards.answer_page.text import FROM_LEVEL, SIDEWAYS, TO_LEVEL, YARDSTICK_MORE
from dashboards.answer_page.text import notes as notes_said
from dashboards.components.aria import data
from dashboards.components.bars import share_bar
from dashboards.components.facts import fact_list, facts_table
from dashboards.components.page_links import page_address
from dashboards.services import Services
from netmap.library import wording
from netmap.library.chances import with_error
from netmap.model.i18n import N_, Translator
from netmap.questions.learning import ThingRequest
from netmap.questions.learning.surroundings import arrival_offered_anywhere
from netmap.questions.notes import NotesRequest
from netmap.questions.notes.gathered import asked_about
from netmap.questions.parameters import ZONE, NodeRef
from netmap.questions.question import PageState
from netmap.questions.zones import QUESTION
from netmap.questions.zones.losses import HALF_A_POINT, Greatest, points, told
from netmap.questions.zones.page_view import ZonesView, view_of
from netmap.questions.zones.zone_sheets import ZoneSheet

HEADING = N_("The boundary zones: where agencies meet")
MOST_LOST = N_("What would be lost without each meeting")
OTHER_WAYS = N_("Meetings that matter on other routes")
NOT_COMPARED = N_("What is lost on other routes cannot be compared with the bars above.")
MOST_BARS = 8
FIRST_SAID = 3
ALL = N_("All boundary zones in this window")
BACK = N_("All boundary zones")
ZONE_LABEL = N_("Boundary zone")
FEW_COLUMNS = (N_("Meeting"), N_("Lost without it"), N_("Sittings"), N_("People"), N_("Agencies"))
MORE_COLUMNS = N_("More columns")
COLUMNS = (
    N_("Meeting"),
    N_("Lost without it, {condition}"),
    N_("If every encounter passed something on"),
    N_("Form"),
    N_("Sittings"),
    N_("Days apart"),
    N_("Days since the last"),
    N_("People"),
    N_("Agencies"),
    N_("Balance"),
    N_("Ties born"),
)
SAT = N_("{n} (who came: {known})")
LOST = N_("{points}: {from_level} to {to_level}")
LOST_SIDEWAYS = N_("{points}: sideways at {level}")
WITH_ERROR = N_("{lost} (± {error})")
MAIN_WAY = N_("Points lost from the front line to the board")
NOTHING = N_("nothing")
NOTHING_THROUGH = N_("nothing gets through that could be lost")
CANNOT = N_("no figure")
FACTS = N_("What it is")
CAME_AGENCIES = N_("Who comes, by agency")
CAME_PEOPLE = N_("Who comes, by name")
AGENCY = N_("Agency")
PERSON = N_("Person")
PEOPLE = N_("People")
ATTENDANCES = N_("Attendances")
AS_AGENCIES = N_("Speak of agencies only")
NAMES = N_("This view names people. It is the coordinator's; leave it before you show the page to others.")
BORN = N_("Ties born there in this window")
NONE_BORN = N_("None.")
KIND = N_("Kind")
STATE = N_("State on the last day")
TIES = N_("Ties")
LOSSES = N_("What would be lost without it")
LOSSES_MORE = N_(
    "Its sittings and the contacts marked with it are taken away; its posts, and so everybody's levels, stay."
)
REACH = N_("Reach")
WITHOUT = N_("Without it")
POINTS = N_("Points lost")
CERTAIN = N_("Points lost if every one did")
POINTS_SAID = N_("{points} ± {error}")
MONTHS = N_("Months")
SITTINGS = N_("Sittings in this window")
DATE = N_("Date")
AGENCIES = N_("Agencies")


def choice(view: ZonesView, state: State, translator: Translator) -> html.Div:
    """The zone to look at, and the way back to all of them."""
    gettext = translator.gettext
    chosen = None if view.sheet is None else view.sheet.zone
    options = [controls.option(key, name) for key, name in view.choices.zones]
    find = controls.find("selected-id", gettext(ZONE_LABEL), options, chosen, translator)
    back = html.A(gettext(BACK), href=search_of(state, selected=None), **data(here="1"))
    return html.Div([find, *([] if chosen is None else [back])], className="row choose")


def most_lost(view: ZonesView, state: State, translator: Translator) -> html.Section:
    """What would be lost without each zone as bars, the most first; a name leads to the zone.

    First the way from the front line to the board, then what matters on any other way alone. Where nothing
    would be lost, or nothing is known of it, the choice of a zone stands alone.
    """
    main = {zone: lost for zone, lost in view.main.items() if lost.points > 0}
    others = {zone: lost for zone, lost in view.greatest.items() if lost.points > 0 and zone not in main}
    if not main and not others:
        return html.Section(choice(view, state, translator), className="card")
    parts: list[Any] = [_bars(view, state, main, translator)] if main else []
    if main and view.usual is not None:
        parts.insert(0, html.P(translator.gettext(MAIN_WAY), className="hint"))
    if main and others:
        parts.append(html.H3(translator.gettext(OTHER_WAYS)))
        parts.append(html.P(translator.gettext(NOT_COMPARED), className="hint"))
    if others:
        parts.append(
            _bars(view, state, others, translator) if not main else _listed(view, state, others, translator)
        )
    return card(translator.gettext(MOST_LOST), choice(view, state, translator), *parts)


def _bars(view: ZonesView, state: State, losses: dict[str, Greatest], translator: Translator) -> html.Ul:
    names = dict(view.choices.zones)
    found = sorted(losses.items(), key=lambda each: -each[1].points)[:MOST_BARS]
    bars = [
        share_bar(_link(state, zone, names[zone]), lost.points / 100, _most_lost(view, lost, translator))
        for zone, lost in found
    ]
    return html.Ul(bars, className="bars")


def _listed(view: ZonesView, state: State, losses: dict[str, Greatest], translator: Translator) -> html.Ul:
    """The same in words alone: a bar of another way is not to be measured against those above it."""
    names = dict(view.choices.zones)
    found = sorted(losses.items(), key=lambda each: -each[1].points)[:MOST_BARS]
    rows = [
        html.Li(
            [
                _link(state, zone, names[zone]),
                html.Span(_most_lost(view, lost, translator), className="bar-said"),
            ]
        )
        for zone, lost in found
    ]
    return html.Ul(rows, className="bars listed")


def all_zones(view: ZonesView, state: State, translator: Translator) -> html.Section:
    """Every zone in a row, each with the way to its own sheet."""
    gettext = translator.gettext
    names = dict(view.choices.zones)
    every = view.table.set_index("zone", drop=False).loc[view.by_loss()].to_dict("records")
    few = [_few(view, state, row, names[row["zone"]], translator) for row in every]
    short = facts_table(gettext(ALL), [gettext(each) for each in FEW_COLUMNS], few, (2, 3, 4))
    rows = [
        (_link(state, str(row["zone"]), names[row["zone"]]), *_figures(view, row, translator))
        for row in every
    ]
    headings = [gettext(each).format(condition=view.chance) for each in COLUMNS]
    more = html.P(gettext(YARDSTICK_MORE).format(condition=view.chance), className="hint")
    folded = html.Details(
        [html.Summary(gettext(MORE_COLUMNS)), more, facts_table(gettext(MORE_COLUMNS), headings, rows)]
    )
    return card(gettext(ALL), both_files(state, "zone-figures.csv", translator), short, folded)


def _few(view: ZonesView, state: State, row: Any, name: str, translator: Translator) -> tuple[Any, ...]:
    """What a board needs of one zone: the loss with its error, sittings, people and agencies."""
    lost, _ = view.losses_of(row["zone"])
    said = _most_lost(view, lost, translator)
    if lost.points >= HALF_A_POINT:
        error = wording.whole(translator, max(round(lost.error), 1))
        said = translator.gettext(WITH_ERROR).format(lost=said, error=error)
    counts = (wording.whole(translator, int(row[each])) for each in ("people", "agencies"))
    return _link(state, str(row["zone"]), name), said, _sat(row, translator), *counts


def _link(state: State, zone: str, name: str) -> html.A:
    return html.A(name, href=search_of(state, selected=NodeRef(ZONE, zone)), **data(here="1"))


def _figures(view: ZonesView, row: Any, translator: Translator) -> list[str]:
    since = None if row["last"] != row["last"] or view.said.end is None else row["last"].date()
    whole = [int(row[name]) for name in ("people", "agencies")]
    return [
        *(_most_lost(view, each, translator) for each in view.losses_of(row["zone"])),
        row["form"] if isinstance(row["form"], str) else "–",
        _sat(row, translator),
        translator.number(row["regularity_days"]),
        "–" if since is None or view.said.end is None else str((view.said.end - since).days),
        *(wording.whole(translator, n) for n in whole),
        translator.number(row["balance"], 2),
        wording.whole(translator, int(row["born"])),
    ]


def _sat(row: Any, translator: Translator) -> str:
    """How many sittings; of how many it is on record who came, where that is not so of all."""
    n, known = (wording.whole(translator, int(row[name])) for name in ("sittings", "with_attendance"))
    return n if n == known else translator.gettext(SAT).format(n=n, known=known)


def _most_lost(view: ZonesView, lost: Greatest, translator: Translator) -> str:
    gettext = translator.gettext
    if np.isnan(lost.points):
        return gettext(CANNOT)
    if not lost.points > 0:
        return gettext(NOTHING_THROUGH if view.nothing_through else NOTHING)
    level = {each.level: each.name for each in view.levels}
    said, start = points(translator, lost.points), level[lost.from_level]
    if lost.to_level is None:
        return gettext(LOST_SIDEWAYS).format(points=said, level=start)
    if (lost.from_level, lost.to_level) == view.usual:
        return said
    return gettext(LOST).format(points=said, from_level=start, to_level=level[lost.to_level])


def zone_parts(view: ZonesView, state: State, sheet: ZoneSheet, translator: Translator) -> list[html.Section]:
    """Everything about one zone."""
    gettext = translator.gettext
    facts = card(gettext(FACTS), None, fact_list(sheet.facts), *_notes(state, sheet, translator))
    return [
        html.Section(
            [
                _came(view, state, sheet, translator),
                html.Div(
                    [facts, _born(sheet, translator)],
                    className="answer-page",
                ),
            ],
            className="beside",
        ),
        _losses(view, state, sheet, translator),
        _sittings(sheet, translator),
    ]


def _came(view: ZonesView, state: State, sheet: ZoneSheet, translator: Translator) -> html.Section:
    gettext = translator.gettext
    people = state.request.view == "people"
    heading = gettext(CAME_PEOPLE if people else CAME_AGENCIES)
    other = search_of(state, view="agencies")
    link = html.A(gettext(AS_AGENCIES), href=other, **data(here="1")) if people else None
    headings = (PERSON, AGENCY, ATTENDANCES) if people else (AGENCY, PEOPLE, ATTENDANCES)
    rows = [
        (
            each.name,
            each.agency if people else wording.whole(translator, each.people),
            wording.whole(translator, each.attendances),
        )
        for each in sheet.came
    ]
    warned = [html.P(gettext(NAMES), className="names")] if people else []
    table = facts_table(heading, [gettext(each) for each in headings], rows)
    return card(heading, link, *warned, table)


def _born(sheet: ZoneSheet, translator: Translator) -> html.Section:
    gettext = translator.gettext
    if not sheet.born:
        return card(gettext(BORN), None, html.P(gettext(NONE_BORN), className="hint"))
    headings = [gettext(each) for each in (KIND, STATE, TIES)]
    rows = [(each.kind, each.state, wording.whole(translator, each.ties)) for each in sheet.born]
    return card(gettext(BORN), None, facts_table(gettext(BORN), headings, rows))


def _losses(view: ZonesView, state: State, sheet: ZoneSheet, translator: Translator) -> html.Section:
    gettext = translator.gettext
    level = {each.level: each.name for each in view.levels}
    headings = (
        *(FROM_LEVEL, TO_LEVEL, REACH, WITHOUT),
        *(POINTS, CERTAIN, MONTHS),
    )
    both = zip(told(sheet.losses).to_dict("records"), sheet.certain.to_dict("records"), strict=True)
    rows = [
        (
            level[row["from_level"]],
            level[row["to_level"]] if isinstance(row["to_level"], str) else gettext(SIDEWAYS),
            wording.share(translator, row["reach"]),
            wording.share(translator, row["reach_without"]),
            _points(row, translator),
            translator.number(certain["lost"], 1),
            wording.whole(translator, int(row["months"])),
        )
        for row, certain in both
    ]
    table = facts_table(gettext(LOSSES), [gettext(each) for each in headings], rows)
    link = both_files(state, "zone-losses.csv", translator)
    hints = [gettext(YARDSTICK_MORE).format(condition=view.chance), gettext(LOSSES_MORE)]
    return card(gettext(LOSSES), link, *(html.P(each, className="hint") for each in hints), table)


def _points(row: Any, translator: Translator) -> str:
    """Points lost under chance with their standard error, where they are told at all."""
    if not row["lost"] > 0:
        return translator.number(row["lost"], 1)
    lost, error = with_error(translator, row["lost"], row["lost_se"])
    return translator.gettext(POINTS_SAID).format(points=lost, error=error)


def _notes(state: State, sheet: ZoneSheet, translator: Translator) -> list[Any]:
    """The way to what the groups said in it or of it, where anything is on record."""
    if not sheet.notes:
        return []
    there = PageState(state.context, NotesRequest(**asked_about(NodeRef(ZONE, sheet.zone))))
    href = page_address(translator.language, "notes", search_of(there))
    return [html.P(html.A(notes_said(translator, sheet.notes), href=href))]


def _sittings(sheet: ZoneSheet, translator: Translator) -> html.Section:
    gettext = translator.gettext
    headings = [gettext(each) for each in (DATE, PEOPLE, AGENCIES)]
    rows = [
        (
            translator.date(each.date),
            wording.people(translator, each.people) if each.recorded else gettext(wording.NOT_ON_RECORD),
            wording.agencies(translator, each.agencies) if each.recorded else "–",
        )
        for each in sheet.sittings
    ]
    return card(gettext(SITTINGS), None, facts_table(gettext(SITTINGS), headings, rows))


def content(
    services: Services, state: State, translator: Translator
) -> tuple[list[Any], controls.Values, controls.Menus]:
    """Everything that the page shows in a state, and the value of every control."""
    answer = services.ask(QUESTION, state)
    view = view_of(answer.facts, translator)
    frame = services.frame(state.context.study, translator.language)
    values = controls.values_of(state, **controls.shown_days(view.said.start, view.said.end))
    heading = translator.gettext(HEADING) if view.sheet is None else view.sheet.name
    sentences = view.sentences if view.sheet is None else view.sheet.sentences
    arrival = arrival_offered_anywhere(answer.facts)
    menus = controls.question_menus(state, None, frame, values, translator, arrival=arrival)
    parts: list[Any] = [
        answer_section(
            *(heading, view.said, sentences, translator),
            at_once=FIRST_SAID,
        )
    ]
    if view.sheet is not None:
        parts += [choice(view, state, translator), *zone_parts(view, state, view.sheet, translator)]
    elif len(view.table):
        parts += [most_lost(view, state, translator), all_zones(view, state, translator)]
    return [*parts, how(answer.method, translator)], values, menus


PAGE = AnswerPage("zones", ThingRequest, lambda state: ZONE, content)
