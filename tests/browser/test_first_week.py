"""A coordinator's first week on a phone: from an empty store to the board's page."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from netmap.store.opening import open_store
from tests.browser.serving import Service, serving
from tests.browser.test_accessibility import RULES, SERIOUS
from tests.browser.watch import LAPTOP, Watch, on_a_phone, watched
from tests.questions.stores import store_at

pytestmark = pytest.mark.browser

STUDY = "Our partnership"
LAST_YEAR = """Name,Agency,Date,Group,Attended
Ann Lee,Health,2025-05-06,Board,yes
Ben Ode,Schools,2025-05-06,Board,yes
"Cox, Cem",=A1,2025-05-06,Board,apologies
Ann Lee,Health,2025-06-03,Board,yes
Ben Ode,Schools,soon,Board,yes
,Health,2025-06-03,Board,yes
"""
UNSURE = "B. Bob,South,2025-06-03,The board with a name that goes on and on,yes\n"
WRONG = (
    LAST_YEAR.splitlines()[0]
    + "\nZed Zoo,Elsewhere,2025-07-01,Another group,yes\nZoe,Elsewhere,soon,Board,yes\n"
)
OFFLINE = "net::ERR_INTERNET_DISCONNECTED"
FINGER = 44
SMALL = """(least) => [...document.querySelectorAll('.record-page :is(button, select, input), .tick')]
  .map((each) => [each.textContent || each.type, each.getBoundingClientRect()])
  .filter(([name, box]) => box.width > 1 && box.height > 1 && box.height < least && name !== 'checkbox')
  .map(([name, box]) => [name, box.height])"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service over a store without a study."""
    path = tmp_path_factory.mktemp("week") / "ours.netmap"
    open_store(path).close()
    with serving(path) as running:
        yield running
        said = running.said
    assert said == ""


@pytest.fixture
def phone(chromium: Browser, empty: Service) -> Iterator[Watch]:
    with watched(chromium, empty.address, **on_a_phone()) as watch:
        yield watch


def attended(service: Service, study: str) -> list[tuple[str | None, int]]:
    """The days of the board's sittings with how many are marked, the last one first."""
    home = f"{service.address}api/v1/studies/{study}/attendance"
    zones = httpx.get(home).json()["zones"]
    board = next(zone["id"] for zone in zones if zone["name"] == "Board")
    sittings = httpx.get(home, params={"zone": board}).json()["sittings"]
    return [(each["day"], len(each["marks"])) for each in sittings]


def upload(page: Page, name: str, content: bytes) -> None:
    """Choose a file and wait until it was understood."""
    kind = "application/octet-stream"
    page.set_input_files("input[type=file]", {"name": name, "mimeType": kind, "buffer": content})
    page.locator(".import h2").get_by_text(name).wait_for()


def mend(page: Page) -> None:
    """Mend the two bad rows where they stand: first in vain, then with keys only."""
    expect(page.get_by_role("heading", name="Rows to mend: 2")).to_be_visible()
    soon = page.get_by_role("form", name="last-year.csv, line 6").get_by_label("Date")
    nobody = page.get_by_role("form", name="last-year.csv, line 7").get_by_label("Name")
    assert soon.get_attribute("aria-invalid") == nobody.get_attribute("aria-invalid") == "true"
    assert "“soon” is no date." in described(soon)
    nobody.fill("Dot Elm")
    soon.fill("tomorrow")
    soon.press("Enter")
    page.get_by_role("heading", name="Rows to mend: 1").wait_for()
    assert "“tomorrow” is no date." in described(page.locator(":focus"))
    page.keyboard.press("Control+a")
    page.keyboard.type("2025-06-03")
    page.get_by_role("button", name="Take in what can be taken").click()
    page.get_by_text("What you wrote was checked first.").wait_for()
    page.get_by_text("Mended by hand: 2").click()
    page.get_by_role("button", name="Put back as it came: last-year.csv, line 7, Name").click()
    page.get_by_role("form", name="last-year.csv, line 7").get_by_label("Name").fill("Dot Elm")
    page.get_by_role("button", name="Check again").last.click()
    page.get_by_role("heading", name="Rows to mend").wait_for(state="detached")


def described(control: Locator) -> str:
    """What is said to be wrong with a control."""
    return str(
        control.evaluate("(each) => document.getElementById(each.getAttribute('aria-describedby')).innerText")
    )


def choose_board(page: Page) -> None:
    page.get_by_label("Boundary zone").select_option(label="Board")
    page.locator(".who-line").first.wait_for()


def test_a_first_week(phone: Watch, empty: Service) -> None:
    page, study = phone.context.new_page(), STUDY
    page.goto(f"{empty.address}en/")
    page.get_by_role("link", name="Make the first study").click()
    page.get_by_label("Name of the new study").fill(study)
    page.get_by_role("button", name="Make it").click()
    page.get_by_text("Nothing has been recorded yet.").wait_for()

    upload(page, "last-year.csv", LAST_YEAR.encode())
    mend(page)
    page.get_by_role("button", name="Take all of it in").click()
    page.get_by_text("Taken in, as change 1.").wait_for()
    page.get_by_text("Mended by hand before it was taken in: 2").click()
    page.get_by_text("last-year.csv, line 6, Date: “soon” became “2025-06-03”").wait_for()
    assert attended(empty, study) == [("2025-06-03", 3), ("2025-05-06", 3)]

    page.get_by_role("link", name="Attendance").click()
    choose_board(page)
    record_one(page)
    assert [n for _, n in attended(empty, study)] == [4, 3, 3]
    record_offline(phone, page, empty, study)
    assert [n for _, n in attended(empty, study)] == [4, 2, 3, 3]

    page.get_by_role("link", name="Imports and changes").click()
    before = attended(empty, study)
    upload(page, "wrong.csv", WRONG.encode())
    with page.expect_download() as rest:
        page.get_by_role("button", name="Take in what can be taken").click()
    assert rest.value.suggested_filename == "wrong.repair.xlsx"
    page.get_by_text("Taken in, as change 4.").wait_for()
    page.get_by_role("button", name="Undo change 4: wrong.csv").click()
    page.get_by_role("button", name="Undo it", exact=True).click()
    page.get_by_text("Undone: change 4.").wait_for()
    home = f"{empty.address}api/v1/studies/{study}/attendance"
    assert [zone["name"] for zone in httpx.get(home).json()["zones"]] == ["Board"]
    assert attended(empty, study) == before

    page.get_by_role("link", name="Board", exact=True).click()
    page.get_by_role("link", name="Who works with whom").click()
    page.locator("#sentences h1").first.wait_for()
    assert page.locator("#sentences li").count() >= 4
    assert "Zed Zoo" not in page.content()


def record_one(page: Page) -> None:
    """The first sitting: as last time, one away with apologies, and somebody new."""
    expect(page.locator(".tick input:checked")).to_have_count(3)
    page.get_by_role("button", name="Apologies from Ann Lee").click()
    page.get_by_text("Somebody new", exact=True).click()
    page.get_by_label("Name", exact=True).fill("Eve <i>New</i>")
    page.get_by_role("combobox", name="Agency", exact=True).select_option(label="Schools")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Present: 3 · Apologies: 1 · Absent: 0").wait_for()
    page.get_by_role("button", name="Ben Ode was absent").click()
    page.get_by_text("Present: 2 · Apologies: 1 · Absent: 1").wait_for()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved: Board").wait_for()


def record_offline(phone: Watch, page: Page, service: Service, study: str) -> None:
    """The second sitting, of the day before, without a connection, sent once after it came back."""
    context: BrowserContext = phone.context
    page.get_by_label("Day of the sitting").fill("2025-07-01")
    page.get_by_role("button", name="Untick all").click()
    for name in ("Ben Ode", "Dot Elm"):
        page.locator(".tick", has_text=name).click()
    page.reload()
    page.get_by_label("Boundary zone").wait_for()
    choose_board(page)
    page.get_by_text("This is a draft that was kept on this device.").wait_for()
    expect(page.get_by_label("Day of the sitting")).to_have_value("2025-07-01")
    context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Kept on this device, not saved yet: Board").wait_for()
    expect(page.get_by_text("Saved: Board")).to_have_count(0)
    assert len(attended(service, study)) == 3
    context.set_offline(False)
    page.get_by_text("Saved: Board, 1 July 2025").wait_for()
    expect(page.get_by_text("Kept on this device")).to_have_count(0)
    page.reload()
    page.get_by_label("Boundary zone").wait_for()
    phone.console[:] = [line for line in phone.console if OFFLINE not in line]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service over a store whose ids and names are hostile."""
    with serving(store_at(tmp_path_factory.mktemp("recording") / "ours.netmap")) as running:
        yield running


def test_two_correct_one_sitting_and_one_chooses(chromium: Browser, hostile: Service) -> None:
    with watched(chromium, hostile.address, **on_a_phone()) as watch:
        pages = [watch.context.new_page() for _ in range(2)]
        query = "?study=ours&selected=zone&selected-id=%3Cb%3Ex%3C%2Fb%3E"
        for page in pages:
            page.goto(f"{hostile.address}en/attendance/{query}")
            page.get_by_role("button", name="Correct the sitting of 2 April 2024").click()
            page.get_by_text("You are correcting the sitting").wait_for()
        pages[0].get_by_role("button", name="Apologies from Ann").click()
        pages[1].locator(".tick", has_text="Ann").click()
        for page in pages:
            page.get_by_role("button", name="Save the correction").click()
            page.get_by_text("Saved: The board").or_(
                page.get_by_text("Not saved: The board")
            ).first.wait_for()
        asking = pages[1].locator(".asking")
        asking.locator("mark").first.wait_for()
        expect(asking).to_contain_text("Ann: Apologies", use_inner_text=True)
        asking.get_by_role("button", name="Put mine in its place").click()
        pages[1].get_by_text("Saved: The board").wait_for()
        pages[1].wait_for_load_state("networkidle")
        pages[1].locator("summary[aria-label='History of the sitting of 2 April 2024']").click()
        steps = pages[1].locator(".history > li")
        steps.nth(2).wait_for()
        expect(steps.nth(2)).to_contain_text("Ann: taken out", use_inner_text=True)
        watch.console[:] = [line for line in watch.console if "409" not in line]


def test_two_edit_one_record_and_one_chooses(chromium: Browser, hostile: Service) -> None:
    """Both versions stand side by side, nothing is overwritten unseen, and what was typed is still there."""
    with watched(chromium, hostile.address, **on_a_phone()) as watch:
        pages = [watch.context.new_page() for _ in range(2)]
        names = ("Mine <i>first</i>", "Mine, later")
        for page in pages:
            page.goto(f"{hostile.address}en/record/?study=ours#agencies")
            page.get_by_role("button", name="Change North").click()
        for page, name in zip(pages, names, strict=True):
            page.get_by_label("Name *", exact=True).or_(page.get_by_label("Name", exact=True)).fill(name)
            page.get_by_role("button", name="Save", exact=True).click()
            page.locator(".note.good, .asking").first.wait_for()
        asking = pages[1].locator(".asking")
        asking.locator(".two").wait_for()
        told = asking.locator(".two > div").all_inner_texts()
        assert [name in text for name, text in zip(names, told, strict=True)] == [True, True]
        assert agencies(hostile) == {"Mine <i>first</i>", "South"}
        asking.get_by_role("button", name="Put mine in its place").click()
        pages[1].get_by_text("Saved: Agencies, “Mine, later”.").wait_for()
        assert agencies(hostile) == {"Mine, later", "South"}
        seats_of_the_board(pages[1], hostile)
        watch.console[:] = [line for line in watch.console if "409" not in line]


def seats_of_the_board(page: Page, service: Service) -> None:
    """An agency belongs to a zone whoever comes: given a seat on the zone's record, and taken out again."""
    page.get_by_label("Kind of record").select_option(label="Boundary zones")
    page.get_by_role("button", name="Change The board").click()
    page.get_by_label("An agency that belongs to it").select_option(label="South")
    page.get_by_role("button", name="Give it a seat").click()
    page.get_by_role("heading", name="whoever comes: 1").wait_for()
    told = httpx.get(f"{service.address}api/v1/studies/ours/records", params={"table": "seats"}).json()
    assert [row["cells"] for row in told["rows"]] == [{"zone": "<b>x</b>", "agency": "person-1"}]
    page.get_by_role("button", name="Take the seat of South out").click()
    page.get_by_role("heading", name="whoever comes: 0").wait_for()


def agencies(service: Service) -> set[str]:
    """The names of the agencies on record."""
    home = f"{service.address}api/v1/studies/ours/records"
    return {row["cells"]["name"] for row in httpx.get(home, params={"table": "agencies"}).json()["rows"]}


def test_two_spellings_of_a_person_are_made_one_and_two_again(chromium: Browser, hostile: Service) -> None:
    """Near names are seen side by side, two jobs are asked about, and the merge is undone there."""
    home = f"{hostile.address}api/v1/"
    token = httpx.get(f"{home}session").json()
    tell = {"headers": {token["header"]: token["token"]}}
    httpx.post(f"{home}studies", json={"name": "Spelt twice"}, **tell)
    for name, agency in (("Katherine O'Neill", "<b>Schools"), ("Kathryn ONeill", "NHS")):
        study = f"{home}studies/Spelt twice/records"
        values = {"agency": agency, "name": agency}
        httpx.post(study, json={"key": f"agency {agency}", "table": "agencies", "values": values}, **tell)
        values = {"name": name, "agency": agency}
        httpx.post(study, json={"key": f"person {name}", "table": "practitioners", "values": values}, **tell)
    with watched(chromium, hostile.address, **on_a_phone()) as watch:
        page = watch.context.new_page()
        page.goto(f"{hostile.address}en/merge/?study=Spelt%20twice")
        page.get_by_role("searchbox", name="Find a name").fill("kathryn")
        page.get_by_role("button", name="Choose Kathryn ONeill, NHS").click()
        page.get_by_role("searchbox", name="Find a name").fill("o'neill")
        page.get_by_role("button", name="Choose Katherine O'Neill, <b>Schools").click()
        page.get_by_role("button", name="Keep the other one instead").click()
        sides = page.locator(".two > div")
        sides.first.get_by_text("Name: Katherine O'Neill").wait_for()
        expect(page.get_by_role("button", name="Make them one")).to_have_count(0)
        page.get_by_label("Keep both as jobs").click()
        page.get_by_role("button", name="Make them one").click()
        page.get_by_text("Made one:").wait_for()
        page.get_by_text("No two names are near.").wait_for()
        page.get_by_role("button", name="Undo", exact=True).click()
        page.get_by_text("Undone: change").wait_for()
        page.get_by_role("button", name="Look at both: Katherine O'Neill, <b>Schools").wait_for()


@pytest.mark.parametrize(("screen", "language"), [("laptop", "it"), ("phone", "en")])
def test_the_pages_of_recording_are_for_everybody(
    chromium: Browser, hostile: Service, screen: str, language: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    given = on_a_phone() if screen == "phone" else {"viewport": LAPTOP}
    with watched(chromium, hostile.address, **given) as watch:
        page = watch.context.new_page()
        pages = (
            ("attendance", ".who-line"),
            ("record", ".facts-table"),
            ("imports", ".change"),
            ("merge", "h2"),
        )
        for name, ready in pages:
            query = "?study=ours&selected=zone&selected-id=%3Cb%3Ex%3C%2Fb%3E"
            page.goto(f"{hostile.address}{language}/{name}/{query}")
            page.locator(ready).first.wait_for()
            if name == "imports":
                upload(page, "<b>list.csv", (LAST_YEAR + UNSURE).encode())
                page.locator(".question-line").first.wait_for()
            page.evaluate(
                "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"
            )
            found = Axe().run(page, options=RULES).response["violations"]
            serious = [
                (each["id"], each["nodes"][0]["target"]) for each in found if each["impact"] in SERIOUS
            ]
            assert serious == [], name
            assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), name
            assert page.evaluate(SMALL, FINGER) == [], name
            expect(page.get_by_role("heading", level=1)).to_have_count(1)
