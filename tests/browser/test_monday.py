"""A coordinator's Monday: the work list is opened, a gap is written of, done by an attendance, and closes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

import netmap
from netmap.library.principals import LOCAL_USER
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.opening import open_store
from tests.browser.serving import Service, serving
from tests.browser.test_accessibility import RULES, SERIOUS, TARGET, TOO_SMALL
from tests.browser.watch import LAPTOP, on_a_phone, watched
from tests.records.test_work_list import ZONE, town

pytestmark = pytest.mark.browser

STUDY, FILES, ODD = "town", "files", "odd"
QUIET = {"en": "Boundary zone gone quiet", "it": "Zona di confine che non si riunisce più"}
PATIENCE_MS = 120_000
"""So long the first list may take on a busy machine."""

WIDER = "() => document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service over a store with a zone that went quiet, and the same study in files."""
    folder: Path = tmp_path_factory.mktemp("monday")
    with open_store(folder / "ours.netmap") as store:
        store.create_study(LOCAL_USER, STUDY)
        store.write_study(LOCAL_USER, STUDY, town())
        odd = pd.DataFrame({"rule": ["<b>x</b>"], "setting": ["days"], "value": ["1"]})
        store.create_study(LOCAL_USER, ODD)
        store.write_study(LOCAL_USER, ODD, town())
        store.write(LOCAL_USER, ODD, ChangeSet("test", {"work_rules": TableChange(odd)}, "x"))
    netmap.write_study(town(), folder / FILES)
    with serving(folder / "ours.netmap", folder / FILES) as running:
        yield running
        said = running.said
    assert said == ""


def opened(page: Page, service: Service, language: str = "en", study: str = STUDY) -> Locator:
    """The work list, and in it the item of the zone that went quiet."""
    page.goto(f"{service.address}{language}/work-list/?study={study}")
    found = page.locator(".item", has_text=ZONE).first
    found.wait_for(timeout=PATIENCE_MS)
    return found


def rest(page: Page) -> None:
    """Wait until the list is today's and stays as it is: what opens first may be older, and is drawn anew."""
    page.wait_for_function(
        """() => {
          const { open, done, changes } = window.netmapTest;
          const now = [open, done, changes].join();
          const still = now === window.lastSeen && open === 0 && !document.querySelector('.work-head .wait');
          window.calm = still ? (window.calm || 0) + 1 : 0;
          window.lastSeen = now;
          return window.calm >= 10;
        }""",
        timeout=PATIENCE_MS,
    )


def sound(page: Page) -> None:
    """Nothing serious in the page, nothing too small for a finger, nothing wider than the screen."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [each["id"] for each in found if each["impact"] in SERIOUS] == []
    assert not page.evaluate(WIDER)


def test_a_monday(chromium: Browser, service: Service) -> None:
    with watched(chromium, service.address, **on_a_phone()) as phone:
        page = phone.context.new_page()
        other = phone.context.new_page()
        item = opened(page, service)
        rest(page)
        expect(page.locator("h1")).to_have_text(re.compile(r"open\.$"))
        sound(page)
        assert [each for each in page.evaluate(TOO_SMALL, TARGET) if "netmap" not in str(each)] == []

        # two people on one item: both versions are shown, and the second one chooses
        theirs = opened(other, service)
        rest(other)
        for each in (item, theirs):
            each.get_by_role("button", name="Owner, date and note of").click()
            each.get_by_label("Owner", exact=True).wait_for()
        item.get_by_label("Owner", exact=True).fill("Ann; the, first")
        item.get_by_label("Due", exact=True).fill("2011-01-31")
        item.get_by_role("button", name="Save").click()
        page.get_by_text("Saved: Boundary zone gone quiet").wait_for()
        expect(item).to_contain_text("Ann; the, first", use_inner_text=True)
        expect(item).to_contain_text("Overdue since 31 January 2011", use_inner_text=True)
        theirs.get_by_label("Owner", exact=True).fill("<b>Bob</b>")
        theirs.get_by_role("button", name="Save").click()
        theirs.get_by_text("Somebody else wrote of this item meanwhile.").wait_for()
        both = theirs.locator(".two")
        expect(both).to_contain_text("Owner: Ann; the, first", use_inner_text=True)
        expect(both).to_contain_text("Owner: <b>Bob</b>", use_inner_text=True)
        theirs.get_by_role("button", name="Keep what is on record").click()
        other.close()
        assert all("409" in each for each in phone.console)  # the browser tells of the refusal
        phone.console.clear()

        # one press leads to where it is done, and the data close it
        item.get_by_role("link", name="Record a sitting").click()
        page.locator(".who-line").first.wait_for()
        expect(page.get_by_label("Boundary zone").locator("option:checked")).to_have_text(ZONE)
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved: ").wait_for()
        page.get_by_role("link", name="Work list").click()
        page.get_by_role("button", name="Closed 1").wait_for(timeout=PATIENCE_MS)
        page.get_by_role("button", name="Closed 1").click()
        gone = page.locator(".item", has_text=ZONE)
        gone.get_by_text("Closed", exact=False).first.wait_for()
        expect(gone).to_contain_text("Ann; the, first", use_inner_text=True)
        gone.get_by_role("button", name="Owner, date and note of").click()
        gone.get_by_text("History").click()
        gone.get_by_text("closed: the data no longer show it").wait_for()
        sound(page)


@pytest.mark.parametrize("how", [on_a_phone(), {"viewport": LAPTOP}])
def test_the_card_of_the_overview_fills_itself_and_leads_to_the_list(
    chromium: Browser, service: Service, how: dict[str, Any]
) -> None:
    with watched(chromium, service.address, **how) as reader:
        page = reader.context.new_page()
        page.goto(f"{service.address}en/overview/?study={STUDY}")
        page.locator("#gaps .number", has_text="open gap").wait_for(timeout=PATIENCE_MS)
        expect(page.locator("#gaps .says")).to_contain_text("As of", use_inner_text=True)
        sound(page)
        page.locator("#gaps h2 a").click()
        page.locator(".item").first.wait_for(timeout=PATIENCE_MS)


def test_the_list_on_a_laptop_in_italian(chromium: Browser, service: Service) -> None:
    with watched(chromium, service.address, viewport=LAPTOP) as laptop:
        page = laptop.context.new_page()
        page.goto(f"{service.address}it/work-list/?study={STUDY}")
        page.locator(".item").first.wait_for(timeout=PATIENCE_MS)
        rest(page)
        page.get_by_text("Ordina, raggruppa").click()
        page.get_by_label("Raggruppate per").select_option("severity")
        page.locator("h2.group").first.wait_for()
        shown = page.locator(".item")
        every = shown.count()
        counts = []
        for severity in ("high", "medium", "low"):
            with page.expect_response("**/parts/work-list/list/**"):
                page.get_by_label("Quanto è grave").select_option(severity)
            expect(page.get_by_label("Quanto è grave")).to_have_value(severity)
            counts.append(shown.count())
            expect(page.locator(f".item .severity.{severity}")).to_have_count(counts[-1])
        assert sum(counts) == every > 0
        page.get_by_label("Quanto è grave").select_option("")
        with page.expect_download() as taken:
            page.get_by_role("link", name="Tabelle per Excel (XLSX)").click()
        assert taken.value.suggested_filename.endswith(".xlsx")
        with page.expect_download() as taken:
            page.get_by_role("link", name="Scadenze").click()
        assert taken.value.suggested_filename.endswith(".ics")
        assert Path(taken.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
        sound(page)


def test_what_is_new_since_the_last_visit(chromium: Browser, service: Service) -> None:
    with watched(chromium, service.address, viewport=LAPTOP) as laptop:
        page = laptop.context.new_page()
        page.goto(f"{service.address}en/work-list/?study={STUDY}")
        page.locator(".item").first.wait_for(timeout=PATIENCE_MS)
        rest(page)
        slot = json.dumps(["netmap", "work list", STUDY], separators=(",", ":"))
        kept: dict[str, Any] = json.loads(page.evaluate("(slot) => localStorage.getItem(slot)", slot))
        new = next(item for item, state in kept["states"].items() if state == "open")
        states = {item: state for item, state in kept["states"].items() if item != new}  # a week ago
        old = {"at": kept["at"] - 7 * 24 * 3600 * 1000, "states": states, "before": None}
        # said before the page's own scripts run: what the page that is left still writes is written over
        page.add_init_script(f"localStorage.setItem({json.dumps(slot)}, {json.dumps(json.dumps(old))})")
        page.reload()
        page.get_by_text("Since your last visit").wait_for(timeout=PATIENCE_MS)
        rest(page)
        expect(page.locator(".work-head")).to_contain_text("1 new", use_inner_text=True)


def test_a_study_of_files_is_shown_and_not_written(chromium: Browser, service: Service) -> None:
    with watched(chromium, service.address, viewport=LAPTOP) as laptop:
        page = laptop.context.new_page()
        item = opened(page, service, study=FILES)
        expect(page.get_by_text("This study is read from files")).to_be_visible()
        expect(item.get_by_role("button")).to_have_count(0)
        expect(item.get_by_role("link", name="Record a sitting")).to_have_count(1)


def test_a_rule_that_does_not_fit_is_mended_on_the_page(chromium: Browser, service: Service) -> None:
    with watched(chromium, service.address, viewport=LAPTOP) as laptop:
        page, other = laptop.context.new_page(), laptop.context.new_page()
        page.goto(f"{service.address}en/work-list/?study={ODD}")
        page.get_by_role("button", name="Take it out").click()
        page.locator(".item").first.wait_for(timeout=PATIENCE_MS)
        assert all(
            "422" in each or "400" in each for each in laptop.console
        )  # the browser tells of the refusal
        laptop.console.clear()

        # two set one setting: the second one sees both and chooses
        for each in (page, other):
            each.goto(f"{service.address}en/work-list/?study={ODD}")
            each.locator(".item").first.wait_for(timeout=PATIENCE_MS)
            each.get_by_text("The rule of this list").click()
            each.get_by_label("Setting").select_option(label=f"{QUIET['en']}: times")
        page.get_by_label("Set to").fill("4")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("times is 4.").wait_for()
        other.get_by_label("Set to").fill("5")
        other.get_by_role("button", name="Save").click()
        other.get_by_text("Somebody else saved this setting meanwhile.").wait_for()
        expect(other.locator(".two")).to_contain_text("4", use_inner_text=True)
        other.get_by_role("button", name="Put mine in its place").click()
        other.get_by_text("times is 5.").wait_for()
        assert all("409" in each for each in laptop.console)
        laptop.console.clear()
