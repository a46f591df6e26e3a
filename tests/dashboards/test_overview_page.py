"""The first page: what it says and leads to, where old addresses lead, and what it does without an answer."""

from __future__ import annotations

import re
import time
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from starlette.types import ASGIApp

import netmap
from dashboards.components.page_links import AREAS, MAP
from dashboards.dash_app import ASSETS
from dashboards.pages import PAGES
from dashboards.pages.overview.side_by_side import FIRST_PAIRS
from dashboards.server import assemble
from dashboards.services import Services
from netmap.maps.style import ACCENT
from netmap.model.bundled import bundled_studies
from netmap.model.i18n import LANGUAGES
from netmap.questions import QUESTIONS
from tests.dashboards.asking import ask, unmarked
from tests.dashboards.studies import services_over
from tests.maps.test_style import contrast

HEADLINE = "Little has changed."
CARDS = ("together", "front-line", "meeting", "rests", "gaps")


class Links(HTMLParser):
    """Every address that a page leads to, and every id in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "a":
            self.addresses.append(told["href"] or "")
        self.ids += [told["id"] or ""] if "id" in told else []


def settled(app: ASGIApp, path: str) -> httpx.Response:
    """The answer once it has been worked out."""
    while any(each in (answer := ask(app, path)).text for each in ('http-equiv="refresh"', "data-waits")):
        time.sleep(0.1)
    return answer


@pytest.fixture(scope="module")
def app(bundled: Services) -> ASGIApp:
    return assemble(bundled)


@pytest.fixture(scope="module")
def page(app: ASGIApp) -> str:
    return settled(app, "/en/overview/?study=riverside").text


def test_the_overview_says_its_headline_and_its_cards(page: str) -> None:
    assert f"<h1>{HEADLINE}</h1>" in page.replace("\N{NO-BREAK SPACE}", " ")
    ids = Links(page).ids
    assert [each for each in ids if each in CARDS] == list(CARDS)
    assert len(set(ids)) == len(ids)
    assert "North locality meeting" in page
    assert re.findall(r'<script src="/assets/(\w+)\.js\?m=[\d.]+" defer>', page) == ["lists", "share"]
    assert page.count("<script") == 2
    card = page.partition('id="gaps"')[2].partition("</section>")[0]
    assert "open gaps" in card
    assert re.search(r"The newest(, since [^:]+)?: ", card)
    assert "As of" in card


def test_the_page_as_one_file_shows_the_same_and_leads_nowhere(app: ASGIApp, page: str) -> None:
    answer = settled(app, "/en/overview/overview.html?study=riverside")
    assert "riverside-overview-2024-02.html" in answer.headers["content-disposition"]
    for part in ("src=", "href=", "<script", "<form", "<nav", "url("):
        assert part not in answer.text, part
    assert "default-src 'none'" in answer.text
    for part in ("<h1>", '<p class="lead">', '<section class="box map"', '<p class="paper">'):
        shown = page.partition(part)[2].partition("</p>")[0]
        assert re.sub(r"<a [^>]*>", "", shown) in re.sub(r"<a [^>]*>", "", answer.text), part


def test_names_in_the_file_of_the_page_stay_text(hostile: Services) -> None:
    app = assemble(hostile)
    study = next(each.name for each in hostile.library.entries(hostile.principal))
    text = settled(app, f"/en/overview/overview.html?study={study}").text
    assert "<b>x</b>" not in text
    assert "&lt;b&gt;x&lt;/b&gt;" in text


PERIODS = "study=brightwater&from=2024-01-01&to=2024-12-31&then-from=2023-01-01&then-to=2023-12-31"


def test_two_periods_stand_side_by_side_with_each_agency_in_one_place(app: ASGIApp) -> None:
    page = settled(app, f"/en/overview/side-by-side/?{PERIODS}").text
    side = page.partition('<section class="box side">')[2].partition('<p class="paper">')[0]
    then, now = (part.partition("</figure>")[0] for part in re.split(r"<figure\b[^>]*>", side)[1:])
    places = [re.findall(r'<circle cx="[^"]+" cy="[^"]+" r="[^"]+"', part) for part in (then, now)]
    assert places[0] == places[1] != []
    lines = [part.count("<line ") for part in (then, now)]
    new, gone, kept = map(int, re.findall(r"<h2>(\d+) pairs? (?:is|are) (?:new|gone|kept)</h2>", side))
    assert [kept + gone, kept + new] == lines
    assert side.count("<li>") == new + gone + kept


def test_of_two_periods_each_says_what_its_own_overview_says(app: ASGIApp) -> None:
    page = settled(app, f"/en/overview/side-by-side/?{PERIODS}").text
    assert page.index("<table") < page.index('<section class="box side">')
    rows = [re.findall(r'<p class="number[^>]*>(.*?)</p>', row) for row in page.split("<tr>")[2:-1]]
    for at, days in enumerate(("from=2023-01-01&to=2023-12-31", "from=2024-01-01&to=2024-12-31")):
        alone = settled(app, f"/en/overview/?study=brightwater&{days}").text
        cards = re.findall(r'<p class="number[^>]*>(.*?)(?: <span class="change.*?)?</p>', alone)[:4]
        assert [row[at] for row in rows] == cards


def test_the_change_of_what_reaches_the_board_is_between_the_two_shares_that_are_told(app: ASGIApp) -> None:
    """Over the months that both periods have; the share of the longer one stands beside it."""
    study = netmap.read_study(bundled_studies()["brightwater"])
    months = netmap.reach_over_time(study, "front", "board", transmission_probability=0.2)
    share = months.set_index("month")["share"]
    both = share["2023-07":"2024-01"].mean(), share["2024-07":"2025-01"].mean()
    days = "from=2024-07-01&to=2025-06-30&then-from=2023-07-01&then-to=2024-06-30"
    page = settled(app, f"/en/overview/side-by-side/?study=brightwater&{days}").text
    row = page.split("<tr>")[3]
    then, now = (int(each) for each in re.findall(r'<p class="number">(\d+)', row))
    assert (then, now) == (round(100 * both[0]), round(100 * both[1]))
    assert f"−{then - now} points" in row
    whole = round(100 * share["2023-07":"2024-06"].mean())
    assert f"the mean of the 7 months that both have; over all 12 months it is {whole} of 100." in row
    back = netmap.reach_over_time(study, "board", "front", transmission_probability=0.2).set_index("month")
    heard = re.findall(r"Back to the front line: (\d+) of (\d+)", row.replace("\xa0", " "))
    for told, span in zip(heard, (slice("2023-07", "2024-01"), slice("2024-07", "2025-01")), strict=True):
        people = round(back["n"][span].mean())
        assert tuple(map(int, told)) == (round(people * back["share"][span].mean()), people)
    assert page.split("<tr>")[4].count("This is over all 12 months that have a figure.") == 1


def test_kinds_of_working_pairs_add_up_and_a_trail_alone_is_told_apart(app: ASGIApp) -> None:
    page = unmarked(settled(app, f"/en/overview/side-by-side/?{PERIODS}").text)
    row = page.split("<tr>")[2]
    numbers = [int(each) for each in re.findall(r'<p class="number">(\d+)', row)]
    kinds = [
        int(old) + int(new)
        for old, new in re.findall(r"(\d+)\sof\s\d+\spairs worked .*?; new networks only: (\d+)\.", row)
    ]
    assert kinds == numbers
    assert "Not counted: 1 pair with a cognitive trail alone." in row
    assert f"{numbers[1] - numbers[0]} pairs".replace("-", "−") in row


def test_long_lists_of_pairs_say_how_many_more_there_are_and_the_file_holds_all(app: ASGIApp) -> None:
    page = settled(app, f"/en/overview/side-by-side/?{PERIODS}").text
    kept = page.partition("pairs are kept</h2>")[2].partition("</section>")[0]
    first, fold, more = kept.partition("<details>")
    assert fold
    assert first.count("<li>") == FIRST_PAIRS
    assert f"<summary>Show {more.count('<li>')} more pairs</summary>" in more
    alone = settled(app, f"/en/overview/side-by-side.html?{PERIODS}").text
    told, all_told = (each.partition('<section class="box side">')[2] for each in (page, alone))
    assert all_told.count("<details>") == told.count("<details>")  # a picture of it is as long as the page
    assert all_told.count("<li>") == told.count("<li>")


def test_years_of_unequal_length_are_compared_by_the_months_on_record_in_both(app: ASGIApp) -> None:
    page = settled(app, f"/en/overview/side-by-side/?{PERIODS}").text
    years = page.partition('class="box periods"')[2].partition("</button>")[2].partition("</form>")[0]
    assert re.findall(r">(\d[^<]+)</a>", years) == [
        "2024 and 2025, January to June",
        "2023 and 2024",
        "2022 and 2023, July to December",
    ]
    half = settled(app, unescape(re.findall(r'href="([^"]+)">2024 and 2025', years)[0])).text
    assert "1 January 2025" in half
    assert '<small id="said-then-to">30 June 2024</small>' in half
    assert "Only 1 of 6 months has a figure for the board in both periods." in half
    assert "This is the mean of 1 of 6 months." in half
    unlike = PERIODS.replace("then-from=2023-01-01", "then-from=2023-07-01")
    said = settled(app, f"/en/overview/side-by-side/?{unlike}").text
    assert "The earlier period has 6 months, the later one 12 months:" in said
    assert "points</span>" not in said
    assert "Only" not in page
    assert "−29 points</span>" in page


def test_two_periods_are_told_in_their_order_and_need_no_days(app: ASGIApp) -> None:
    def ends(query: str) -> list[str]:
        page = settled(app, f"/en/overview/side-by-side/?{query}").text
        return re.findall(r"<figcaption>(.*?): \d+ pairs? works? together</figcaption>", page)

    swapped = "from=2023-01-01&to=2023-12-31&then-from=2024-01-01&then-to=2024-12-31"
    assert ends(f"study=brightwater&{swapped}") == ends(PERIODS) == ["31 December 2023", "31 December 2024"]
    assert ends("study=brightwater") == ["30 June 2024", "30 June 2025"]
    first = settled(app, "/en/overview/side-by-side/?study=brightwater&from=2022-07-01&to=2022-12-31").text
    assert "Choose an earlier period to compare with." in first
    early = unmarked(settled(app, "/en/overview/side-by-side/?study=brightwater&then-to=2022-12-31").text)
    assert "Before the launch, on 2 January 2023, only old networks can be told." in early
    undated = settled(app, "/en/overview/side-by-side/?study=emon")
    assert (undated.status_code, undated.headers["location"][:14]) == (307, "/en/overview/?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_overview_opens(app: ASGIApp, language: str) -> None:
    for place in ("overview/", "overview/side-by-side/"):
        answer = settled(app, f"/{language}/{place}?study=riverside&quiet-days=60")
        every_link_opens(app, answer, language)


def every_link_opens(app: ASGIApp, answer: httpx.Response, language: str) -> None:
    assert f'<html lang="{language}">' in answer.text
    for address in set(Links(answer.text).addresses):
        if address not in (f"/{language}/", f"/{language}/studies/"):
            assert dict(parse_qsl(urlsplit(address).query))["quiet-days"] == "60", address
        assert ask(app, address).status_code == 200, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_old_addresses_of_the_map_lead_to_it_with_all_they_held(app: ASGIApp, language: str) -> None:
    days = "study=riverside&from=2023-03-01&to=2024-02-29"
    query = f"{days}&layers=zones&layers=people&selected=agency&selected-id=a%2Cb"
    answer = ask(app, f"/{language}/?{query}")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/{language}/{MAP}/?{query}")
    assert ask(app, f"/{language}").headers["location"] == f"/{language}/"
    assert (
        settled(app, f"/{language}/?study=riverside").text
        == settled(app, f"/{language}/overview/?study=riverside").text
    )


def test_with_several_studies_one_is_chosen_and_that_with_most_to_say_comes_first(app: ASGIApp) -> None:
    answer = ask(app, "/en/")
    there = [address for address in Links(answer.text).addresses if "study=" in address]
    documented = {"community-lab", "piano-di-zona", "wws", "coprogettazione", "necf"}
    names = [address.rpartition("=")[2] for address in there]
    assert names[:2] == ["brightwater", "riverside"]
    assert set(names[2:]) == documented | {f"{each}-simulated" for each in documented} | {"emon"}
    assert [names[names.index(each) + 1] for each in documented] == [
        f"{each}-simulated" for each in documented
    ]
    assert there == [f"/en/overview/?study={name}" for name in names]
    assert "simulated" in answer.text
    assert "documented" in answer.text


def test_a_single_study_opens_at_once(hostile: Services) -> None:
    page = settled(assemble(hostile), "/en/").text
    assert "<h1>" in page
    assert 'class="box figure"' in page
    for name in ("<b>x</b>", "<i>z</i>"):
        assert name not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_what_cannot_be_is_said_with_the_way_back(app: ASGIApp) -> None:
    for query in ("study=riverside&from=1.2.2023", "study=nothing", "study=riverside&partnership=none"):
        answer = ask(app, f"/en/overview/?{query}")
        assert 400 <= answer.status_code < 500
        assert "This cannot be shown" in answer.text


def test_without_a_study_the_page_says_how_to_open_one(tmp_path: Path) -> None:
    answer = ask(assemble(services_over()), "/en/")
    assert "netmap serve my-partnership" in answer.text


def test_every_page_is_in_one_area_and_every_question_on_a_page() -> None:
    names = [name for area in AREAS for name, _ in area.pages]
    assert len(set(names)) == len(names)
    assert {page.name for page in PAGES} | {"overview"} == set(names)
    assert {each.page or each.name for each in QUESTIONS if each.page != "-"} - {"-"} <= set(names)


def test_the_stylesheet_has_five_sizes_one_accent_and_readable_colours() -> None:
    sheet = (ASSETS / "face.css").read_text("utf-8")
    told = dict(re.findall(r"--([\w-]+): ([^;]+);", sheet))
    assert sorted(name for name in told if name.startswith("text-")) == [f"text-{n}" for n in range(1, 6)]
    screen = sheet.partition("@media print")[0]
    sizes = set(re.findall(r"font-size: ([^;]+);", screen)) - {"0"}  # a text for screen readers alone
    assert sizes <= {f"var(--text-{n})" for n in range(1, 6)}
    assert told["face-accent"] == ACCENT
    for ink, ground in (
        ("face-ink", "face-ground"),
        ("face-mute", "face-ground"),
        ("face-accent", "face-accent-soft"),
        ("face-good", "face-good-soft"),
        ("face-worse", "face-worse-soft"),
    ):
        assert contrast(told[ink], told[ground]) >= 4.5, (ink, ground)
    for area in AREAS:
        assert contrast(told[f"area-{area.name}"], "#ffffff") >= 4.5


def test_entries_of_the_legend_look_like_switches_and_the_mark_is_not_read_out() -> None:
    sheet = (ASSETS / "netmap.css").read_text("utf-8")
    marks = dict(
        re.findall(r'\.legend-button\[aria-pressed="(\w+)"\]::after \{ content: "(.)" / ""; \}', sheet)
    )
    assert marks == {"true": "✓", "false": "+"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_board_is_linked_in_every_language(app: ASGIApp, language: str) -> None:
    """What has no room in the row stands behind *More*."""
    page = settled(app, f"/{language}/overview/?study=riverside").text
    for name, _ in AREAS[0].pages:
        assert f'id="to-{name}"' in page
