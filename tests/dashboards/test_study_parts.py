"""What hangs on the study alone, and the search for everything in it."""

from __future__ import annotations

from dash import no_update

from dashboards.pages.board import answers
from dashboards.services import Services
from netmap.model.i18n import ENGLISH
from netmap.questions.map.request import MapPage, new_page
from netmap.questions.parameters import AGENCY, PERSON, ZONE, NodeRef
from tests.dashboards.studies import HOSTILE
from tests.questions.boards import Asking


def test_a_study_brings_its_choices_and_its_time(bundled: Services) -> None:
    frame = Asking(bundled.library).frame("riverside", "en")
    entries = bundled.library.entries(bundled.principal)
    parts = answers.study_parts(frame, entries, ENGLISH)
    assert set(parts) == set(answers.STUDY_OUTPUTS)
    assert (parts["no_time"], parts["not_simulated"], parts["no_find"]) == (False, False, False)
    assert [option["value"] for option in parts["studies"]] == [entry.name for entry in entries]
    assert [option["value"] for option in parts["sizes"]] == [key for key, *_ in frame.sizes]


def test_without_a_study_there_is_nothing_to_choose(bundled: Services) -> None:
    parts = answers.study_parts(None, bundled.library.entries(bundled.principal), ENGLISH)
    assert parts["no_partnerships"] is parts["no_find"] is parts["not_simulated"] is True
    assert parts["axis"] is no_update


def test_an_undated_study_has_no_time(bundled: Services) -> None:
    frame = Asking(bundled.library).frame("emon", "en")
    assert answers.study_parts(frame, (), ENGLISH)["no_time"] is True


def test_everything_is_found_by_its_name_whatever_its_id(hostile: Services) -> None:
    groups = answers.names(Asking(hostile.library).findable("hostile"), ENGLISH)
    assert [group["group"] for group in groups] == ["Agencies", "People", "Boundary zones"]
    found = {
        Asking(hostile.library).ref_of("hostile", int(option["value"])): option["label"]
        for group in groups
        for option in group["items"]
    }
    assert {found[NodeRef(AGENCY, agency)] for agency in HOSTILE} == set(HOSTILE)
    assert found[NodeRef(ZONE, "<i>z</i>")] == "<i>z</i>"
    assert len(found) == 2 * len(HOSTILE) + 1


def brought(services: Services, request: MapPage, number: int) -> MapPage:
    return Asking(services.library).brought_to_sight(request, number)


def test_what_is_found_is_on_the_map(hostile: Services) -> None:
    request = new_page("hostile")
    for ref in (NodeRef(AGENCY, "1"), NodeRef(PERSON, "p a,b"), NodeRef(ZONE, "<i>z</i>")):
        number = Asking(hostile.library).number_of("hostile", ref)
        shown = brought(hostile, request, number)
        view = Asking(hostile.library).board(shown, "en", tables=())
        assert shown.request.selected == ref
        assert number in {node.number for node in view.nodes}
        assert brought(hostile, shown, number) == shown


def test_only_what_has_to_be_opened_is_opened(hostile: Services) -> None:
    number = Asking(hostile.library).number_of("hostile", NodeRef(PERSON, "p =A1"))
    assert brought(hostile, new_page("hostile"), number).request.expanded == ("=A1",)
    assert (
        Asking(hostile.library)
        .brought_to_sight(new_page("hostile", layers=("people",)), number)
        .request.expanded
        == ()
    )


def test_what_belongs_elsewhere_lets_the_partnership_go(bundled: Services) -> None:
    first, second = (key for key, _ in Asking(bundled.library).frame("emon", "en").partnerships[:2])
    agencies = Asking(bundled.library).study("emon").agencies
    elsewhere = agencies.loc[agencies["partnership"] == second, "agency"].iloc[0]
    number = Asking(bundled.library).number_of("emon", NodeRef(AGENCY, elsewhere))
    assert (
        Asking(bundled.library)
        .brought_to_sight(new_page("emon", partnership=first), number)
        .context.partnership
        is None
    )
    assert (
        Asking(bundled.library)
        .brought_to_sight(new_page("emon", partnership=second), number)
        .context.partnership
        == second
    )
