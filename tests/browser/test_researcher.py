"""A researcher's visit: two partnerships, two periods, one finding, one figure, one data file, the code."""

from __future__ import annotations

import contextlib
import csv
import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
from playwright.sync_api import Browser, Download, Page, expect

import netmap
from tests.browser.serving import Service
from tests.browser.watch import watched

QUERY = "?study=riverside&beside=brightwater&around=2023-09-01&months=6&draws=19"


def taken(page: Page, selector: str, folder: Path) -> Path:
    """Press something that gives a file; where it is then."""
    with page.expect_download() as told:
        page.locator(selector).first.click()
    download: Download = told.value
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def test_a_researcher_compares_two_partnerships_and_takes_it_away(
    chromium: Browser, service: Service, tmp_path: Path
) -> None:
    with watched(chromium, service.address) as watch:
        page = watch.context.new_page()
        page.goto(f"{service.address}en/compare/{QUERY}", wait_until="commit")
        page.wait_for_selector("#compare-tested figure .main-svg", timeout=30_000)
        card = page.locator("#compare-tested section").first
        finding = card.locator("li").first.inner_text()
        assert "chance" in finding
        expect(page.locator(".small-maps img")).to_have_count(4)
        wide = page.locator(".small-maps img").evaluate_all(
            "(every) => every.map((each) => each.naturalWidth)"
        )
        assert min(wide) > 0
        drawn = taken(page, ".small-maps [data-picture]", tmp_path)
        assert drawn.suffix == ".svg"
        assert ET.parse(drawn).getroot().tag.endswith("svg")  # noqa: S314  (our own file)

        page.locator("#compare-tested details.twins").first.locator("summary").click()
        expect(page.locator("#compare-tested .twins table").first.locator("tbody tr")).to_have_count(20)
        figure = taken(page, "#compare-tested [data-figure]", tmp_path)
        assert figure.suffix == ".svg"
        assert "<svg" in figure.read_text("utf-8")
        file = taken(page, "#compare-tested a[href*='compared.csv']", tmp_path)
        rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
        assert {row["partnership"] for row in rows} == {"riverside", "brightwater"}
        assert {row["window"] for row in rows} == {"before", "after"}
        assert taken(page, "#compare-tested a[href*='compare.xlsx']", tmp_path).stat().st_size > 5_000

        page.wait_for_selector("#compare-bounds figure .main-svg", timeout=60_000)
        bounds = pd.read_csv(taken(page, "#compare-bounds a[href*='bounds-of-recording.csv']", tmp_path))
        assert set(bounds["partnership"]) == {"riverside", "brightwater"}
        network = taken(page, "a[href*='brightwater/network.gexf']", tmp_path)
        assert network.name == "brightwater-network.gexf"
        assert len(netmap.read_network(network).practitioners) > 50

        code = page.locator("#code-program-compared").text_content() or ""
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(code, "code", "exec"), {})  # noqa: S102
        again = pd.read_csv(io.StringIO(said.getvalue()))
        told = pd.read_csv(file)[again.columns]
        pd.testing.assert_frame_equal(told, again, check_exact=False, rtol=1e-12)

        kept = page.locator("a", has_text="The address of this comparison").get_attribute("href") or ""
        assert "made-of=" in kept
        assert kept.count("measure=") == 5
        other = kept.replace("made-of=", "made-of=0")
        page.goto(f"{service.address}en/compare/{other}", wait_until="commit")
        page.wait_for_selector("text=The record has changed since")

        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_selector("#compare-trails .main-svg", timeout=60_000)
        page.wait_for_function("() => document.documentElement.scrollWidth <= window.innerWidth")
        watch.assert_clean()
