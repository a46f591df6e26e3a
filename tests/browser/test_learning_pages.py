"""The pages of learning paths, zones and champions, driven as a board member and a coordinator would."""

from __future__ import annotations

import csv
import datetime as dt
import re
from itertools import combinations
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import netmap
from netmap.model.i18n import ENGLISH
from tests import shared_data
from tests.browser import studies
from tests.browser.leaf import LeafPage
from tests.browser.serving import Service
from tests.browser.test_accessibility import RULES, SCREENS, SERIOUS
from tests.browser.test_hostile import INJECTED
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

PAGES = ("learning", "zones", "champions", "measures")
YEAR_2011 = {"start": dt.date(2011, 1, 1), "end": dt.date(2011, 12, 31)}
IN_2011 = {"study": "uk-transparency-panels", "from": "2011-01-01", "to": "2011-12-31"}
CHOSEN = {
    "learning": {"selected": "agency", "selected_id": "primary"},
    "zones": {"selected": "zone", "selected_id": "board"},
    "champions": {"selected": "person", "selected_id": "P29"},
    "measures": {"quiet_days": "30", "who": "practitioner"},
}


@pytest.fixture(scope="module")
def screens(laptop: Watch, phone: Watch, service: Service) -> dict[str, dict[str, LeafPage]]:
    """Each page once on each screen, and with it in each language; what they must not do fails at the end."""
    return {
        screen: {
            name: LeafPage(watch.context.new_page(), service.address, name, SCREENS[screen]) for name in PAGES
        }
        for screen, watch in (("laptop", laptop), ("phone", phone))
    }


@pytest.fixture(scope="module")
def pages(screens: dict[str, dict[str, LeafPage]]) -> dict[str, LeafPage]:
    """The pages in English on a laptop."""
    return screens["laptop"]


@pytest.fixture
def learning(pages: dict[str, LeafPage]) -> LeafPage:
    return pages["learning"]


@pytest.fixture(scope="module")
def panels() -> netmap.Study:
    return shared_data.panels()


@pytest.mark.shared
def test_a_board_member_reads_how_far_learning_gets(learning: LeafPage, panels: netmap.Study) -> None:
    learning.go(**IN_2011)

    def graded(from_level: str, to_level: str | None) -> float:
        rule = {"transmission_probability": 0.2, **YEAR_2011}
        return float(netmap.reach_over_time(panels, from_level, to_level, **rule).attrs["mean"])

    assert learning.sentences()[0].startswith(
        f"{round(18 * graded('local', 'board'))} of 18 at the front line reach the board"
    )
    learning.choose("From the level", "Sector partnership (39 people)")
    sector = f"{round(17 * graded('sector', 'board'))} of 17 people at “Sector partnership” reach"
    assert learning.sentences()[0].startswith(sector)
    assert "from-level=sector" in learning.query()
    learning.choose("To the level", "other agencies at the same level")
    across = ENGLISH.percent(graded("sector", None))
    assert f"reaches {across} of the other agencies" in learning.sentences()[0]
    learning.page.go_back()
    learning.settle()
    assert learning.sentences()[0].startswith(sector)


@pytest.mark.shared
def test_a_path_is_walked_through_step_by_step(learning: LeafPage, panels: netmap.Study) -> None:
    window = {"start": "2011-08-01", "end": "2012-07-31"}
    days = {"from": window["start"], "to": window["end"]}
    learning.go(study="uk-transparency-panels", from_level="sector", to_level="officials", **days)
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
        expect(learning.page.locator("#steps > li[aria-current=step]")).to_have_count(1)
        expect(learning.page.locator("#step-said")).to_have_text(re.compile(f"^Step {place + 1} of 3:"))
        expect(learning.page.locator("#level-view .mark.now").first).to_be_attached()
    learning.press("button", "Previous step")
    expect(learning.page.locator("#step-said")).to_have_text(re.compile("^Step 2 of 3:"))


BOXES = """() => [...document.querySelectorAll('#level-view .mark text')].map((text) => {
  const box = text.getBoundingClientRect();
  return [text.parentNode.dataset.mark, box.left, box.right, box.top, box.bottom];
})"""


@pytest.mark.parametrize("screen", list(SCREENS))
def test_no_name_of_the_routes_lies_on_another(screens: dict[str, dict[str, LeafPage]], screen: str) -> None:
    learning = screens[screen]["learning"]
    learning.go(study="brightwater")
    boxes = learning.page.evaluate(BOXES)
    assert len({mark for mark, *_ in boxes}) > 15
    for (one, *a), (other, *b) in combinations(boxes, 2):
        apart = a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] + 3 or b[3] <= a[2] + 3
        assert one == other or apart, (one, other)


@pytest.mark.shared
def test_the_path_to_a_reached_agency_is_one_press_away(learning: LeafPage, panels: netmap.Study) -> None:
    window = {"start": "2011-08-01", "end": "2012-07-31"}
    days = {"from": window["start"], "to": window["end"]}
    learning.go(
        study="uk-transparency-panels",
        from_level="sector",
        selected="agency",
        selected_id="home-office",
        **days,
    )
    learning.press("link", "NACRO")
    path = netmap.learning_path(panels, "home-office", "nacro", level="sector", **window)
    steps = learning.texts("#steps > li")
    assert len(steps) == len(path) == 2
    assert "The first path to NACRO, step by step" in learning.texts(".spread h3")
    learning.press("button", "Next step")
    expect(learning.page.locator("#level-view .mark.now").first).to_be_attached()
    learning.press("link", "Senior officials")
    assert "target" not in learning.query()
    assert "The first path to the level “Senior officials”, step by step" in learning.texts(".spread h3")


@pytest.mark.shared
def test_tables_are_taken_away(learning: LeafPage, panels: netmap.Study, tmp_path: Path) -> None:
    learning.go(**IN_2011)
    with learning.download("Download as a table", tmp_path, 1).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["to_level"] == "board"]
    months = netmap.reach_over_time(panels, "local", "board")
    assert [row["month"] for row in rows] == [day.date().isoformat() for day in months["month"]]
    assert "later day" in rows[0]["rule"]


@pytest.mark.shared
def test_a_zone_and_back(pages: dict[str, LeafPage], panels: netmap.Study) -> None:
    zones = pages["zones"].go(**IN_2011)
    listed = zones.table("All boundary zones in this window")
    table = netmap.zones(panels, **YEAR_2011)
    names = table["name"].where(table["name"].notna(), table["zone"])
    assert {row[0]: row[2] for row in listed} == dict(zip(names, map(str, table["sittings"]), strict=True))
    zones.press("link", "Transparency Board")
    assert zones.heading() == "Transparency Board"
    (board,) = table[table["zone"].eq("TB")].to_dict("records")
    assert any(f"it had {board['sittings']} sittings" in said for said in zones.sentences())
    zones.press("link", "Front line to board")
    assert zones.heading() == "How far what people learn travels"
    assert "from=2011-01-01&to=2011-12-31" in zones.query()


@pytest.mark.shared
def test_the_coordinator_reads_on_whom_it_rests(pages: dict[str, LeafPage], panels: netmap.Study) -> None:
    page = pages["champions"].go(
        study="uk-transparency-panels", **{"from": "2011-08-01", "to": "2012-07-31", "from-level": "sector"}
    )
    row = netmap.class_reliance(panels, "sector", "board", "2011-08-01", "2012-07-31").iloc[0]
    left = int(row["reached"] - row["lost"])
    assert f"If every one did, it would be {left} instead of {int(row['reached'])}." in page.sentences()
    expect(page.page.locator(".names")).to_contain_text("coordinator", use_inner_text=True)


FIRST_SEEN = {
    "learning": (".said li >> nth=0", ".told li >> nth=0", ".routes .levels", ".js-plotly-plot"),
    "zones": (".said li >> nth=0", ".bars li >> nth=0", ".bars li >> nth=4"),
    "champions": (".said li >> nth=0", ".facts-table >> nth=0"),
}
"""What stands on the first screen of a laptop, besides the menus: the answer and its picture."""


@pytest.mark.parametrize("name", list(FIRST_SEEN))
@pytest.mark.parametrize("screen", list(SCREENS))
def test_the_answer_stands_first_and_what_changes_it_is_folded_up(
    screens: dict[str, dict[str, LeafPage]], screen: str, name: str
) -> None:
    """Every part begins within 900 pixels on a laptop, the headline within 320 on a phone."""
    page = screens[screen][name].go(study="riverside", **{"from": "2023-03-01", "to": "2024-02-29"})
    tops = [page.page.locator(part).bounding_box() for part in FIRST_SEEN[name]]
    assert all(box is not None and box["y"] < 860 for box in (tops if "laptop" in screen else tops[:1]))
    assert page.page.locator("#content input:visible").count() <= (1 if name == "champions" else 2)
    assert page.page.locator("#set-horizon").is_hidden()


def test_what_the_method_sets_goes_from_page_to_page_and_its_menu_stays_open(learning: LeafPage) -> None:
    page = learning.go(study="riverside", **{"from": "2023-03-01", "to": "2024-02-29"})
    page.choose("Within", "90 days")
    assert "horizon=90" in page.query()
    expect(page.page.locator("#set-horizon")).to_be_visible()
    page.page.locator("#menu-method > summary").press("Escape")
    assert page.page.locator("#set-horizon").is_hidden()
    page.page.locator("#menu-period > summary").click()
    expect(page.page.locator("#menu-period > div")).to_contain_text("1 March 2023", use_inner_text=True)
    page.press("link", "Our meetings")
    assert "horizon=90" in page.query()


def test_an_undated_study_says_what_cannot_be_known(learning: LeafPage) -> None:
    learning.go(study="emon")
    expect(learning.page.locator(".said")).to_contain_text("carries a date", use_inner_text=True)
    expect(learning.page.locator(".js-plotly-plot")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "sort", "suffix"),
    [
        ("learning", "agency", ""),
        ("learning", "person", " p"),
        ("zones", "zone", " z"),
        ("champions", "person", " p"),
    ],
)
def test_hostile_names_stay_text(pages: dict[str, LeafPage], name: str, sort: str, suffix: str) -> None:
    people = {"view": "people"} if sort == "person" else {}
    for hostile in (studies.HOSTILE[0], studies.HOSTILE[5]):
        page = pages[name].go(study="hostile", selected=sort, selected_id=f"{hostile}{suffix}", **people)
        assert any(hostile in text for text in page.texts("#content"))
        assert page.page.evaluate(INJECTED) == []


@pytest.mark.soak
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("screen", list(SCREENS))
def test_axe_finds_nothing_serious_and_nothing_is_too_wide(
    screens: dict[str, dict[str, LeafPage]], screen: str, name: str
) -> None:
    page = screens[screen][name].go(study="riverside", **CHOSEN[name])
    page.page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = Axe().run(page.page, options=RULES).response["violations"]
    assert [(each["id"], each["nodes"][0]["target"]) for each in found if each["impact"] in SERIOUS] == []
    assert not page.page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")


def test_controls_of_a_plain_page_change_its_address(pages: dict[str, LeafPage]) -> None:
    page = pages["measures"].go(study="riverside")
    before = page.table("Every actor's place")
    page.method()
    page.page.locator("#set-kinds").focus()
    page.page.keyboard.press("ArrowDown")
    page.page.get_by_role("option", name="old network", exact=True).click()
    page.page.wait_for_function("() => window.location.search.includes('kinds=')")
    page.settle()
    assert "kinds=old_network" in page.query()
    assert page.table("Every actor's place") != before
    page.press("link", "Every tie")
    assert "study=riverside" in page.query()
