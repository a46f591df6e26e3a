"""The map does what a reader asks of it, with the mouse, the controls beside it and the tables."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route, expect

import netmap
from tests import shared_data
from tests.browser.driver import Board, Json
from tests.slices import first

pytestmark = pytest.mark.browser

POLICE = "Riverside Police"


@pytest.fixture(scope="module")
def riverside() -> netmap.Study:
    return shared_data.bundled("riverside")


@pytest.fixture
def board(board: Board) -> Board:
    return board.go(study="riverside")


def names(nodes: Iterable[Json], sort: str) -> set[str]:
    return {node["name"] for node in nodes if node["sort"] == sort}


def inside(board: Board, number: int, sort: str) -> set[str]:
    return names((node for node in board.view()["nodes"] if node["parent"] == number), sort)


def bright(board: Board) -> set[int]:
    """The nodes that are not drawn pale."""
    return {number for number, node in board.nodes().items() if not node["faded"]}


def within(view: Json, start: int, steps: int) -> set[int]:
    """The nodes at most so many lines away, over lines that are not pale."""
    pairs = [{edge["s"], edge["t"]} for edge in view["edges"] if not edge["faded"]]
    reached = {start}
    for _ in range(steps):
        reached = reached.union(*(pair for pair in pairs if pair & reached))
    return reached


def test_it_opens_on_agencies(board: Board, riverside: netmap.Study) -> None:
    nodes = board.view()["nodes"]
    assert {node["sort"] for node in nodes} == {"agency"}
    assert names(nodes, "agency") - {"Agency not known"} == set(riverside.agencies["name"])


def test_a_double_click_opens_an_agency_and_another_closes_it(board: Board, riverside: netmap.Study) -> None:
    police = board.number(POLICE)
    board.double_click(police)
    people = riverside.practitioners
    (agency,) = riverside.agencies.loc[riverside.agencies["name"] == POLICE, "agency"]
    assert inside(board, police, "person") == set(people.loc[people["agency"] == agency, "name"])
    services = riverside.services
    assert inside(board, police, "service") == set(services.loc[services["agency"] == agency, "name"])
    assert board.panel() == POLICE
    assert f"open={agency}" in board.page.url
    with board.answered():
        board.page.get_by_role("button", name="Hide its people and services").click()
    assert inside(board, police, "person") == set()


def test_a_service_says_who_offers_it_and_who_else_serves_the_need(
    board: Board, riverside: netmap.Study
) -> None:
    board.layer("Services")
    nodes = board.view()["nodes"]
    assert names(nodes, "service") == set(riverside.services["name"])
    service = riverside.services.iloc[0]
    board.click(board.number(service["name"], "service"))
    (agency,) = riverside.agencies.loc[riverside.agencies["agency"] == service["agency"], "name"]
    panel = board.page.inner_text("#panel")
    assert board.panel() == service["name"]
    assert agency in panel
    assert service["need"].lower() in panel.lower()


def test_zones_are_laid_between_those_who_sat_in_them(board: Board, riverside: netmap.Study) -> None:
    board.layer("Boundary zones")
    view = board.view()
    zones = {node["id"]: node for node in view["nodes"] if node["sort"] == "zone"}
    assert {node["name"] for node in zones.values()} == set(riverside.zones["name"])
    sat = {edge["t"] for edge in view["edges"] if edge["kind"] == "sat"}
    assert sat == {number for number, node in zones.items() if not node["faded"]}
    board.tab("Zones")
    sittings = {row["number"]: row["sittings"] for row in board.rows("zones")}
    board.tab("Details")
    order = sorted(zones, key=lambda number: sittings[number])
    sizes = [zones[number]["d"] for number in order]
    assert sizes == sorted(sizes)


def test_a_zone_says_its_sittings_and_who_came(board: Board) -> None:
    board.layer("Boundary zones")
    zone = board.number("North locality meeting", "zone")
    board.click(zone)
    assert board.panel() == "North locality meeting"
    board.tab("Zones")
    (row,) = [row for row in board.rows("zones") if row["number"] == zone]
    board.tab("Details")
    expect(board.page.locator("#panel")).to_contain_text(str(row["sittings"]), use_inner_text=True)


def test_people_are_a_layer(board: Board, riverside: netmap.Study) -> None:
    board.layer("People, by name")
    assert names(board.view()["nodes"], "person") == set(riverside.practitioners["name"])
    board.layer("People, by name")
    assert names(board.view()["nodes"], "person") == set()


def test_levels_are_bands_and_one_is_for_those_not_known(board: Board, riverside: netmap.Study) -> None:
    board.layer("People, by name")
    board.segment("Arrange by", "Level")
    view = board.view()
    bands = {band["name"]: band for band in view["bands"]}
    assert set(riverside.levels["name"]) < set(bands)
    (unknown,) = [name for name in bands if "not known" in name]
    people = riverside.practitioners.set_index("name")["level"]
    for node in view["nodes"]:
        if node["sort"] == "agency" and not node["open"]:
            assert any(band["top"] <= node["y"] <= band["bottom"] for band in bands.values())
    assert people.isna().any()
    ranks = riverside.levels.sort_values("rank", ascending=False)["name"]
    tops = [bands[name]["top"] for name in ranks if name in bands]
    assert tops == sorted(tops)
    assert bands[unknown]["top"] >= max(tops)


@pytest.mark.parametrize("steps", first(2, [1, 2, 3, 4]))
def test_focus_reaches_as_far_as_it_says(board: Board, steps: int) -> None:
    board.go(study="riverside", layers=["zones"], states=["active"], kinds=["new_network"])
    before = board.view()
    middle = board.number("Westgate Secondary School")
    board.click(middle)
    board.segment("Focus on what is chosen", str(steps))
    assert bright(board) == within(before, middle, steps)
    assert "Westgate Secondary School" in " ".join(board.chips())
    assert str(steps) in " ".join(board.chips())


def test_focus_without_a_choice_says_what_to_do(board: Board) -> None:
    before = board.view()
    board.segment("Focus on what is chosen", "2")
    assert "Choose something on the map first" in board.seen()
    assert board.view()["nodes"] == before["nodes"]


def test_the_legend_fades_and_chips_bring_back(board: Board) -> None:
    before = board.view()
    board.do("kind", "old_network")
    after = board.view()
    assert [edge for edge in after["edges"] if edge["faded"]]
    assert {edge["kind"] for edge in after["edges"] if edge["faded"]} == {"old_network"}
    assert len(after["edges"]) == len(before["edges"])
    assert len(board.chips()) == 1
    expect(board.act("kind", "old_network")).to_have_attribute("aria-pressed", "false")
    board.do("state", "active")
    assert len(board.chips()) == 2
    with board.answered():
        board.page.locator("#chips .chip").first.click()
    assert len(board.chips()) == 1
    with board.answered():
        board.page.get_by_role("button", name="Clear all").click()
    assert board.chips() == []
    assert board.view() == before


def test_a_choice_shows_in_the_panel_the_address_and_the_tables(board: Board) -> None:
    police = board.number(POLICE)
    board.click(police)
    assert (board.panel(), board.picked()) == (POLICE, police)
    assert "selected=agency" in board.page.url
    board.tab("Ties")
    chosen = board.chosen_rows("ties")
    assert chosen
    assert all(police in (row["source"], row["target"]) for row in chosen)
    assert len(chosen) == sum(police in (row["source"], row["target"]) for row in board.rows("ties"))
    board.tab("Agencies")
    assert [row["number"] for row in board.chosen_rows("actors")] == [police]
    board.tab("Details")


def test_a_row_of_a_table_is_shown_on_the_map(board: Board) -> None:
    board.tab("Agencies")
    with board.answered():
        board.page.locator("#actors").get_by_role("gridcell", name=POLICE, exact=True).click()
    assert board.picked() == board.number(POLICE)
    board.tab("Ties")
    row = next(
        row for row in board.rows("ties") if board.number(POLICE) not in (row["source"], row["target"])
    )
    with board.answered():
        board.page.locator(f'#ties .ag-row[row-id="{row["row"]}"] [col-id="source_name"]').click()
    assert board.picked() in (row["source"], row["target"])
    board.tab("Details")
    assert board.panel() in (row["source_name"], row["target_name"])


def test_search_finds_and_chooses(board: Board) -> None:
    board.search("police")
    with board.answered():
        board.page.get_by_role("option", name=POLICE).click()
    assert board.picked() == board.number(POLICE)
    assert board.panel() == POLICE
    x, y = board.point(board.number(POLICE))
    box = board.page.locator("#map").bounding_box()
    assert box
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]


def test_search_finds_zones_and_says_what_it_cannot_find(board: Board) -> None:
    board.layer("Boundary zones")
    board.search("north loc")
    with board.answered():
        board.page.get_by_role("option", name="North locality meeting").click()
    assert board.panel() == "North locality meeting"
    board.search("zzzz")
    board.page.get_by_text("Nothing in this study has that name.").wait_for()
    board.search("")  # what was typed stays where the pointer stays, and would stand before the next name
    board.page.keyboard.press("Escape")


@pytest.mark.parametrize("size", ["All alike", "People of the agency", "Sittings attended"])
def test_size_is_by_the_measure_chosen(board: Board, size: str) -> None:
    board.choose("Size by", size)
    sizes = {node["name"]: node["d"] for node in board.view()["nodes"] if not node["unknown"]}
    if size == "All alike":
        assert len(set(sizes.values())) == 1
        return
    board.tab("Agencies")
    column = "people" if size.startswith("People") else "sittings"
    measured = {row["name"]: row[column] for row in board.rows("actors") if row["name"] in sizes}
    board.tab("Details")
    order = sorted(measured, key=lambda name: measured[name])
    assert [sizes[name] for name in order] == sorted(sizes[name] for name in order)


def test_the_pointer_shows_what_it_is_over(board: Board) -> None:
    board.page.mouse.move(*board.point(board.number(POLICE)), steps=3)
    board.settle()
    assert board.tip()[0] == POLICE
    assert "agency" in board.tip()[1]
    board.page.mouse.move(5, 5)


def test_the_buttons_zoom_and_fit(board: Board) -> None:
    zoom = "() => window.netmapMap.current().zoom"
    board.page.get_by_role("button", name="Show the whole map").click()
    board.settle()
    fitted = board.page.evaluate(zoom)
    board.page.get_by_role("button", name="Zoom in").click()
    board.settle()
    assert board.page.evaluate(zoom) > fitted
    board.page.get_by_role("button", name="Show the whole map").click()
    board.settle()
    assert board.page.evaluate(zoom) == pytest.approx(fitted, rel=0.05)


@pytest.mark.parametrize("delay", [0, 40])
def test_enter_takes_the_first_that_was_found(board: Board, delay: int) -> None:
    board.search("")
    board.page.get_by_role("textbox", name="Find").click()
    with board.answered():
        board.page.keyboard.type("police", delay=delay)
        board.page.keyboard.press("Enter")
    assert board.panel() == POLICE
    assert board.picked() == board.number(POLICE)


NAMES_ASKED = '"output":"find.data"'


def test_enter_before_the_names_have_come_takes_the_first_once_they_are_there(fresh: Board) -> None:
    """The answer that brings the names is held back until Enter was pressed."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        names_asked = NAMES_ASKED in (route.request.post_data or "")
        held.append(route) if names_asked else route.continue_()

    fresh.page.route("**/_dash-update-component*", hold)
    with fresh.page.expect_request(lambda request: NAMES_ASKED in (request.post_data or "")):
        fresh.page.goto(f"{fresh.address}en/map/?study=riverside", wait_until="commit")
    box = fresh.page.get_by_role("textbox", name="Find")
    box.wait_for()
    box.click()
    fresh.page.keyboard.type("police")
    fresh.page.keyboard.press("Enter")
    fresh.page.wait_for_timeout(200)
    assert fresh.panel() == ""
    held[0].continue_()
    fresh.page.locator("#panel h2", has_text=POLICE).wait_for()
    assert fresh.settle().picked() == fresh.number(POLICE)


def test_a_pair_is_shown_as_two_with_what_joins_them(board: Board) -> None:
    row = board.page.locator("#panel .way-in").first
    first_name, second_name = row.locator("strong").inner_text().split(" – ")
    number, partner = board.number(first_name), board.number(second_name)
    row.click()
    board.settle()
    assert board.panel() == first_name
    assert board.page.locator("#panel li[aria-current] strong").all_inner_texts() == [second_name]
    expect(board.page.locator("#panel li[aria-current]")).to_contain_text("first met: ", use_inner_text=True)
    found = board.page.evaluate(
        """() => {
          const map = window.netmapMap.current();
          const inSight = (n) => {
            const { x, y } = map.node(n), { zoom, pan } = map;
            const [left, top] = [x * zoom + pan.x, y * zoom + pan.y];
            return left > 0 && top > 0 && left < map.size.width && top < map.size.height;
          };
          const lines = [...map.near.lines].map((edge) => [edge.s, edge.t].sort((a, b) => a - b));
          const near = [...map.near.nodes].sort((a, b) => a - b);
          return { near, lines, sight: near.every(inSight) };
        }"""
    )
    both = sorted([number, partner])
    assert found == {"near": both, "lines": [both], "sight": True}
    board.click(partner)
    assert board.panel() == second_name
    expect(board.page.locator("#panel li[aria-current]")).to_have_count(0)
    assert len(board.page.evaluate("() => [...window.netmapMap.current().near.nodes]")) > 2


SEEN = """() => {
  const { zoom, pan, picked, partner } = netmapMap.current();
  return [zoom, pan.x, pan.y, picked, partner];
}"""


def test_a_link_opens_on_exactly_the_part_of_the_map_that_was_seen(fresh: Board) -> None:
    """The same zoom, centre and pair on a screen of that size; on a phone the whole of that part."""
    page = fresh.open(layers="zones", open="police").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#panel .way-in").first.click()
    fresh.settle()
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    fresh.press("Shift+ArrowLeft", "Shift+ArrowUp")
    fresh.settle()
    before, seen = page.evaluate(SEEN), page.evaluate("() => netmapMap.current().seen()")
    assert None not in before
    page.locator(".share-menu > summary").click()
    page.get_by_role("link", name="Copy the link").click()
    link = str(page.evaluate("() => navigator.clipboard.readText()"))
    for phone in (False, True):
        if phone:
            page.set_viewport_size({"width": 390, "height": 844})
            link = link.replace("#", "#map&")
        page.goto("about:blank")
        page.goto(link)
        again = fresh.settle().page.evaluate(SEEN)
        assert again[3:] == before[3:]
        now = page.evaluate("() => netmapMap.current().seen()")
        if phone:
            assert all(now[edge] <= seen[edge] + 1 for edge in ("x1", "y1"))
            assert all(now[edge] >= seen[edge] - 1 for edge in ("x2", "y2"))
        else:
            assert again == pytest.approx(before, abs=0.6)
            assert {"layers=zones", "open=police"} <= set(urlsplit(page.url).query.split("&"))


@pytest.mark.parametrize(
    "end", ["seen=1,1,1,1", "seen=9,9,1,1", "seen=1.2.3,4,5,6", "seen=", "seen=1,2,3,4&with=x"]
)
def test_a_part_that_no_map_has_is_passed_over(fresh: Board, end: str) -> None:
    fresh.page.goto(f"{fresh.address}en/map/?study=riverside#{end}")
    zoom, x, y, *_ = fresh.settle().page.evaluate(SEEN)
    nodes = fresh.page.evaluate(
        "() => { const { size } = netmapMap.current(); return [size.width, size.height]; }"
    )
    assert 0.2 < zoom < 2
    assert 0 < x < nodes[0]
    assert 0 < y < nodes[1] * 2
