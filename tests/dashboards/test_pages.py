"""The page as its callbacks answer it: asked as plain functions, compared with the service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from dash import no_update
from dash._utils import to_json

from dashboards.answer_page.state import search_of
from dashboards.components import page_links, share
from dashboards.components.header import link_id, study_options
from dashboards.pages.board import answers, callbacks, fragments, ids, page, ui_actions
from dashboards.pages.board.ui_actions import page_in
from dashboards.services import Services
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import ENGLISH, other_languages, translator
from netmap.questions.map.request import MapPage, new_page
from netmap.questions.parameters import NodeRef
from tests.dashboards.asking import texts
from tests.dashboards.studies import HOSTILE, given, services_over, wish
from tests.questions.boards import Asking


def _drawn(services: Services, values: dict[str, Any], trigger: str = ids.ADDRESS) -> dict[str, Any]:
    return callbacks.drawn(services, ENGLISH, values, trigger, 1)


def _next(
    services: Services, before: dict[str, Any], *changes: tuple[str, Any], **more: Any
) -> dict[str, Any]:
    """The answer to wishes made after another answer."""
    sent = wish(*changes, after=before["shown"]["answered"])
    return _drawn(services, given(shown=before["shown"], wish=sent, **more), ids.WISH)


def test_an_opened_page_shows_the_first_study(bundled: Services) -> None:
    answer = _drawn(bundled, given())
    name = bundled.library.entries(bundled.principal)[0].name
    assert set(answer) == set(answers.OUTPUTS)
    assert answer["shown"]["controls"][ids.STUDY] == answer["read"] == name
    assert answer["shown"]["search"] == f"?study={name}"
    assert answer["no_board"] is False
    assert to_json(answer)


def test_the_page_says_what_the_service_says(bundled: Services) -> None:
    answer = _drawn(bundled, given("?study=emon&layout=levels"))
    view = Asking(bundled.library).board(new_page("emon", layout="levels"), "en")
    headline, closest, said, *_, cards = answer["sentences"]
    assert texts([closest]) == [view.closest]
    assert cards.className == "word-cards"
    assert texts([headline]) == [view.headline]
    first, more = said.children[0], said.children[-1].children[1]
    who, active, *others = view.sentences
    assert texts([*first.children, *more.children]) == [active, who, *others]
    assert answer["words"] == view.words
    assert answer["shown"]["controls"][ids.LAYOUT] == "levels"
    assert ids.FROM not in answer["shown"]["controls"]
    assert len(answer["map"]["nodes"]) == len(view.nodes)


def test_only_the_open_table_is_sent(bundled: Services) -> None:
    answer = _drawn(bundled, given("?study=emon", tab=ids.TIES))
    view = Asking(bundled.library).board(new_page("emon"), "en")
    assert len(answer["ties"]) == len(view.tie_rows)
    assert answer["actors"] is no_update
    assert "source_id" not in answer["ties"][0]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Pictures, ties and agencies hold what the map shows: {what}. "
            "The weeks and the whole study are never narrowed.",
        ),
        (
            "it",
            "Immagini, legami ed enti contengono ciò che mostra la mappa: {what}. "
            "Le settimane e lo studio completo non sono mai filtrati.",
        ),
    ],
)
def test_the_menu_says_which_files_a_filter_narrows(bundled: Services, language: str, said: str) -> None:
    asking, whole = Asking(bundled.library), new_page("riverside")
    view = asking.board(whole.but(kinds=("old_network",)), language)
    (chip,) = view.chips
    assert fragments.narrowed(view, translator(language)) == said.format(what=chip.text)
    assert 0 < len(view.tie_rows) < len(asking.board(whole, language).tie_rows)
    assert "whole map" in fragments.narrowed(asking.board(whole), ENGLISH)


def test_stepping_moves_the_window_and_replaces_the_address(bundled: Services) -> None:
    first = _drawn(bundled, given("?study=riverside&from=2023-01-01&to=2023-06-30"))
    step = _next(bundled, first, ("forward", ""))
    assert step["shown"]["search"] == "?study=riverside&from=2023-02-01&to=2023-07-31"
    assert step["shown"]["replace"] is True
    controls = step["shown"]["controls"]
    assert (controls[ids.FROM], controls[ids.TO]) == ("2023-02-01", "2023-07-31")
    assert step["read"] is no_update


def test_another_study_is_a_new_entry_of_the_history(bundled: Services) -> None:
    first = _drawn(bundled, given("?study=riverside"))
    assert first["shown"]["replace"] is True
    other = _next(bundled, first, (ids.STUDY, "emon"))
    assert other["shown"]["replace"] is False
    assert other["read"] == "emon"
    assert first["read"] == "riverside"


def test_what_stays_as_it_is_is_not_sent_again(bundled: Services) -> None:
    first = _drawn(bundled, given("?study=riverside&from=2023-01-01&to=2023-06-30"))
    step = _next(bundled, first, ("forward", ""))
    same = {"chips", "state", "no_board", "empty", "read"}
    assert {name for name in same if step[name] is not no_update} == set()
    assert all(step[name] is not no_update for name in ("map", "words", "sentences", "rule", "shade"))
    again = _next(bundled, step, ("kind", "declared"))
    assert again["legend"] is not no_update
    assert again["words"] is no_update


def test_trouble_is_taken_away_only_where_there_is_some(bundled: Services) -> None:
    assert _drawn(bundled, given("?study=emon", calm=True))["no_trouble"] is no_update
    assert _drawn(bundled, given("?study=emon", calm=False))["no_trouble"] is True


def test_wishes_that_were_not_answered_yet_are_all_met(bundled: Services) -> None:
    first = _drawn(bundled, given("?study=riverside&from=2023-01-01&to=2023-06-30"))
    wished = ("kind", "old_network"), ("state", "active"), ("forward", ""), ("forward", "")
    both = _next(bundled, first, *wished)
    request = page_in(both["shown"]["search"]).request
    assert "old_network" not in request.kinds
    assert "active" not in request.states
    assert both["shown"]["controls"][ids.TO] == "2023-08-31"
    assert both["shown"]["answered"] == 4


def test_a_wish_is_met_once(bundled: Services) -> None:
    first = _drawn(bundled, given("?study=riverside"))
    sent = wish(("kind", "declared"))
    met = _drawn(bundled, given(shown=first["shown"], wish=sent), ids.WISH)
    again = _drawn(bundled, given(shown=met["shown"], wish=sent), ids.POLL)
    assert again["shown"]["search"] == met["shown"]["search"] != first["shown"]["search"]


def test_the_back_button_goes_before_wishes(bundled: Services) -> None:
    first = _drawn(bundled, given("?study=riverside"))
    sent = wish((ids.STUDY, "emon"))
    back = _drawn(bundled, given("?study=riverside", shown=first["shown"], wish=sent))
    assert back["shown"]["search"] == "?study=riverside"
    assert back["shown"]["answered"] == 1


def test_what_an_answer_sets_is_known_as_no_wish(bundled: Services) -> None:
    answer = _drawn(bundled, given("?study=riverside&layers=zones"))
    assert set(answer["shown"]["controls"]) == set(ui_actions.CONTROLS)
    again = _next(bundled, answer, *answer["shown"]["controls"].items())
    assert page_in(again["shown"]["search"]).request.layers == ("zones",)
    assert again["shown"]["controls"] == answer["shown"]["controls"]


def test_back_button_and_copied_link_show_the_same(bundled: Services) -> None:
    search = "?study=riverside&from=2023-01-01&to=2023-06-30&kinds=old_network&layers=zones&layout=levels"
    copied = _drawn(bundled, given(search))
    elsewhere = _drawn(bundled, given("?study=emon"))
    back = _drawn(bundled, given(search, shown=elsewhere["shown"]))
    assert copied["shown"]["search"] == back["shown"]["search"] == search
    assert copied["map"] == back["map"]


def test_choosing_sends_the_panel_and_not_the_map(hostile: Services) -> None:
    first = _drawn(hostile, given())
    number = first["map"]["nodes"][2]["id"]
    chosen = _next(hostile, first, ("select", number))
    assert chosen["map"] is no_update
    ref = Asking(hostile.library).ref_of("hostile", number)
    assert page_in(chosen["shown"]["search"]).request.selected == ref
    assert chosen["panel"][1].children == first["map"]["nodes"][2]["name"]
    again = _next(hostile, chosen, ("select", None))
    assert page_in(again["shown"]["search"]).request.selected is None


@pytest.mark.parametrize("agency", HOSTILE)
def test_agencies_open_whatever_their_id(hostile: Services, agency: str) -> None:
    first = _drawn(hostile, given())
    number = Asking(hostile.library).number_of("hostile", NodeRef("agency", agency))
    opened = _next(hostile, first, ("open", number))
    assert page_in(opened["shown"]["search"]).request.expanded == (agency,)
    assert any(node["parent"] == number for node in opened["map"]["nodes"])


def test_focus_without_a_choice_says_what_to_do(bundled: Services) -> None:
    first = _drawn(bundled, given("?study=emon"))
    asked = _next(bundled, first, (ids.STEPS, "2"))
    assert (asked["shown"]["controls"][ids.STEPS], asked["no_focus_said"]) == ("0", False)
    assert "Choose something" in asked["focus_said"]


def test_a_chip_and_clear_all_take_filters_away(bundled: Services) -> None:
    first = _drawn(bundled, given("?study=riverside&kinds=old_network&states=active"))
    assert len(first["chips"]) == 3
    one = _next(bundled, first, ("unfilter", {"field": "kinds", "value": ""}))
    assert page_in(one["shown"]["search"]).request.states == ("active",)
    none = _next(bundled, first, ("clear", ""))
    assert none["shown"]["search"] == "?study=riverside"
    assert none["chips"] == []


@pytest.mark.parametrize("request_", [new_page("x", expanded=HOSTILE, selected=NodeRef("agency", None))])
def test_an_address_says_everything(request_: MapPage) -> None:
    assert page_in(search_of(request_)) == request_


def test_a_bad_address_and_a_missing_study_are_told(bundled: Services) -> None:
    with pytest.raises(ArgumentError, match="layout"):
        _drawn(bundled, given("?study=emon&layout=spiral"))
    with pytest.raises(NotFoundError, match="emonn"):
        _drawn(bundled, given("?study=emonn"))
    fresh = _drawn(bundled, given("?layout=spiral", wish=wish((ids.STUDY, "emon"))), ids.WISH)
    assert fresh["shown"]["search"] == "?study=emon"


def test_without_studies_the_page_says_how_to_open_one() -> None:
    answer = _drawn(services_over(), given())
    assert answer["no_board"] is True
    assert answer["polling_off"] is True
    assert "netmap serve" in str(answer["state"])


def test_a_study_that_is_being_read_is_awaited(bundled: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    library = bundled.library
    entries = tuple(
        type(entry)(entry.name, entry.title, "reading") for entry in library.entries(bundled.principal)
    )
    monkeypatch.setattr(type(library), "entries", lambda self, principal: entries)
    waiting = _drawn(bundled, given("?study=emon"))
    assert waiting["polling_off"] is False
    monkeypatch.undo()
    ready = _drawn(bundled, given("?study=emon", shown=waiting["shown"]), ids.POLL)
    assert ready["polling_off"] is True
    assert ready["shown"]["search"] == "?study=emon"


def test_a_refused_study_lists_every_problem(tmp_path: Path) -> None:
    rows = "".join(f"p{n},P,missing{n}\n" for n in range(40))
    (tmp_path / "practitioners.csv").write_text("practitioner,name,agency\n" + rows, "utf-8")
    (tmp_path / "agencies.csv").write_text("agency,name\na,A\n", "utf-8")
    services = services_over(tmp_path)
    answer = _drawn(services, given())
    name = services.library.entries(services.principal)[0].name
    found = Asking(services.library).problems(name)
    problems = [each for each in found if each["severity"] == "error"]
    assert len(problems) >= 40
    assert answer["no_board"] is True
    assert f"{len(problems)} problems" in str(answer["state"])
    assert sum("missing39" in str(row) for row in problems) == 1


def test_every_id_is_on_the_page_once(bundled: Services) -> None:
    frame = page.show(bundled, ENGLISH)
    found = [component.id for component in frame._traverse() if getattr(component, "id", None)]
    known = {value for name, value in vars(ids).items() if name.isupper() and isinstance(value, str)}
    assert len(found) == len(set(found))
    assert known - set(found) <= {ids.PROBLEM_CSV}
    shown = page_links.navigation(page_links.MAP, ENGLISH)
    pages = {each.id for each in (*shown.pages, *shown.areas)}
    assert share.LINK in found
    menus = {"more-pages", "menu-method"}
    assert set(found) <= known | pages | menus | {share.LINK} | {
        link_id(each) for each in other_languages("en")
    }


def test_a_study_with_a_hostile_name_is_only_a_label(bundled: Services) -> None:
    (entry, *_) = bundled.library.entries(bundled.principal)
    hostile = type(entry)("<b>x</b>", "<b>x</b>", "refused")
    (option,) = study_options([hostile], ENGLISH)
    assert option == {"value": "<b>x</b>", "label": "<b>x</b> (does not pass its checks)"}


@pytest.mark.parametrize("name", page_links.TITLES)
def test_every_page_of_an_area_is_linked_once_and_the_one_shown_stands_in_the_row(name: str) -> None:
    found = page_links.navigation(name, ENGLISH)
    assert sorted(each.page for each in (*found.row, *found.more)) == sorted(dict(found.area.pages))
    assert [each.page for each in found.row if each.current] == [name]
    assert len(found.row) <= found.area.first + 1
