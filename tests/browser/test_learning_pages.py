"""The pages of learning paths, zones and champions, driven as a board member and a coordinator would."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

import netmap
from netmap.model.i18n import ENGLISH
from tests.browser import studies
from tests.browser.leaf import LeafPage
from tests.browser.serving import Service
from tests.browser.test_accessibility import RULES, SCREENS, SERIOUS
from tests.browser.test_hostile import INJECTED
from tests.browser.watch import Watch, watched

pytestmark = pytest.mark.browser

PAGES = ("learning", "zones", "champions")
YEAR_2011 = {"start": dt.date(2011, 1, 1), "end": dt.date(2011, 12, 31)}
IN_2011 = {"study": "uk-transparency-panels", "from": "2011-01-01", "to": "2011-12-31"}
CHOSEN = {
    "learning": {"selected": "agency", "selected_id": "primary"},
    "zones": {"selected": "zone", "selected_id": "board"},
    "champions": {"selected": "person", "selected_id": "P29"},
}


@pytest.fixture(scope="module")
def watch(chromium: Browser, service: Service) -> Iterator[Watch]:
    with watched(chromium, service.address) as watch:
        yield watch


@pytest.fixture
def learning(watch: Watch, service: Service) -> Iterator[LeafPage]:
    page = watch.context.new_page()
    yield LeafPage(page, service.address, "learning")
    page.close()
    watch.assert_clean()


@pytest.fixture(scope="module")
def panels() -> netmap.Study:
    return netmap.read_study(studies.panels())


@pytest.mark.shared
def test_a_board_member_reads_how_far_learning_gets(learning: LeafPage, panels: netmap.Study) -> None:
    learning.open(**IN_2011)
    reach = netmap.reach_over_time(panels, "local", "board", **YEAR_2011)
    assert (
        f"{ENGLISH.percent(reach.attrs['mean'])} reach the level “Ministerial board”"
        in learning.sentences()[0]
    )
    learning.choose("From the level", "Sector partnership (39 people)")
    sector = netmap.reach_over_time(panels, "sector", "board", **YEAR_2011)
    assert f"{ENGLISH.percent(sector.attrs['mean'])} reach" in learning.sentences()[0]
    assert "from-level=sector" in learning.query()
    learning.choose("To the level", "other agencies at the same level")
    across = netmap.reach_over_time(panels, "sector", **YEAR_2011)
    assert f"gets to {ENGLISH.percent(across.attrs['mean'])} of the other agencies" in learning.sentences()[0]
    learning.page.go_back()
    learning.settle()
    assert f"{ENGLISH.percent(sector.attrs['mean'])} reach" in learning.sentences()[0]


@pytest.mark.shared
def test_a_path_is_walked_through_step_by_step(learning: LeafPage, panels: netmap.Study) -> None:
    window = {"start": "2011-08-01", "end": "2012-07-31"}
    days = {"from": window["start"], "to": window["end"]}
    learning.open(study="uk-transparency-panels", from_level="sector", to_level="officials", **days)
    learning.choose("Agency", "Home Office")
    reach = netmap.vertical_reach(panels, "sector", "officials", **window)
    mine = reach[reach["agency"].eq("home-office") & reach["reached"]]
    person = mine.sort_values(["first_arrival", "practitioner"])["practitioner"].iloc[0]
    path = netmap.learning_path(panels, person, to_level="officials", from_level="sector", **window)
    steps = learning.texts("#steps > li")
    assert len(steps) == len(path) == 3
    for step, day in zip(steps, path["date"], strict=True):
        assert ENGLISH.date(day.date()) in step
    assert not set(panels.practitioners["practitioner"]) & set(" ".join(steps).split())
    for place in range(len(path)):
        learning.press("button", "Next step")
        assert learning.page.locator("#steps > li[aria-current=step]").count() == 1
        assert learning.page.inner_text("#step-said").startswith(f"Step {place + 1} of 3:")
        assert learning.page.locator("#level-view .mark.now").count() >= 1
    learning.press("button", "Previous step")
    assert learning.page.inner_text("#step-said").startswith("Step 2 of 3:")


@pytest.mark.shared
def test_tables_are_taken_away(learning: LeafPage, panels: netmap.Study, tmp_path: Path) -> None:
    learning.open(**IN_2011)
    with learning.download("Download as a table", tmp_path).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["to_level"] == "board"]
    months = netmap.reach_over_time(panels, "local", "board")
    assert [row["month"] for row in rows] == [day.date().isoformat() for day in months["month"]]
    assert "later day" in rows[0]["rule"]


@pytest.mark.shared
def test_a_zone_and_back(watch: Watch, service: Service, panels: netmap.Study) -> None:
    zones = LeafPage(watch.context.new_page(), service.address, "zones").open(**IN_2011)
    listed = zones.table("All boundary zones in this window")
    table = netmap.zones(panels, **YEAR_2011)
    assert [row[2] for row in listed] == [str(n) for n in table["sittings"]]
    zones.press("link", "Transparency Board")
    assert zones.heading() == "Transparency Board"
    (board,) = table[table["zone"].eq("TB")].to_dict("records")
    assert f"it had {board['sittings']} sittings" in zones.sentences()[0]
    zones.press("link", "Learning paths")
    assert zones.heading() == "How far what people learn travels"
    assert "from=2011-01-01&to=2011-12-31" in zones.query()
    zones.page.close()


@pytest.mark.shared
def test_the_coordinator_reads_on_whom_it_rests(watch: Watch, service: Service, panels: netmap.Study) -> None:
    page = LeafPage(watch.context.new_page(), service.address, "champions")
    page.open(
        study="uk-transparency-panels", **{"from": "2011-08-01", "to": "2012-07-31", "from-level": "sector"}
    )
    row = netmap.class_reliance(panels, "sector", "board", "2011-08-01", "2012-07-31").iloc[0]
    left = int(row["reached"] - row["lost"])
    assert any(
        f"{left} of the {int(row['reached'])} others who get there" in said for said in page.sentences()
    )
    assert "coordinator" in page.page.inner_text(".names")
    page.page.close()


def test_an_undated_study_says_what_cannot_be_known(learning: LeafPage) -> None:
    learning.open(study="emon")
    assert "carries a date" in learning.page.inner_text(".said")
    assert learning.page.locator(".js-plotly-plot").count() == 0


@pytest.mark.parametrize(
    ("name", "sort", "suffix"),
    [
        ("learning", "agency", ""),
        ("learning", "person", " p"),
        ("zones", "zone", " z"),
        ("champions", "person", " p"),
    ],
)
def test_hostile_names_stay_text(watch: Watch, service: Service, name: str, sort: str, suffix: str) -> None:
    page = LeafPage(watch.context.new_page(), service.address, name)
    people = {"view": "people"} if sort == "person" else {}
    for hostile in (studies.HOSTILE[0], studies.HOSTILE[5]):
        page.open(study="hostile", selected=sort, selected_id=f"{hostile}{suffix}", **people)
        assert any(hostile in text for text in page.texts("#content"))
        assert page.page.evaluate(INJECTED) == []
    page.page.close()


@pytest.fixture(
    scope="module", params=[(s, language) for s in SCREENS for language in ("en", "it")], ids=" ".join
)
def screen(
    request: pytest.FixtureRequest, chromium: Browser, service: Service
) -> Iterator[dict[str, LeafPage]]:
    """The pages on each screen in each language."""
    size, language = request.param
    with watched(chromium, service.address, **SCREENS[size]) as watch:
        page = watch.context.new_page()
        yield {name: LeafPage(page, service.address, name, language) for name in PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious_and_nothing_is_too_wide(screen: dict[str, LeafPage], name: str) -> None:
    page = screen[name]
    for query in (
        {"study": "riverside", **CHOSEN[name]},
        *([{"study": "emon"}] if name == "learning" else []),
    ):
        page.open(**query)
        page.page.evaluate(
            "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )
        found = Axe().run(page.page, options=RULES).response["violations"]
        assert [(each["id"], each["nodes"][0]["target"]) for each in found if each["impact"] in SERIOUS] == []
        assert not page.page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
