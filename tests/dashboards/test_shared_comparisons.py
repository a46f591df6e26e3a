"""What the page of comparison shares: a link that opens on the same family, whatever is recorded later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

import netmap
from dashboards.answer_page.page import answered
from dashboards.answer_page.state import pairs_in
from dashboards.components import share
from dashboards.pages.compare import text
from dashboards.pages.compare.page import PAGE
from dashboards.pages.compare.view import View
from dashboards.services import Services
from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.i18n import ENGLISH
from netmap.questions.compare import QUESTION
from netmap.questions.question import PageState
from netmap.questions.results import CompareRequest
from netmap.records.actions import action
from netmap.records.requests import RecordContext
from netmap.store.opening import open_store
from tests.dashboards.asking import texts

ASKED = "?study=ours&months=6&draws=19"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    whole = netmap.simulate(partnerships=2, people=80, agencies=19, months=18, seed=4)
    unbounded = whole.partnerships.drop(columns=["observed_from", "observed_to"])
    whole = netmap.from_tables(**{**whole.tables, "partnerships": unbounded})
    with open_store(tmp_path / "ours.netmap") as store:
        store.create_study(LOCAL_USER, "ours")
        store.write_study(LOCAL_USER, "ours", whole)
        yield Services(StudyLibrary([store]))


def link(services: Services, search: str) -> tuple[str, str]:
    """The address that *Share this* copies, as its query, and the whole menu as text."""
    header = answered(PAGE, services, ENGLISH, search)["header"]
    (found,) = [part for part in parts_of(header) if getattr(part, "id", None) == share.LINK]
    return f"?{urlsplit(found.href).query}", " ".join(texts(header))


def parts_of(part: Any) -> Iterator[Any]:
    for each in part if isinstance(part, (list, tuple)) else [part]:
        yield each
        yield from parts_of(getattr(each, "children", None) or [])


def view(services: Services, search: str) -> View:
    return View.opened(services, PageState.of(CompareRequest, pairs_in(search)), ENGLISH)


def grown(services: Services) -> None:
    """A third partnership, and a contact a year after the last."""
    at = RecordContext(services.library, "ours")

    def do(name: str, **told: Any) -> Any:
        return action(name)(at, {"key": str(uuid4()), **told})

    do("save_record", table="partnerships", values={"name": "Third"})
    ann, bob, *_ = at.now().practitioners["practitioner"]
    last = at.now().contacts["date"].astype(str).max()
    later = f"{int(last[:4]) + 1}{last[4:10]}"
    do("save_record", table="contacts", values={"source": ann, "target": bob, "date": later})


def test_a_shared_comparison_stays_as_it_was_whatever_is_recorded_later(services: Services) -> None:
    shared, menu = link(services, ASKED)
    assert text.KEEPS in menu
    assert share.KEEPS not in menu
    pairs = pairs_in(shared)
    keys = [key for key, _ in pairs]
    once = ("until", "months", "windows", "draws", "draw-seed", "made-of", "horizon", "replicates")
    assert [keys.count(key) for key in once] == [1] * len(once)
    assert (keys.count("measure"), keys.count("among")) == (5, 2)
    before = view(services, shared)
    assert before.spans == view(services, ASKED).spans
    assert not before.moved_on
    asked = QUESTION.ask(services.inquiry(before.state.context), before.state.request).facts

    grown(services)
    after = view(services, shared)
    assert (after.spans, after.cases) == (before.spans, before.cases)
    assert after.moved_on
    again = QUESTION.ask(services.inquiry(after.state.context), after.state.request).facts
    assert again.frame.to_csv() == asked.frame.to_csv()
    moved = view(services, ASKED)
    assert moved.spans != before.spans  # what is not shared moves on with the record
    assert len(moved.cases) == len(before.cases) + 1


def test_a_saved_comparison_is_shared_by_its_id_alone(services: Services) -> None:
    first = view(services, ASKED)
    was = (first.spans, first.cases)
    at, address = RecordContext(services.library, "ours"), first.lasting_address.split("&", 1)[1]
    told = {"key": str(uuid4()), "title": "Spring", "address": address}
    saved = action("save_comparison")(at, told).comparison
    shared, menu = link(services, f"?study=ours&saved={saved}")
    assert shared == f"?study=ours&saved={saved}"
    assert text.KEEPS in menu
    grown(services)
    opened = view(services, shared)
    assert (opened.spans, opened.cases) == was
    assert opened.kept.request.draw_seed == first.kept.request.draw_seed == 0
    assert opened.moved_on
