"""The page of the monthly feedback session: the pack of a month on screen, and ways to print it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboards.answer_page.parts import card
from dashboards.answer_page.plain import Shown, plain_page
from dashboards.answer_page.state import file_of, search_of
from dashboards.components.aria import data
from netmap.model.i18n import LANGUAGES, N_, translator
from netmap.questions.monthly import QUESTION
from netmap.questions.monthly.packs import Month, Pack
from netmap.questions.monthly.print_pack import DISCUSS, GAPS
from netmap.questions.monthly.sentences import questions_of, recorded, said_of

PRINT = N_("Print")
PRINT_MORE = N_("Two A4 pages for each partnership, agencies and counts only.")
PRINT_IN = N_("The pack to print, in English")
BEFORE, AFTER = N_("The month before"), N_("The month after")
OTHER_MONTH = N_("Another month")
ONE = N_("Only this partnership")
GAP = N_("{title}: {about}")


def drawn(shown: Shown) -> Sequence[html.Section]:
    """The ways to print and to other months, then the pack, or a card for each partnership."""
    packs = shown.answer.facts.packs
    if not packs:
        return []
    if len(packs) == 1:
        return [_ways(shown), *_pack(shown, packs[0])]
    return [_ways(shown), *(_short(shown, pack) for pack in packs)]


def _ways(shown: Shown) -> html.Section:
    t, month = shown.t, shown.answer.facts.month
    links: list[Any] = []
    for language in sorted(LANGUAGES, key=lambda each: each != t.language):
        own = translator(language)
        address = file_of(shown.state, "monthly-pack.html", language)
        links.append(
            html.A(own.gettext(PRINT_IN), href=address, target="_blank", className="file", lang=language)
        )
    steps = [
        html.A(t.gettext(label), href=search_of(shown.state, month=each.text), **data(here="1"))
        for label, each in ((BEFORE, month.before), (AFTER, month.after))
        if _on_record(shown, each)
    ]
    return card(
        t.gettext(PRINT),
        None,
        html.P(t.gettext(PRINT_MORE), className="hint"),
        html.P([each for link in links for each in (link, " ")], className="pack-ways"),
        html.H3(t.gettext(OTHER_MONTH)),
        html.P([each for link in steps for each in (link, " ")], className="pack-ways"),
    )


def _on_record(shown: Shown, month: Month) -> bool:
    """Whether the record reaches into a month."""
    first, last = (None, None) if shown.frame is None else (shown.frame.first, shown.frame.last)
    return first is not None and last is not None and first <= month.last and month.first <= last


def _pack(shown: Shown, pack: Pack) -> list[html.Section]:
    """Three gaps and three questions."""
    if not recorded(pack):
        return []
    t = shown.t
    gaps = [
        html.Li(t.gettext(GAP).format(title=row["title"], about=row["about"]))
        for row in pack.gaps.to_dict("records")
    ]
    asked = [html.Li(each) for each in questions_of(pack, t)]
    found = [card(t.gettext(DISCUSS), None, html.Ol(asked, className="pack-list"))]
    return [card(t.gettext(GAPS), None, html.Ol(gaps, className="pack-list")), *found] if gaps else found


def _short(shown: Shown, pack: Pack) -> html.Section:
    """One of several partnerships: what is said of it, and the way to it alone."""
    t = shown.t
    link = html.A(t.gettext(ONE), href=search_of(shown.state, partnership=pack.partnership), **data(here="1"))
    return card(pack.name, link, *(html.P(each) for each in said_of(pack, t)[:2]))


PAGE = plain_page(QUESTION, drawn, ("monthly-gaps", "monthly-questions"))
