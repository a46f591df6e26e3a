"""The pages besides the map: asked as plain functions, compared with the services."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dash
import pandas as pd
import pytest
from dash import html
from dash._utils import to_json
from starlette.types import ASGIApp

from dashboards import pages
from dashboards.answer_page import ids, plain
from dashboards.answer_page import page as answer_page
from dashboards.answer_page.page import PARTS, AnswerPage, answered
from dashboards.answer_page.state import elsewhere, from_the_map, pairs_in, search_of
from dashboards.components.charts import CONFIG
from dashboards.components.facts import SENTENCE, facts_table
from dashboards.components.page_links import MAP, TITLES
from dashboards.components.still import with_still_parts
from dashboards.pages import CHARTS
from dashboards.pages.board import ids as board_ids
from dashboards.pages.board.callbacks import chosen_panel, learned, rows_of
from dashboards.pages.board.callbacks import view_of as board_view
from dashboards.pages.board.ui_actions import page_in as board_request
from dashboards.pages.champions import PAGE as CHAMPIONS
from dashboards.pages.learning import figures
from dashboards.pages.learning import page as learning_layout
from dashboards.pages.learning.page import PAGE as LEARNING
from dashboards.pages.zones import PAGE as ZONES
from dashboards.server import assemble
from dashboards.services import Services
from netmap.library.study_library import StudyLibrary
from netmap.model.i18n import ENGLISH, LANGUAGES, translator
from netmap.model.study_building import from_tables
from netmap.questions import champions, learning, question_named, zones
from netmap.questions.inquiry import Inquiry
from netmap.questions.learning import PathsRequest
from netmap.questions.learning.page_view import view_of
from netmap.questions.learning.types import LearningView
from netmap.questions.map.request import new_page
from netmap.questions.method import method_facts
from netmap.questions.parameters import NodeRef, parameters_of
from netmap.questions.question import PageState
from netmap.store.opening import open_store
from tests.dashboards.asking import ask, texts
from tests.dashboards.studies import HOSTILE, services_over
from tests.questions.learning_pages import state_of
from tests.store.small import add, with_town

PAGES = (LEARNING, ZONES, CHAMPIONS)
PLAIN = tuple(
    page.home for page in pages.PAGES if isinstance(page.home, AnswerPage) and page.home not in PAGES
)
YEAR = {"start": dt.date(2023, 3, 1), "end": dt.date(2024, 2, 29)}
RIVERSIDE = state_of(learning.QUESTION, "riverside", **YEAR)


def read(search: str) -> PageState[PathsRequest]:
    """The state in the query part of an address."""
    return PageState.of(PathsRequest, pairs_in(search))


def view(services: Services, state: PageState[PathsRequest], language: str = "en") -> LearningView:
    """What the page of learning paths shows."""
    return view_of(services.ask(learning.QUESTION, state).facts, translator(language))


def said(services: Services, page: AnswerPage, search: str, language: str = "en") -> list[str]:
    return texts(answered(page, services, translator(language), search)["content"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_answer_lies_beside_the_page(bundled: Services, language: str) -> None:
    app, query = assemble(bundled), "?study=riverside&from=2023-03-01&to=2024-02-29"
    for page in PAGES:
        found = ask(app, f"/{language}/{page.page}/_answer{query}")
        answer = answered(page, bundled, translator(language), query)
        assert (found.status_code, found.headers["cache-control"]) == (200, "no-store")
        assert found.json() == json.loads(to_json([with_still_parts(answer[name]) for name in PARTS]))
        assert "answer_first.js" in ask(app, f"/{language}/{page.page}/{query}").text
    assert "answer_first.js" not in ask(app, f"/{language}/map/{query}").text


def test_there_is_no_first_answer_where_the_page_has_to_ask_again(
    bundled: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = assemble(bundled)
    assert ask(app, "/en/learning/_answer?study=nothing").status_code == 200

    def broken(*given: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(answer_page, "answered", broken)
    failed = ask(app, "/en/learning/_answer?study=riverside")
    assert (failed.status_code, failed.content) == (204, b"")
    monkeypatch.setattr(answer_page, "answered", lambda *given: {"polling_off": False})
    assert ask(app, "/en/learning/_answer?study=riverside").status_code == 204


def counted(monkeypatch: pytest.MonkeyPatch, answer: Callable[..., Any] = answered) -> list[str]:
    """The pages whose answers are worked out from now on."""
    made: list[str] = []

    def counting(page: AnswerPage, *given: Any) -> dict[str, Any]:
        made.append(page.page)
        return answer(page, *given)

    monkeypatch.setattr(answer_page, "answered", counting)
    return made


def test_a_first_answer_is_worked_out_once(bundled: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    app, made = assemble(bundled), counted(monkeypatch)
    address = "/en/zones/_answer?study=riverside&from=2023-02-01&to=2024-01-31"
    first = ask(app, address)
    assert (ask(app, address).content, made) == (first.content, ["zones"])
    ask(app, address.replace("/en/", "/it/"))
    ask(app, address.replace("2023-02-01", "2023-02-02"))
    ask(app, address.replace("/zones/", "/learning/"))
    assert made == ["zones", "zones", "zones", "learning"]


@pytest.mark.parametrize("page", ["compare", "national", "propositions", "work-list", "record"])
def test_what_does_not_rest_on_one_study_alone_is_worked_out_again(
    bundled: Services, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    app, made = assemble(bundled), counted(monkeypatch)
    for _ in range(2):
        ask(app, f"/en/{page}/_answer?study=riverside")
    assert made == [page, page]


def test_what_could_not_be_answered_is_asked_again(
    bundled: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, made = assemble(bundled), counted(monkeypatch)
    for _ in range(2):
        ask(app, "/en/learning/_answer?study=riverside&from-level=nobody")
        ask(app, "/en/learning/_answer?study=nothing")
        ask(app, "/en/learning/_answer?horizon=some")
    assert made == ["learning"] * 6


def test_a_first_answer_goes_with_the_version_of_its_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path / "kept.netmap") as store:
        with_town(store)
        services = Services(StudyLibrary([store]))
        app, made = assemble(services), counted(monkeypatch)
        address = f"/en/ties/_answer?study={services.library.entries(services.principal)[0].name}"
        first = ask(app, address)
        assert (ask(app, address).content, made) == (first.content, ["ties"])
        add(store, "practitioners", practitioner="dee")
        ask(app, address)
        assert made == ["ties", "ties"]


@pytest.mark.parametrize("page", [*PAGES, *PLAIN], ids=lambda page: page.page)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", ["riverside", "emon"])
def test_a_page_answers_in_both_languages(
    bundled: Services, page: AnswerPage, language: str, study: str
) -> None:
    answer = answered(page, bundled, translator(language), f"?study={study}")
    assert to_json(answer)
    assert answer["shown"]["search"] == f"?study={study}"
    assert answer["polling_off"] is True
    assert not any("{" in text for text in texts(answer["content"]))


def test_the_sentences_are_the_services(bundled: Services) -> None:
    views = (
        (LEARNING, learning.QUESTION),
        (ZONES, zones.QUESTION),
        (CHAMPIONS, champions.QUESTION),
    )
    for page, question in views:
        state = state_of(question, "riverside", **YEAR)
        sentences = question.sentences(bundled.ask(question, state).facts, ENGLISH)
        shown = said(bundled, page, search_of(state))
        assert sentences
        assert set(sentences) <= set(shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_window_with_a_figure_is_one_press_away(bundled: Services, language: str) -> None:
    asked = "?study=riverside&from=2024-02-01&to=2024-02-29&horizon=90&same-day=1&view=people"
    state = read(asked)
    found = view(bundled, state, language)
    assert found.last_seen is not None
    (link,) = [each.children for each in learning_layout.last_seen(found, state, translator(language))]
    there = read(link.href)
    assert (there.context.start, there.context.end) == found.last_seen
    assert there.but(start=None, end=None) == state.but(start=None, end=None)
    assert link.children in said(bundled, LEARNING, asked, language)
    assert learning_layout.last_seen(view(bundled, RIVERSIDE), RIVERSIDE, ENGLISH) == []


def test_the_rule_in_force_is_on_every_page(bundled: Services) -> None:
    asked = "?study=riverside&same-day=1&max-wait=21&horizon=45"
    for page in PAGES:
        texts_ = said(bundled, page, asked)
        (ties,) = [text for text in texts_ if text.startswith("Shown with:")]
        (rule,) = [text for text in texts_ if "Reach is counted within" in text]
        assert "baseline 1 March 2023" in ties
        assert "the same day" in rule
        assert "21 days" in rule
        assert "45 days" in rule


def test_the_chart_is_drawn_from_the_table_with_gaps(bundled: Services) -> None:
    found = view(bundled, RIVERSIDE)
    figure = figures.reach_figure(found, ENGLISH)
    for line, series in zip(figure["data"], found.series, strict=True):
        assert line["y"] == [None if share != share else share for share in series.table["share"]]  # noqa: PLR0124
        assert line["connectgaps"] is False
        assert len(line["hovertext"]) == len(series.table)
    assert CONFIG["showSendToCloud"] is False


def test_the_level_view_is_numbers_and_texts(bundled: Services) -> None:
    routes = view(bundled, RIVERSIDE).routes
    assert routes is not None
    drawn = figures.levels_json(routes)
    numbers = {node["number"] for node in drawn["nodes"]}
    assert numbers == set(range(len(numbers)))
    assert {end for flow in drawn["flows"] for end in flow[:2]} == numbers
    assert json.loads(json.dumps(drawn)) == drawn
    assert len(figures.route_rows(routes)) == len(routes.flows)


@pytest.mark.parametrize("agency", HOSTILE)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.page)
def test_a_hostile_study_is_answered(hostile: Services, page: AnswerPage, agency: str) -> None:
    search = search_of(state_of(learning.QUESTION, "hostile", selected=NodeRef("agency", agency)))
    answer = answered(page, hostile, ENGLISH, search)
    assert read(answer["shown"]["search"]).request.selected == NodeRef("agency", agency)
    assert to_json(answer)


def test_what_cannot_be_is_told_with_a_way_back(bundled: Services) -> None:
    for search in (
        "?study=riverside&horizon=soon",
        "?study=riverside&from-level=nowhere",
        "?study=riversied",
    ):
        words = said(bundled, LEARNING, search)
        assert words[0] == "This cannot be shown"
        assert words[-1] == "Begin again with this study"


def test_no_study_a_refused_one_and_one_being_read(
    bundled: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "netmap serve" in said(services_over(), ZONES, "")[1]
    (tmp_path / "agencies.csv").write_text("agency\na\na\n", "utf-8")
    assert "does not pass its checks" in said(services_over(tmp_path), ZONES, "")[0]
    library = bundled.library
    entries = tuple(type(e)(e.name, e.title, "reading") for e in library.entries(bundled.principal))
    monkeypatch.setattr(type(library), "entries", lambda self, principal: entries)
    waiting = answered(ZONES, bundled, ENGLISH, "?study=emon")
    assert waiting["polling_off"] is False
    assert "being read" in texts(waiting["content"])[0]


def test_links_keep_the_study_and_the_window() -> None:
    days = {"start": dt.date(2011, 1, 1), "end": dt.date(2011, 12, 31)}
    state = state_of(learning.QUESTION, partnership="p", **days, horizon=30, view="people")
    assert elsewhere(state.context) == "?study=s&partnership=p&from=2011-01-01&to=2011-12-31&horizon=30"
    board = new_page("s", start=dt.date(2011, 1, 1), selected=NodeRef("zone", "a,b"))
    assert read(from_the_map(board, "zones")).request.selected == NodeRef("zone", "a,b")
    assert read(from_the_map(board, "learning")).request.selected is None
    person = new_page("s", selected=NodeRef("person", "p"))
    assert {read(from_the_map(person, page)).request.selected for page in TITLES} == {None}


def test_the_map_leads_to_what_there_is_to_say_of_each_thing(bundled: Services) -> None:
    asked = "?study=riverside&partnership=riverside&from=2023-03-01&to=2024-02-29&selected={}&selected-id={}"
    for sort, id_, page in (
        ("agency", "primary", "learning"),
        ("person", "P01", "learning"),
        ("zone", "board", "zones"),
    ):
        request = board_request(asked.format(sort, id_))
        panel = chosen_panel(bundled, request, translator("it"))
        (there,) = [part.href for part in flat(panel) if getattr(part, "href", None)]
        address, _, search = there.partition("?")
        assert address == f"/it/{page}/"
        found = read(search)
        assert (found.context.partnership, found.context.start, found.request.selected) == (
            "riverside",
            dt.date(2023, 3, 1),
            NodeRef(sort, id_),
        )
        assert (found.request.view == "people") == (sort == "person")
    board = board_view(bundled, board_request(asked.format("agency", "")), ENGLISH, {board_ids.ZONES})
    rows = rows_of(board, board_ids.ZONES, ENGLISH)[board_ids.ZONES]
    led_to = [read(row["there"].partition("?")[2]).request.selected for row in rows]
    study = bundled.library.study(bundled.principal, "riverside")
    assert led_to == [NodeRef("zone", zone) for zone in study.zones["zone"]]


def test_what_is_reached_leads_to_its_path(bundled: Services) -> None:
    asked = RIVERSIDE.but(from_level="operational", selected=NodeRef("agency", "primary"))
    reached = view(bundled, asked).spread
    assert reached is not None
    links = flat(answered(LEARNING, bundled, ENGLISH, search_of(asked))["content"])
    there = {read(part.href).request.target: part.children for part in links if has_target(part)}
    assert there == {NodeRef("agency", each.id): each.name for each in reached.agencies if each.date}
    target, name = next(iter(there.items()))
    assert f"The first path to {name}, step by step" in said(
        bundled, LEARNING, search_of(asked, target=target)
    )


def has_target(part: Any) -> bool:
    href = getattr(part, "href", None) or ""
    return "target=" in href and not href.startswith("/api")


def flat(part: Any) -> list[Any]:
    """Every component of an answer."""
    if isinstance(part, (list, tuple)):
        return [each for one in part for each in flat(one)]
    return [] if part is None or isinstance(part, str) else [part, *flat(getattr(part, "children", None))]


def test_beside_the_map_the_same_is_said_once_and_never_in_play(bundled: Services) -> None:
    shown = {"read": "riverside", "search": "?study=riverside&from=2023-03-01&to=2024-02-29"}
    children, token = learned(bundled, ENGLISH, shown, True, None)
    assert texts(children)[0] == view(bundled, RIVERSIDE).sentences[0]
    again, _ = learned(bundled, ENGLISH, shown, True, token)
    moving, _ = learned(bundled, ENGLISH, shown, False, None)
    assert again is moving is dash.no_update
    assert learned(bundled, ENGLISH, {"read": None}, True, token) == ([], None)
    assert learned(bundled, ENGLISH, {"read": "emon", "search": "?study=emon"}, True, None)[0] == []


@pytest.fixture(scope="module")
def app(bundled: Services) -> ASGIApp:
    return assemble(bundled)


@pytest.mark.parametrize("page", [page for page in TITLES if page not in (MAP, "overview")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_lies_at_its_own_address(app: ASGIApp, page: str, language: str) -> None:
    answer = ask(app, f"/{language}/{page}/?study=emon")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    scripts = set(answer.text.split('"'))
    assert any("answer_page" in script for script in scripts)
    assert not any("assets/page" in script or "assets/map" in script for script in scripts if ".js" in script)
    door = ask(app, f"/{language}/{page}?study=emon")
    assert (door.status_code, door.headers["location"]) == (307, f"/{language}/{page}/?study=emon")


def test_the_map_runs_no_script_of_the_other_pages(app: ASGIApp) -> None:
    assert "answer_" not in ask(app, "/en/map/").text


@pytest.mark.parametrize("page", [*PAGES, *PLAIN], ids=lambda page: page.page)
def test_every_id_is_on_the_page_once(bundled: Services, page: AnswerPage) -> None:
    frame = page.show(bundled, ENGLISH)
    known = [part.id for part in frame._traverse() if getattr(part, "id", None)]
    chosen = {"learning": "agency&selected-id=police", "zones": "zone&selected-id=board"}
    search = f"?study=riverside&selected={chosen.get(page.page, 'person&selected-id=P29')}"
    answer = answered(page, bundled, ENGLISH, search)
    inside = [
        part.id
        for block in answer["content"]
        for part in (block, *block._traverse())
        if getattr(part, "id", None)
    ]
    assert len({*known, *inside}) == len(known) + len(inside)
    assert {ids.ADDRESS, ids.SHOWN, ids.CONTENT} <= set(known)
    assert {ids.control(key) for key in answer["shown"]["values"]} >= {
        name for name in inside if name.startswith("set-")
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "page", [each for each in PLAIN if question_named(each.page).page is None], ids=lambda page: page.page
)
def test_a_plain_page_says_what_its_question_says(bundled: Services, page: AnswerPage, language: str) -> None:
    question, t = question_named(page.page), translator(language)
    state = state_of(question, "riverside", language=language)
    answer = bundled.ask(question, state)
    sent = answered(page, bundled, t, "?study=riverside")
    content = sent["content"]
    shown = texts(content)
    assert shown[0] == t.gettext(question.title)
    assert set(question.sentences(answer.facts, t)) <= set(shown)
    links = [part.href for part in flat(content) if getattr(part, "className", None) == "file"]
    files = [link.split("/")[-1].partition("?")[0] for link in links]
    assert sorted(each for each in files if each.endswith(".csv")) == sorted(
        f"{each.name}.csv" for each in question.tables
    )
    held = [n for n in (len(table.rows(answer.facts)) for table in question.tables) if n]
    shown_boxes = boxes(content)  # what is drawn stands first, with a table of its own
    assert len(shown_boxes) == len(held) or page.page in CHARTS
    lengths = [
        len(part.children.children[2].children) for part in shown_boxes[len(shown_boxes) - len(held) :]
    ]
    assert sorted(lengths) == sorted(min(n, plain.MOST_ROWS) for n in held)  # what is drawn is folded, last
    if answer.method is not None:
        own = ("from_level", "to_level") if page.page in CHARTS else question.request.model_fields
        keys = {f"set-{each.key}" for each in parameters_of(question.request) if each.path[0] in own}
        assert keys <= {getattr(part, "id", None) for part in flat([*sent["header"], *content])}
        assert {text for _, text in method_facts(answer.method, t)} <= set(shown)


def test_the_monthly_session_marks_the_month_that_it_shows_and_offers_none_past_the_record(
    bundled: Services,
) -> None:
    """`brightwater` is on record from July 2022 to June 2025."""
    page = next(each for each in PLAIN if each.page == "monthly-pack")

    def shown(query: str) -> Any:
        return answered(page, bundled, ENGLISH, f"?study=brightwater&{query}")["content"]

    last = shown("from=2024-07-01&to=2025-06-30")
    assert "The month before" in texts(last)
    assert "The month after" not in texts(last)
    assert "The month before" not in texts(shown("month=2022-07"))
    assert {"The month before", "The month after"} <= set(texts(shown("month=2025-05")))
    header = answered(page, bundled, ENGLISH, "?study=brightwater&from=2024-07-01&to=2025-06-30")["header"]
    presets = [part for part in flat(header) if getattr(part, "className", None) == "preset"]
    assert presets
    assert not [part for part in presets if getattr(part, "aria-current", None)]
    pairs = next(box for box in boxes(last) if "Pairs of agencies that are new or gone" in texts(box))
    assert "agency" in texts(pairs)
    assert "other agency" in texts(pairs)
    assert "partnership" not in texts(pairs)


def boxes(content: Any) -> list[Any]:
    """The tables of a page."""
    return [part for part in flat(content) if getattr(part, "className", None) == "table-box"]


@pytest.mark.parametrize(("rows", "said"), [(60, "60 rows."), (61, "The first 60 of 61 rows;")])
def test_a_long_table_says_how_many_rows_there_are(rows: int, said: str) -> None:
    people = pd.DataFrame({"practitioner": [str(n) for n in range(rows)], "agency": "=A1"})
    study = from_tables(
        agencies=pd.DataFrame({"agency": ["=A1"], "name": ["<b>A</b>"]}), practitioners=people
    )
    question = question_named("measures")
    state = state_of(question, who="practitioner")
    answer = question.ask(Inquiry(state.context, lambda: study), state.request)
    shown = plain.Shown(question, state, answer, study, None, ENGLISH)
    table = shown._table(question.table("brokerage"), shown._read(question.table("brokerage")))
    assert any(text.startswith(said) for text in texts(table))
    assert len(boxes(table)[0].children.children[2].children) == plain.MOST_ROWS
    assert "<b>A</b>" in texts(table)


@pytest.mark.parametrize("letters", [SENTENCE, SENTENCE + 1])
def test_a_table_of_sentences_names_the_column_of_each_cell(letters: int) -> None:
    cells = ["a", html.Ul([html.Li("x" * letters)]), "3"]
    table = facts_table("Told", ["who", html.Span("what"), "how many"], [cells], {2}).children
    assert ("records" in table.className) == (letters > SENTENCE)
    _, told, number = table.children[2].children[0].children
    assert getattr(told, "data-label", None) == ("What" if letters > SENTENCE else None)
    assert number.className == "number"


def test_the_checks_of_a_refused_study_have_their_page(tmp_path: Path) -> None:
    (tmp_path / "agencies.csv").write_text("agency\na\na\n", "utf-8")
    (page,) = [each for each in PLAIN if each.page == "check"]
    shown = said(services_over(tmp_path), page, "")
    assert next(text for text in shown if "error" in text).startswith("1 error")
    told = texts(answered(ZONES, services_over(tmp_path), translator("it"), "")["content"])
    assert any("già presente alla riga 2" in text for text in told)
    assert not any("already" in text for text in told)
    assert "error" in texts(boxes(answered(page, services_over(tmp_path), ENGLISH, "")["content"]))
