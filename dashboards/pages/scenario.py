"""The page of a scenario: who or what would be gone or added, the maps before and after, every measure."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboards.answer_page import controls, ids, text
from dashboards.answer_page.controls import PLAIN_LIST
from dashboards.answer_page.page import AnswerPage
from dashboards.answer_page.parts import answer_section, card, file_link, how
from dashboards.answer_page.state import State
from dashboards.components.facts import MOST_ROWS, facts_table
from dashboards.services import Services
from netmap.library.wording import sentence
from netmap.model.i18n import N_, Translator
from netmap.model.study import Study
from netmap.questions.learning.types import Said
from netmap.questions.overview.then_and_now import ThenAndNow, side_by_side
from netmap.questions.question import Table
from netmap.questions.readable import read_table
from netmap.questions.scenario import QUESTION, Facts, sentences
from netmap.questions.seen import agency_ties_unseen

ASKED = N_("What would be otherwise")
GONE = N_("Gone: people, agencies or meetings")
MEET = N_("Meeting each month: the first with the second")
SITTING = N_("A new meeting each month, of")
TURNS = N_("Who takes turns")
ALL_COME, EVERY = N_("all come each time"), N_("one in {n} comes each time")
ONE_MORE = N_("Choose one more person: two are needed to meet.")
NOTHING_YET = N_("Choose below who or what would be gone, or who would meet. So far nothing is changed.")
MAPS = N_("Who works with whom, before and after")
BEFORE, AFTER = N_("As it is"), N_("As it would be")
BEFORE_SAID, AFTER_SAID = N_("The map as it is"), N_("The map as it would be, in the same places")
LINES = N_("One line a pair: solid for an old network, dashed for a new one, dotted for trails alone.")
NO_PAIRS = N_("No two agencies are tied on this day.")
MOST_TURNS = 4


def content(
    services: Services, state: State, translator: Translator
) -> tuple[list[Any], controls.Values, controls.Menus]:
    """Everything that the page shows in a state, and the value of every control."""
    request = state.request
    meet = [each for each in request.meet if each]
    waiting = len(meet) % 2 == 1
    asked = state.but(meet=tuple(meet[: len(meet) - waiting]))
    study = services.inquiry(state.context).study
    answer = services.ask(QUESTION, asked)
    method, facts = answer.method, answer.facts
    days = {} if method is None else controls.shown_days(method.start, method.end)
    chosen = {key: [each for each in told if each] for key, told in _chosen(state).items()}
    values = {**controls.values_of(state, **days), **chosen, "turns": str(request.turns)}
    frame = services.frame(state.context.study, translator.language)
    menus = controls.question_menus(state, None, frame, values, translator)
    told = sentences(facts, translator)
    if waiting:
        told = (translator.gettext(ONE_MORE), *told)
    elif not any(chosen.values()):
        told = (translator.gettext(NOTHING_YET), *told)
    said = Said(frame.title, frame.notices, "", None, None)
    title = translator.gettext(QUESTION.title)
    if answer.unseen:
        head = answer_section(title, said, [translator.gettext(answer.unseen)], translator)
        return [head, how(method, translator)], values, menus
    head = answer_section(title, said, told, translator)
    both = side_by_side(facts.agencies, facts.pairs, translator) if len(facts.pairs) else None
    drawn = [] if both is None else [_maps(both, translator)]
    parts: list[Any] = [head, _asked(study, values, translator), *drawn]
    measures, pairs = QUESTION.tables
    parts.append(_table(measures, facts, asked, study, translator))
    became = _became(both, agency_ties_unseen(study) or NO_PAIRS, translator)
    parts.append(_table(pairs, facts, asked, study, translator, became))
    return [*parts, how(method, translator)], values, menus


def _chosen(state: State) -> dict[str, tuple[str, ...]]:
    request = state.request
    return {"remove": request.remove, "meet": request.meet, "member": request.members}


def _asked(study: Study, values: controls.Values, t: Translator) -> html.Section:
    """What can be chosen, by name."""
    people = _options(study, "practitioners", "practitioner")
    things = [
        *people,
        *_options(study, "agencies", "agency"),
        *[each for each in _options(study, "zones", "zone") if each["value"] not in _ids(study)],
    ]
    turns = [
        controls.option(str(n), t.gettext(ALL_COME if n == 1 else EVERY).format(n=n))
        for n in range(1, MOST_TURNS + 1)
    ]
    controls_ = [
        _several("remove", t.gettext(GONE), things, values, t),
        _several("meet", t.gettext(MEET), people, values, t),
        _several("member", t.gettext(SITTING), people, values, t),
        controls.pick("turns", t.gettext(TURNS), turns, values["turns"]),
    ]
    return card(t.gettext(ASKED), None, html.Div(controls_, className="row question scenario"))


def _options(study: Study, table: str, key: str) -> list[controls.Option]:
    rows = study.table(table)
    names = rows["name"].where(rows["name"].notna(), rows[key]) if "name" in rows else rows[key]
    return [controls.option(str(id_), str(name)) for id_, name in zip(rows[key], names, strict=True)]


def _ids(study: Study) -> set[str]:
    """Ids of actors; a boundary zone of the same id could not be told from them."""
    return {str(each) for each in [*study.practitioners["practitioner"], *study.agencies["agency"]]}


def _several(
    key: str, label: str, options: list[controls.Option], values: controls.Values, t: Translator
) -> Any:
    """A list of which some are chosen, with a search."""
    return dmc.MultiSelect(
        id=ids.control(key),
        label=label,
        data=options,
        value=values[key],
        searchable=True,
        clearable=True,
        hidePickedOptions=True,
        limit=100,
        placeholder="" if values[key] else t.gettext(text.HOLD),
        nothingFoundMessage=t.gettext(text.NONE_FOUND),
        size="sm",
        className="choice",
        **PLAIN_LIST,
    )


def _maps(both: ThenAndNow, t: Translator) -> html.Section:
    """Both maps side by side, each agency in one place."""
    drawings = ((BEFORE, BEFORE_SAID, both.then), (AFTER, AFTER_SAID, both.now))
    maps: list[Any] = [
        html.Figure([html.Figcaption(t.gettext(name)), html.Img(src=_image(svg), alt=t.gettext(words))])
        for name, words, svg in drawings
    ]
    hint = html.P(t.gettext(LINES), className="hint")
    return card(t.gettext(MAPS), None, hint, html.Div(maps, className="small-maps"))


def _became(both: ThenAndNow | None, none: str, t: Translator) -> Any:
    """Which pairs of agencies are new and gone, and how many are kept; or that there is none, and why."""
    if both is None:
        return html.P(t.gettext(none), className="hint")
    *changed, kept = both.became
    became: list[Any] = [
        html.Div([html.H3(sentence(each.label)), html.Ul([html.Li(pair) for pair in each.pairs])])
        for each in changed
    ]
    return html.Div([*became, html.Div(html.H3(sentence(kept.label)))], className="became")


def _image(svg: str) -> str:
    """A drawing that stands by itself, as the address of an image."""
    whole = svg.replace(
        "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" ', 1
    )
    return "data:image/svg+xml;base64," + b64encode(whole.encode()).decode()


def _table(table: Table, facts: Facts, state: State, study: Study, t: Translator, *more: Any) -> html.Section:
    """A table with its link, below what else is shown of it."""
    read = read_table(table, facts, study, t, MOST_ROWS)
    caption, link = t.gettext(table.caption), file_link(state, f"{table.name}.csv", t)
    if not read.rows:
        return card(caption, link, *more)
    shown = facts_table(caption, read.headings, read.rows, read.numbers)
    return card(caption, link, *more, html.Div(shown, className="plain-table"))


PAGE = AnswerPage(QUESTION.name, QUESTION.request, lambda state: "", content)
