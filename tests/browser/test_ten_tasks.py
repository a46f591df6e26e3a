"""The ten tasks of a board member, done by what is seen and pressed: in both languages, on laptop and phone.

One visitor for each language and screen comes in by the first page and types no address. The study is the one
that opens first. What it holds was planted; shares are found by other means in
tests/datasets/test_brightwater.py.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, expect

import netmap
from tests import shared_data
from tests.browser.driver import Board
from tests.browser.serving import Service
from tests.browser.watch import LAPTOP, Watch, on_a_phone, watched
from tests.slices import first

pytestmark = pytest.mark.browser

STUDY = {
    "en": "Brightwater Early Help Partnership (simulated)",
    "it": "Partenariato di Brightwater (simulato)",
}
LAST_DAY, YEAR_BEFORE, LAUNCH = "2025-06-30", "2024-06-30", "2023-01-02"
AGENCY = "harvest"
NETWORKS = ("old_network", "new_network")
PNG = b"\x89PNG\r\n\x1a\n"
SCREENS: dict[str, dict[str, Any]] = {"laptop": {"viewport": LAPTOP}, "phone": on_a_phone()}
VISITS = [("en", "laptop"), ("it", "phone"), ("it", "laptop"), ("en", "phone")]
"""Who comes: the first two read each language and use each screen; the others come in `make soak`."""

PRESSED = {
    "en": {
        "map": "Who works with whom",
        "launch": "Since launch",
        "side": "Two periods side by side",
        "open map": "Open the map",
        "share": "Share this",
        "fixed": "Copy the link",
        "pairs": "Save “Every pair of agencies” (CSV)",
        "picture": "Save the map as a picture (PNG)",
        "page": "Save this page as a picture (PNG)",
        "words": "What the words mean",
        "old network": "old network",
        "how": "How we know",
    },
    "it": {
        "map": "Chi lavora con chi",
        "launch": "Dall’avvio",
        "side": "Due periodi fianco a fianco",
        "open map": "Apri la mappa",
        "share": "Condividi",
        "fixed": "Copia il collegamento",
        "pairs": "Salva «Tutte le coppie di enti» (CSV)",
        "picture": "Salva la mappa come immagine (PNG)",
        "page": "Salva questa pagina come immagine (PNG)",
        "words": "Che cosa significano le parole",
        "old network": "rete storica",
        "how": "Come lo sappiamo",
    },
}
"""What is pressed, in each language."""

SAID = {
    "en": {
        "most together": "{new} new networks, {old} old networks: mostly new since the launch",
        "most": "9 of their 14 networks are new since the launch; older: 5.",
        "now": "{now} of 78 agency pairs have an active network, {fewer} fewer than on 30 June 2024 (then",
        "kinds": "{old} of {n} pairs worked together before the launch and still do; new networks only",
        "launch": "14 more than at the launch on 2 January 2023: 42 then, 56 now.",
        "since": "56 of 78 agency pairs have an active network, 14 more than on 2 January 2023 (then 42).",
        "matters most": "Practice exchange",
        "meeting": "Without “Practice exchange”, 16 of 100 at the front line would reach the board, not 54.",
        "meeting page": "Without “Practice exchange”, 16 of 100 at the front line would reach the board",
        "reaches": "within six months. Over the same months it is 54, 19 points less than the 73",
        "back": "Back to the front line: 5 of 8 at the board can be heard there.",
        "stops": "Of 100 at the front line 70 get to Management, 54 to the board: most is lost before",
        "closed": "All 36 people who get there hear back",
        "unnamed": "Who these people are is for your coordinator",
        "way": "54 of 100 at the front line reach the board within six months.",
        "rests": "6 people at two levels",
        "nobody": "Without the people at two levels, nobody else would reach the board.",
        "depends": "and, among the agencies, most on Brightwater Children's Social Care.",
        "hears back": "Who hears back",
        "days": ["30 June 2024", "30 June 2025"],
        "ends": ["31 December 2023", "31 December 2024"],
        "became": ["No pair is new", "{gone} pairs are gone", "{kept} pairs are kept"],
        "partner": "11 new networks, 2 old networks",
        "old network": "Two who shared 3 occasions or more over 90 days before the launch (baseline).",
        "number": "A pair counts if an old or new network between them, or their people, is active.",
    },
    "it": {
        "most together": "{new} nuove reti, {old} reti storiche: per lo più nate dopo l’avvio",
        "most": "Delle loro 14 reti 9 sono nate dopo l’avvio; già prima: 5.",
        "now": "{now} coppie di enti su 78 lavorano insieme, {fewer} in meno",
        "kinds": "{old} coppie su {n} lavoravano insieme prima dell’avvio e lo fanno ancora",
        "launch": "14 in più rispetto all’avvio (2 gennaio 2023): allora 42, oggi 56.",
        "since": "56 coppie di enti su 78 lavorano insieme, 14 in più",
        "matters most": "Tavolo di confronto",
        "meeting": "Senza «Tavolo di confronto», arriverebbe al vertice la voce di 16 su 100",
        "meeting page": "Senza «Tavolo di confronto», arriverebbe al vertice la voce di 16",
        "reaches": "Confrontando gli stessi mesi, la quota è scesa di 19 punti: prima 73, ora 54.",
        "back": "Al ritorno, in prima linea arriva la voce di 5 su 8 componenti del vertice.",
        "stops": "Di 100 persone in prima linea, 70 si fanno sentire a «Coordinamento», 54 al vertice",
        "closed": "il giro si chiude",
        "unnamed": "I nomi sono riservati al coordinamento",
        "way": "54 su 100",
        "rests": "6 persone che siedono a due livelli",
        "nobody": "Senza chi siede a due livelli, al vertice non arriverebbe più la voce di nessun altro.",
        "depends": "e, tra gli enti, soprattutto su Tutela minori.",
        "hears back": "Chi riceve un ritorno",
        "days": ["30 giugno 2024", "30 giugno 2025"],
        "ends": ["31 dicembre 2023", "31 dicembre 2024"],
        "became": [
            "Nessuna coppia nuova",
            "{gone} coppie non lavorano più insieme",
            "{kept} coppie continuano",
        ],
        "partner": "11 nuove reti, 2 reti storiche",
        "old network": "Due persone con almeno 3 occasioni di incontro in 90 giorni prima dell’avvio",
        "number": "Una coppia conta se c’è una rete storica o una nuova rete attiva",
    },
}
"""What is read there, in each language."""

DRAWN = """() => {
  const { drawn, labels } = window.netmapMap.current();
  const box = window.netmapMap.extent([...drawn.nodes.values()]);
  return [box.y2 - box.y1, box.x2 - box.x1, labels.placed.length, drawn.nodes.size];
}"""
"""How tall and wide what is drawn lies, how many names it shows, and how many agencies."""


class Visitor:
    """Somebody with one language and one screen, who comes in by the first page."""

    def __init__(self, watch: Watch, service: Service, language: str, screen: str) -> None:
        self.watch, self.service, self.language, self.screen = watch, service, language, screen
        self.page = watch.context.new_page()
        self.page.goto(service.address)
        self.presses, self.reads = PRESSED[language], SAID[language]

    def begin(self) -> None:
        """Back to the overview; the first time, and from another period, by the first page."""
        close = self.page.locator("#map-close")
        if close.is_visible():
            close.click()
        overview = self.page.locator("#to-overview")
        if overview.count() and not any(each in self.page.url for each in (LAUNCH, "then-from")):
            overview.click()
        else:
            self.page.locator("header").get_by_role("link", name="netmap").click()
            first = self.page.locator(".studies h2 a").first
            expect(first).to_have_text(STUDY[self.language])
            first.click()
        self.page.locator("#together").wait_for()
        assert urlsplit(self.page.url).path == f"/{self.language}/overview/"

    def text(self, where: str | Locator) -> str:
        """What is shown at a place, on one line."""
        found = self.page.locator(where).first if isinstance(where, str) else where
        return " ".join(found.inner_text().split())

    def press(self, name: str, role: Any = "link") -> None:
        self.page.get_by_role(role, name=self.presses[name]).locator("visible=true").first.click()

    def fold(self, name: str, inside: str = "body") -> None:
        """Open what is folded up under a name."""
        found = self.page.locator(f"{inside} summary", has_text=self.presses[name])
        found.locator("visible=true").first.click()

    def card(self, name: str, said: str) -> None:
        """Open the page behind a card, and read there what is said."""
        self.page.locator(f"#{name} h2 a").click()
        expect(self.page.locator("#content")).to_contain_text(self.reads[said], timeout=20_000)

    def map(self) -> Board:
        """The map, when it has come to rest."""
        return Board(self.page, self.service.address, self.language).settle()

    def take(self, link: Locator, folder: Path) -> Path:
        """Take a file away."""
        with self.page.expect_download() as told:
            link.click()
        path = folder / told.value.suggested_filename
        told.value.save_as(path)
        return path


@pytest.fixture(scope="module")
def visitors(chromium: Browser, service: Service) -> Iterator[Callable[[str, str], Visitor]]:
    """A visitor for each language and screen that is asked for; each has one page for all tasks."""
    with ExitStack() as watches:

        @cache
        def visitor(language: str, screen: str) -> Visitor:
            kind = SCREENS[screen]
            watch = watches.enter_context(watched(chromium, service.address, locale=language, **kind))
            return Visitor(watch, service, language, screen)

        yield visitor


@pytest.fixture(params=first(2, VISITS), ids="-".join)
def visitor(request: pytest.FixtureRequest, visitors: Callable[[str, str], Visitor]) -> Iterator[Visitor]:
    found = visitors(*request.param)
    found.page.bring_to_front()
    found.begin()
    yield found
    found.watch.assert_clean()


@dataclass(frozen=True, slots=True)
class Truth:
    """Pairs of agencies by what the library finds: of each the old and new networks that are active."""

    now: pd.DataFrame
    before: pd.DataFrame
    names: dict[str, str]

    @property
    def by_strongest(self) -> tuple[int, int]:
        old = int((self.now["old_network"] > 0).sum())
        return old, len(self.now) - old

    def named(self, pair: tuple[str, str]) -> frozenset[str]:
        return frozenset(self.names[each] for each in pair)


@pytest.fixture
def truth(visitor: Visitor, pairs: tuple[pd.DataFrame, pd.DataFrame]) -> Truth:
    agencies = shared_data.bundled("brightwater").in_language(visitor.language).agencies
    return Truth(*pairs, dict(zip(agencies["agency"], agencies["name"], strict=True)))


@pytest.fixture(scope="module")
def pairs() -> tuple[pd.DataFrame, pd.DataFrame]:
    study = shared_data.bundled("brightwater")
    return _pairs(study, LAST_DAY), _pairs(study, YEAR_BEFORE)


def _pairs(study: netmap.Study, day: str) -> pd.DataFrame:
    ties = netmap.agency_ties(study, as_of=day)
    ties = ties[(ties["state"] == "active") & ties["kind"].isin(NETWORKS)]
    table = ties.pivot_table(index=["agency_a", "agency_b"], columns="kind", values="n", aggfunc="sum")
    return table.reindex(columns=NETWORKS).fillna(0).astype(int)


def test_who_works_together_most_old_or_new(visitor: Visitor, truth: Truth) -> None:
    most = truth.now.sum(axis="columns").idxmax()
    old, new = truth.now.loc[most]
    assert visitor.reads["most"] in visitor.text(".map .closest")
    visitor.press("map")
    visitor.map()
    names, ties = visitor.page.locator("#panel .way-in").first.locator("> *").all_inner_texts()
    assert frozenset(names.split(" – ")) == truth.named(most)
    assert ties == visitor.reads["most together"].format(old=old, new=new)
    assert (old, new) == (5, 9)
    assert visitor.reads["most"] in visitor.text(".closest")
    assert truth.named(most) == {name for name in truth.names.values() if name in visitor.text(".closest")}


def test_has_it_grown_in_a_year_and_since_launch(visitor: Visitor, truth: Truth) -> None:
    now, fewer = len(truth.now), len(truth.before) - len(truth.now)
    assert visitor.reads["now"].format(now=now, fewer=fewer) in visitor.text(".lead")
    visitor.page.locator(".period-menu > summary").click()
    visitor.press("launch")
    visitor.page.wait_for_url(f"**from={LAUNCH}&to={LAST_DAY}")
    old, new = truth.by_strongest
    assert visitor.reads["kinds"].format(old=old, new=new, n=old + new) in visitor.text("#together .says")
    assert visitor.reads["launch"] in visitor.text("#together .says")
    assert visitor.reads["since"] in visitor.text(".lead")
    assert visitor.text("#together .change").startswith("+14")


def test_which_meeting_matters_most_and_why(visitor: Visitor) -> None:
    assert visitor.text("#meeting .number") == visitor.reads["matters most"]
    assert visitor.reads["meeting"] in visitor.text("#meeting .says")
    visitor.card("meeting", "meeting page")


def test_does_the_front_line_reach_the_board_and_what_comes_back(visitor: Visitor) -> None:
    assert visitor.reads["reaches"] in visitor.text(".lead")
    says = visitor.text("#front-line .says")
    assert visitor.reads["back"] in says
    assert visitor.reads["stops"] in says
    visitor.card("front-line", "way")
    visitor.page.get_by_text(visitor.reads["hears back"]).first.click()
    expect(visitor.page.get_by_text(visitor.reads["closed"]).first).to_be_visible()
    expect(visitor.page.get_by_text(visitor.reads["stops"]).first).to_be_visible()


def test_on_whom_does_it_depend(visitor: Visitor) -> None:
    assert visitor.text("#rests .number") == visitor.reads["rests"]
    assert visitor.reads["nobody"] in visitor.text("#rests .says")
    visitor.card("rests", "depends")
    assert visitor.reads["unnamed"] in visitor.text("#content")
    assert "Colleague" not in visitor.text("#content")


def test_what_changed_between_two_years_side_by_side(visitor: Visitor, truth: Truth) -> None:
    now, before = ({truth.named(pair) for pair in pairs.index} for pairs in (truth.now, truth.before))
    visitor.press("side")
    side = visitor.page.locator(".side")
    side.wait_for()
    captions = [text.split(": ") for text in side.locator("figcaption").all_inner_texts()]
    assert [day for day, _ in captions] == visitor.reads["days"]
    assert [int(said.split()[0]) for _, said in captions] == [len(before), len(now)]
    maps = side.locator("svg.agencies")
    if visitor.screen == "phone":  # one at a time, with names that can be read
        seen = []
        for which in side.locator(".switch label").all():
            which.click()
            seen.append([each.is_visible() for each in maps.all()])
        assert seen == [[True, False], [False, True]]
        size = maps.last.locator(".name").first.evaluate("(each) => each.getCTM().a * 12.5")
        assert size >= 11
    else:
        assert all(drawn.is_visible() for drawn in maps.all())
    became = [now - before, before - now, now & before]
    counts = dict(zip(("new", "gone", "kept"), map(len, became), strict=True))
    assert side.locator("h2").all_inner_texts() == [each.format(**counts) for each in visitor.reads["became"]]
    shown = [section.locator("li").all_text_contents() for section in side.locator("section").all()]
    assert [{frozenset(pair.split(" – ")) for pair in each} for each in shown] == became
    for name, day in (("then-from", "2023-01-01"), ("then-to", "2023-12-31"), ("to", "2024-12-31")):
        visitor.page.locator(f".periods [name={name}]").fill(day)
    visitor.page.locator(".periods [name=from]").fill("2024-01-01")
    visitor.page.locator(".periods button").click()
    visitor.page.wait_for_url("**then-from=2023-01-01**")
    assert [text.split(": ")[0] for text in side.locator("figcaption").all_inner_texts()] == visitor.reads[
        "ends"
    ]


def test_one_agency_and_its_neighbours(visitor: Visitor, truth: Truth) -> None:
    name = truth.names[AGENCY]
    partners = {frozenset(pair) - {AGENCY} for pair in truth.now.index if AGENCY in pair}
    if visitor.screen == "laptop":
        visitor.press("open map")
        board = visitor.map()
        visitor.page.locator("#panel").get_by_role("button", name=name).last.click()
    else:
        visitor.page.locator(".listed").get_by_role("link", name=name).click()
        board = visitor.map()
    board.settle()
    assert board.panel().endswith(name)
    shown = visitor.page.locator("#panel .row-list").first.locator("li, tr, dt")
    assert visitor.reads["partner"] in visitor.text("#panel")
    expect(shown).to_have_count(len(partners))


def test_on_a_phone_every_agency_that_is_drawn_has_its_name(visitor: Visitor) -> None:
    """The map is turned to fill an upright screen, and the name of the study stands whole above it."""
    visitor.press("map")
    board = visitor.map()
    if visitor.screen == "phone":
        assert visitor.text(".study-name > span").startswith(STUDY[visitor.language])
        title = visitor.page.locator(".study-name > span")
        assert title.evaluate("(each) => each.scrollHeight <= each.parentElement.clientHeight + 1")
        visitor.press("open map", "button")
        visitor.page.locator("#map").wait_for()
        board.settle()
    tall, wide, named, drawn = visitor.page.evaluate(DRAWN)
    assert (tall > 1.3 * wide) == (visitor.screen == "phone")
    assert named == drawn == 12


def test_share_the_exact_view(visitor: Visitor) -> None:
    visitor.fold("share", "header")
    link = visitor.page.get_by_role("link", name=visitor.presses["fixed"])
    told = parse_qs(urlsplit(str(link.get_attribute("href"))).query)
    assert told == {
        "study": ["brightwater"],
        "from": ["2024-07-01"],
        "to": [LAST_DAY],
        "baseline": [LAUNCH],
    }
    seen = [visitor.text(each) for each in ("h1", ".lead", ".cards")]
    visitor.page.goto(urljoin(visitor.page.url, str(link.get_attribute("href"))))
    visitor.page.locator(".cards").wait_for()
    assert [visitor.text(each) for each in ("h1", ".lead", ".cards")] == seen


def test_a_picture_and_a_file_for_a_board_paper(visitor: Visitor, truth: Truth, tmp_path: Path) -> None:
    visitor.fold("share", "header")
    table = visitor.take(visitor.page.get_by_role("link", name=visitor.presses["pairs"]), tmp_path)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= len(truth.now)
    assert {row["simulated"] for row in rows} <= {"True", "true", "yes"}
    for name, least in (("page", 2560), ("picture", 1000)):
        button = visitor.page.get_by_role("button", name=visitor.presses[name])
        taken = visitor.take(button, tmp_path)
        kind = "overview" if name == "page" else "map"
        assert taken.name == f"brightwater-{kind}-{LAST_DAY[:7]}.png"
        expect(visitor.page.locator(".share-menu [role=status]")).to_contain_text(taken.name)
        picture = taken.read_bytes()
        assert picture.startswith(PNG)
        assert int.from_bytes(picture[16:20]) >= least
        assert len(picture) > 40_000


def test_what_a_word_and_a_number_mean(visitor: Visitor) -> None:
    page = visitor.page
    if visitor.screen == "laptop":
        page.locator(".legend .word", has_text=visitor.presses["old network"]).click()
        assert visitor.reads["old network"] in visitor.text(".word-card:popover-open")
        page.keyboard.press("Escape")
    else:
        page.locator(".method-menu > summary").click()
        visitor.fold("words", ".method-menu")
        assert visitor.reads["old network"] in visitor.text(".method-menu .words dl")
        page.locator(".method-menu > summary").click()
    visitor.fold("how", "#together")
    assert visitor.reads["number"] in visitor.text("#together .known > div")
