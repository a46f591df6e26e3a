"""What hangs on the study alone, and the search for everything in it."""

from __future__ import annotations

from dash import no_update

from dashboards.pages.board import study_parts
from dashboards.services import Services
from netmap.model.i18n import ENGLISH
from netmap.questions.map.request import MapPage, new_page
from netmap.questions.parameters import AGENCY, PERSON, ZONE, NodeRef
from tests.dashboards.studies import HOSTILE


def test_a_study_brings_its_choices_and_its_time(bundled: Services) -> None:
    frame = bundled.board.frame(bundled.principal, "riverside", "en")
    entries = bundled.library.entries(bundled.principal)
    parts = study_parts.parts(frame, entries, ENGLISH)
    assert set(parts) == set(study_parts.OUTPUTS)
    assert (parts["no_time"], parts["not_simulated"], parts["no_find"]) == (False, False, False)
    assert [option["value"] for option in parts["studies"]] == [entry.name for entry in entries]
    assert [option["value"] for option in parts["sizes"]] == [key for key, _ in frame.sizes]


def test_without_a_study_there_is_nothing_to_choose(bundled: Services) -> None:
    parts = study_parts.parts(None, bundled.library.entries(bundled.principal), ENGLISH)
    assert parts["no_partnerships"] is parts["no_find"] is parts["not_simulated"] is True
    assert parts["axis"] is no_update


def test_an_undated_study_has_no_time(bundled: Services) -> None:
    frame = bundled.board.frame(bundled.principal, "emon", "en")
    assert study_parts.parts(frame, (), ENGLISH)["no_time"] is True


def test_everything_is_found_by_its_name_whatever_its_id(hostile: Services) -> None:
    groups = study_parts.names(hostile.board.findable(hostile.principal, "hostile"), ENGLISH)
    assert [group["group"] for group in groups] == ["Agencies", "People", "Boundary zones"]
    found = {
        hostile.board.ref_of(hostile.principal, "hostile", int(option["value"])): option["label"]
        for group in groups
        for option in group["items"]
    }
    assert {found[NodeRef(AGENCY, agency)] for agency in HOSTILE} == set(HOSTILE)
    assert found[NodeRef(ZONE, "<i>z</i>")] == "<i>z</i>"
    assert len(found) == 2 * len(HOSTILE) + 1


def brought(services: Services, request: MapPage, number: int) -> MapPage:
    return services.board.brought_to_sight(services.principal, request, number)


def test_what_is_found_is_on_the_map(hostile: Services) -> None:
    request = new_page("hostile")
    for ref in (NodeRef(AGENCY, "1"), NodeRef(PERSON, "p a,b"), NodeRef(ZONE, "<i>z</i>")):
        number = hostile.board.number_of(hostile.principal, "hostile", ref)
        shown = brought(hostile, request, number)
        view = hostile.board.board(hostile.principal, shown, "en", tables=())
        assert shown.request.selected == ref
        assert number in {node.number for node in view.nodes}
        assert brought(hostile, shown, number) == shown


def test_only_what_has_to_be_opened_is_opened(hostile: Services) -> None:
    number = hostile.board.number_of(hostile.principal, "hostile", NodeRef(PERSON, "p =A1"))
    assert brought(hostile, new_page("hostile"), number).request.expanded == ("=A1",)
    assert (
        hostile.board.brought_to_sight(
            hostile.principal, new_page("hostile", layers=("people",)), number
        ).request.expanded
        == ()
    )


def test_what_belongs_elsewhere_lets_the_partnership_go(bundled: Services) -> None:
    first, second = (key for key, _ in bundled.board.frame(bundled.principal, "emon", "en").partnerships[:2])
    agencies = bundled.board.study(bundled.principal, "emon").agencies
    elsewhere = agencies.loc[agencies["partnership"] == second, "agency"].iloc[0]
    number = bundled.board.number_of(bundled.principal, "emon", NodeRef(AGENCY, elsewhere))
    assert (
        bundled.board.brought_to_sight(
            bundled.principal, new_page("emon", partnership=first), number
        ).context.partnership
        is None
    )
    assert (
        bundled.board.brought_to_sight(
            bundled.principal, new_page("emon", partnership=second), number
        ).context.partnership
        == second
    )
