"""The page of champions: on whom a route between two levels rests, and what would help to rest on them
less."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from dash import html

from dashboards.answer_page import controls
from dashboards.answer_page.page import AnswerPage
from dashboards.answer_page.parts import answer_section, both_files, card, how
from dashboards.answer_page.state import State, elsewhere, search_of
from dashboards.answer_page.text import YARDSTICK_MORE
from dashboards.components.aria import data
from dashboards.components.facts import fact_list, facts_table
from dashboards.components.page_links import page_address
from dashboards.services import Services
from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.champions import QUESTION, ChampionsRequest
from netmap.questions.champions.page_view import ChampionsView, view_of
from netmap.questions.champions.person_sheets import Carrier, CarrierSheet, Chain
from netmap.questions.learning import PEOPLE
from netmap.questions.learning.chain_steps import step_text
from netmap.questions.learning.surroundings import arrival_offered
from netmap.questions.parameters import PERSON, NodeRef

HEADING = N_("Who carries what is learned from one level to another")
NAMES = N_(
    "This page names people and is the coordinator's. It shows on whom a route rests, and what would help to "
    "rest on them less. It ranks nobody, and judges nobody's work."
)
LEARNING_BY_NAME = N_("Who hears from whom, by name")
ZONES_BY_NAME = N_("Who comes to each meeting, by name")
ACROSS = N_("Choose a level to be reached: champions carry from one level to another.")
CROSSED = N_("Who sits at two levels, by name")
CROSSED_MORE = N_("These are the people whom the board's page “What we rely on” counts.")
TOGETHER = N_("A few on whom it rests together")
TOGETHER_MORE = N_("They may be others than those at two levels.")
SINGLE = N_("Who matters alone, if only a little, by name")
NONE_TOGETHER = N_(
    "Aside from people at the level to be reached, no ten or fewer were found whose loss would halve it."
)
NONE_CROSSED = N_("Nobody sits at two levels at once.")
NONE_SINGLE = N_("Nobody alone matters so much that it could be told.")
COLUMNS = (
    N_("Person"),
    N_("Agency"),
    N_("Sits"),
    N_("If lost alone, {condition}"),
    N_("If every one did"),
    N_("To rely on them less"),
)
PERSON_LABEL = N_("Person")
LOOK = N_("One person: what goes through them")
CHOOSE = N_("Choose a person to see what goes through them.")
CHAINS = N_("Paths that would be lost with them, or with the few that they belong to")
NO_CHAINS = N_("No path would be lost with them alone.")
CHAIN = N_("What {source} knows arrives on {date}:")
LESS = N_("To rely on them less")
HOW_SET = N_("The few together")
HOW_SET_MORE = N_(
    "Found one after the other: each time the person whose loss leaves the least. A smaller set may exist. "
    "Nobody at the level to be reached is in it."
)
HOW_DEGREE = N_("Beside it")
HOW_DEGREE_MORE = N_(
    "Where outsiders have judged who matters, how many people somebody hears from told as much as these "
    "figures. Read them as questions to ask."
)


def passing(translator: Translator, n: int) -> str:
    """How many first paths somebody hands on."""
    sentence = translator.ngettext(
        "They hand on {n} of the first paths of this window.",
        "They hand on {n} of the first paths of this window.",
        n,
    )
    return sentence.format(n=wording.whole(translator, n))


def carriers(view: ChampionsView, state: State, translator: Translator) -> list[html.Section]:
    """Those at two levels, the set, and those whose loss alone would cost something."""
    gettext = translator.gettext
    link = both_files(state, "champions.csv", translator)
    crossed = _table(view, state, CROSSED, view.crossed, NONE_CROSSED, translator)
    together = _table(view, state, TOGETHER, view.together, NONE_TOGETHER, translator)
    single = _table(view, state, SINGLE, view.single, NONE_SINGLE, translator)
    more = html.P(gettext(YARDSTICK_MORE).format(condition=view.chance), className="hint")
    whom, others = (html.P(gettext(each), className="hint") for each in (CROSSED_MORE, TOGETHER_MORE))
    return [
        card(gettext(CROSSED), link, whom, more, crossed),
        card(gettext(TOGETHER), None, others, together),
        card(gettext(SINGLE), None, single),
    ]


def _table(
    view: ChampionsView,
    state: State,
    caption: str,
    people: Sequence[Carrier],
    none: str,
    translator: Translator,
) -> Any:
    if not people:
        return html.P(translator.gettext(none), className="hint")
    rows = [
        (
            _link(state, each),
            each.agency,
            each.standing,
            each.lost,
            each.certain,
            html.Ul([html.Li(sentence) for sentence in each.instead]),
        )
        for each in people
    ]
    headings = [translator.gettext(each).format(condition=view.chance) for each in COLUMNS]
    return facts_table(translator.gettext(caption), headings, rows)


def _link(state: State, carrier: Carrier) -> html.A:
    there = search_of(state, selected=NodeRef(PERSON, carrier.id))
    return html.A(carrier.name, href=there, **data(here="1"))


def one_person(view: ChampionsView, state: State, translator: Translator) -> html.Section:
    """The choice of a person, and what goes through them."""
    gettext = translator.gettext
    chosen = state.request.selected
    options = [controls.option(key, name) for key, name in view.choices.people]
    value = None if view.sheet is None or chosen is None else str(chosen.id)
    find = controls.find("selected-id", gettext(PERSON_LABEL), options, value, translator)
    parts = [html.P(gettext(CHOOSE), className="hint")]
    if view.sheet is not None:
        parts = _sheet(view.sheet, translator)
    told = html.Div(parts, className="sheet")
    return card(
        gettext(LOOK), None, html.Div(find, className="row choose"), told, _by_name(state, translator)
    )


def _by_name(state: State, translator: Translator) -> html.P:
    """The ways to the pages of a board that name people where they are asked to."""
    search = elsewhere(state.context) + "&" + urlencode({"view": PEOPLE})
    ways = [
        html.A(translator.gettext(label), href=page_address(translator.language, page, search))
        for label, page in ((LEARNING_BY_NAME, "learning"), (ZONES_BY_NAME, "zones"))
    ]
    return html.P(ways, className="files")


def _sheet(sheet: CarrierSheet, translator: Translator) -> list[Any]:
    gettext = translator.gettext
    chains: list[Any] = [_chain(chain, translator) for chain in sheet.chains]
    return [
        html.H3(sheet.name),
        fact_list(sheet.facts),
        html.P(passing(translator, sheet.passing)),
        html.H3(gettext(LESS)),
        html.Ul([html.Li(sentence) for sentence in sheet.instead], className="told"),
        html.H3(gettext(CHAINS)),
        *(chains or [html.P(gettext(NO_CHAINS), className="hint")]),
    ]


def _chain(chain: Chain, translator: Translator) -> html.Div:
    gettext = translator.gettext
    said = gettext(CHAIN).format(source=chain.source, date=translator.date(chain.arrival))
    steps = [html.Li(step_text(step, translator)) for step in chain.steps]
    return html.Div([html.P(said), html.Ol(steps, className="steps")], className="chain")


def content(
    services: Services, state: State, translator: Translator
) -> tuple[list[Any], controls.Values, controls.Menus]:
    """Everything that the page shows in a state, and the value of every control."""
    gettext, answer = translator.gettext, services.ask(QUESTION, state)
    view = view_of(answer.facts, translator)
    frame = services.frame(state.context.study, translator.language)
    values = controls.values_of(state, **controls.shown_question(view))
    warned = html.P(gettext(NAMES), className="names")
    arrival = arrival_offered(answer.facts)
    menus = controls.question_menus(state, view.choices, frame, values, translator, arrival=arrival)
    parts: list[Any] = [
        answer_section(
            gettext(HEADING),
            view.said,
            view.sentences,
            translator,
            warned,
        )
    ]
    if view.table is not None:
        parts += [*carriers(view, state, translator), one_person(view, state, translator)]
    elif not view.said.empty:
        parts.append(html.P(gettext(ACROSS), className="card"))
    more = ((gettext(HOW_SET), gettext(HOW_SET_MORE)),)
    beside = ((gettext(HOW_DEGREE), gettext(HOW_DEGREE_MORE)),)
    return [*parts, how(answer.method, translator, (*more, *beside))], values, menus


PAGE = AnswerPage("champions", ChampionsRequest, lambda state: PERSON, content)
