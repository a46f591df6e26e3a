"""What the template of the overview is given: words, addresses and drawings for one state of the page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from dashboards.answer_page.state import State, file_of
from dashboards.components import share
from dashboards.components.page_links import MAP, page_address
from dashboards.pages.overview import charts, text
from netmap.library import wording
from netmap.maps.shapes import line_paint
from netmap.maps.style import ACCENT, SectorStyle, kind_style
from netmap.model.bundled import in_words_of
from netmap.model.i18n import Translator
from netmap.questions.context import Context
from netmap.questions.map.closest import together_most
from netmap.questions.map.types import Frame
from netmap.questions.method import Method, method_facts, rule_text
from netmap.questions.overview.cards import MEETING, RESTS, TOGETHER, UP, Card, cards_of
from netmap.questions.overview.disclosure import bare, base_of
from netmap.questions.overview.headline import headline, is_unrecorded, lead, recording_changed
from netmap.questions.overview.open_gaps import GAPS, gaps_card
from netmap.questions.overview.picture import picture_of
from netmap.questions.overview.sentences import period_text, shown, unseen, unseen_list
from netmap.questions.overview.types import ANSWERS, Days, Overview
from netmap.questions.parameters import FLAG, NUMBER, WORD, Parameter, parameters_of
from netmap.questions.terms import Term, terms_of
from netmap.tie_kinds.policy import NEW, OLD, TRAIL

PAGE = "overview"
KEPT = "overview.html"
"""The page as one file, below its address."""

SIDE_BY_SIDE = "side-by-side"
"""Two periods side by side, below the page's address; with the ending, as one file."""


OPENS = {TOGETHER: MAP, UP: "learning", MEETING: "zones", RESTS: "reliance", GAPS: "work-list"}
"""The page that each card opens."""

TABLES = {
    TOGETHER: "agency-pairs.csv",
    UP: "reach.csv",
    MEETING: "zone-losses.csv",
    RESTS: "reliance.csv",
    GAPS: "work-list.csv",
}
"""The table behind each card."""

LONG = 9
"""A number of more letters is a name, and written smaller."""


LISTED = 5
"""So many meetings and agencies are listed; the others are one press away."""

COUNTED = re.compile(r"(\d[\d.,]*) (of|su) (\d)")


@dataclass(frozen=True, slots=True)
class Shown:
    """An overview in one state of its page, in the reader's language."""

    state: State
    facts: Overview
    method: Method | None
    frame: Frame
    t: Translator

    def parts(self) -> dict[str, Any]:
        """Everything that the template shows."""
        t, facts = self.t, self.facts
        return {
            "here": page_address(t.language, PAGE),
            "first": recording_changed(facts.recording, t),
            "headline": unbroken(headline(facts, t)),
            "lead": [unbroken(each) for each in lead(facts, t)],
            "shown": shown(facts, t) if facts.days is not None else "",
            "map": self._map(),
            "side": self._side_by_side(),
            "lists": self._lists(),
            "cards": [self._card(each) for each in cards_of(facts, t)],
            "gaps": self._card(gaps_card(facts, t)),
            "how": t.gettext(text.HOW),
            "others": t.gettext(text.OTHERS),
            "take_away": t.gettext(text.TAKE_AWAY),
            "waits": facts.open_gaps is None or not facts.open_gaps.current,
            "unseen": unseen(facts.gaps, facts.together, t),
            "unseen_list": unseen_list(facts.gaps, t),
            "unseen_more": t.gettext(text.CHECKS),
            "period": self.period_menu(PAGE),
            "method": self.method_menu(),
            "share": self.share(self._page(PAGE, *self.baseline()), self._kept(), of_map=True),
            "paper": self.paper(shown(facts, t), self._drawn()),
        }

    def paper(self, period: str, drawn: str = "") -> str:
        """What stands below the printed page: the study, the period, what is drawn, and under which rules."""
        rule = "" if self.method is None else rule_text(self.method, self.t)
        return self.t.gettext(text.PRINTED).format(
            study=in_words_of(self.t, self.facts.title), period=period, drawn=drawn, rule=rule
        )

    def _drawn(self) -> str:
        """How much the printed map draws, and how many agencies it leaves out."""
        t, picture = self.t, picture_of(self.facts, self.t)
        lines = int(self.facts.pairs["kind"].notna().sum())
        template = t.ngettext("Drawn: {agencies} and {n} line.", "Drawn: {agencies} and {n} lines.", lines)
        drawn = template.format(agencies=wording.agencies(t, len(picture.tied)), n=wording.whole(t, lines))
        silent = f" {self._silent(len(picture.silent))}." if picture.silent else ""
        return drawn + silent if lines else ""

    @property
    def search(self) -> str:
        """The query that goes along to other pages: the context with the days that are shown."""
        return "?" + urlencode(self.pinned().query)

    def pinned(self) -> Context:
        """The context with the days that are shown."""
        days = self.facts.days
        context = self.state.context
        return context if days is None else context.but(start=days.start, end=days.end)

    @property
    def period(self) -> str:
        """From when to when, in words."""
        return (
            self.t.gettext(text.LATEST) if self.facts.days is None else period_text(self.facts.days, self.t)
        )

    def _page(self, name: str, *more: tuple[str, str]) -> str:
        search = "?" + urlencode([*self.pinned().query, *more])
        return page_address(self.t.language, name, search)

    def _kept(self) -> str:
        return page_address(self.t.language, PAGE) + KEPT + self.search

    def _file(self, name: str) -> str:
        return file_of(self.state.but(**_days(self.facts.days)), name, self.t.language)

    # The map

    def _map(self) -> dict[str, Any]:
        t, facts = self.t, self.facts
        picture = picture_of(facts, t)
        title = t.gettext(text.MAP_UNDATED)
        if facts.days is not None:
            title = t.gettext(text.MAP_TITLE).format(day=t.date(facts.days.end))
        unrecorded = is_unrecorded(facts.together)
        silent = [
            {"name": each.name, "href": self._page(MAP, *_chosen("agency", each.id))}
            for each in (() if unrecorded else picture.silent)
        ]
        return {
            "title": title,
            "href": self._page(MAP) + "#map",
            "open": t.gettext(text.OPEN_MAP),
            "closest": self._most(),
            "svg": Markup(picture.svg) if len(facts.pairs) else "",  # noqa: S704  (drawn here, names escaped)
            "empty": t.gettext(text.PAIRS_UNKNOWN if unrecorded else text.NO_PAIRS),
            "kinds": [_kind(kind, t) for kind in picture.kinds],
            "lines": self._lines(),
            "sectors": [_sector(each) for each in picture.sectors],
            "silent": silent,
            "silent_label": self._silent(len(silent)),
        }

    def _most(self) -> str:
        """Who works together most; on a phone it stands in the first card, as the map comes later."""
        return together_most(self.facts.closest, self.t) if self.facts.together.dated else ""

    def _lines(self) -> list[str]:
        """How lines look, where any are drawn: by their strongest tie, and thicker the more there are."""
        pairs = self.facts.pairs
        told = (len(pairs) and self.facts.together.dated, len(pairs) and "ties" in pairs)
        return [
            self.t.gettext(said)
            for said, is_so in zip((text.STRONGEST, text.THICKER), told, strict=True)
            if is_so
        ]

    def _lists(self) -> list[dict[str, Any]]:
        """What the map shows as lists, which a phone has room for: meetings and agencies, the first few."""
        t, tied = self.t, picture_of(self.facts, self.t).tied
        meetings = [
            (each.name, wording.sittings(t, each.sittings), self._page("zones", *_chosen("zone", each.zone)))
            for each in self.facts.meetings
        ]
        agencies = [
            (each.name, said, self._page(MAP, *_chosen("agency", each.id)) + "#map") for each, said in tied
        ]
        found = (("meetings", text.MEETINGS, meetings), ("agencies", text.AGENCIES, agencies))
        return [
            {"id": f"list-{name}", "title": t.gettext(title), "rows": rows[:LISTED], "more": rows[LISTED:]}
            for name, title, rows in found
            if rows
        ]

    def _terms(self) -> dict[str, Term]:
        context = self.state.context
        return terms_of(context.ties, context.paths, self.t)

    def _silent(self, n: int) -> str:
        template = self.t.ngettext("{n} without an active tie", "{n} without an active tie", n)
        return template.format(n=wording.whole(self.t, n))

    def _side_by_side(self) -> dict[str, Any] | None:
        """The way to this period and another one side by side; None where nothing is dated."""
        if self.facts.days is None:
            return None
        return {"label": self.t.gettext(text.SIDE_BY_SIDE), "href": self._page(f"{PAGE}/{SIDE_BY_SIDE}")}

    # The cards

    def _card(self, card: Card) -> dict[str, Any]:
        t = self.t
        way = "" if card.change is None else "more-of" if card.change > 0 else "less-of"
        said = {"more-of": text.MORE_OF, "less-of": text.LESS_OF}.get(way, "")
        size = wording.whole(t, abs(card.change or 0))
        return {
            "name": card.name,
            "title": card.title,
            "href": self._opens(card.name),
            "number": card.number,
            "long": len(card.number) > LONG or card.name in (MEETING, RESTS),
            "of": card.of,
            "change": "" if card.change is None else ("+" if card.change > 0 else "−") + size,
            "way": way,
            "since": "" if card.change is None else self._since(card.name),
            "change_said": t.gettext(said).format(n=size) if said else "",
            "chart": self._chart(card.name),
            "key": self._key(card.name),
            "bars": [(round(100 * share, 1), label) for share, label in card.bars],
            "most": self._most() if card.name == TOGETHER else "",
            "says": card.says,
            "known": card.known,
            "table": self._file(TABLES[card.name]),
        }

    def _since(self, card: str) -> str:
        """With what the change of a card compares."""
        t, facts = self.t, self.facts
        if card == TOGETHER and facts.then is not None:
            return t.gettext(text.SINCE_DAY).format(date=t.date(facts.then))
        return t.gettext(text.SINCE_BEFORE if facts.together.since is None else text.SINCE_FIRST)

    def _opens(self, card: str) -> str:
        """The page that a card opens: of the meetings the one that the card names."""
        meeting = self.facts.meeting
        if card == MEETING and meeting is not None and meeting.zone is not None:
            return self._page(OPENS[card], *_chosen("zone", meeting.zone))
        return self._page(OPENS[card])

    def _chart(self, name: str) -> Markup | str:
        """The small chart of a card, drawn here with every text escaped."""
        history, reach = self.facts.together.history, self.facts.up
        if name == TOGETHER and len(history) > 1:
            found = [(each.old, each.new, each.trail) for _, each in history]
            titles = [self._bar_title(day, bar) for (day, _), bar in zip(history, found, strict=True)]
            return Markup(charts.bars(found, titles, self.t.gettext(text.BARS_SAID)))  # noqa: S704
        if name == UP and reach is not None and reach.is_told and len(reach.months) > 1:
            days = self.facts.days
            inside = [days is not None and days.start <= month <= days.end for month, _ in reach.months]
            label, words = bare(self.t, reach.share, reach.people), self.t.gettext(text.LINE_SAID)
            shares = [share for _, share in reach.months]
            scale = wording.whole(self.t, base_of(reach.people))
            return Markup(charts.line(shares, inside, reach.share, label, scale, words))  # noqa: S704
        return ""

    def _key(self, name: str) -> dict[str, Any] | None:
        """What the colours of a chart stand for, and its first and its last month, each with its figure."""
        t, history, reach = self.t, self.facts.together.history, self.facts.up
        if name == UP and reach is not None and reach.is_told and len(reach.months) > 1:
            ends = [(month, bare(t, share, reach.people)) for month, share in reach.months]
            mean = t.gettext(text.MEAN).format(n=bare(t, reach.share, reach.people))
            return {"looks": [(ACCENT, mean)], "months": self._ends(ends)}
        if name != TOGETHER or len(history) < 2:
            return None
        counts = [(each.old, each.new, each.trail) for _, each in history]
        there = [
            kind for kind, told in zip((OLD, NEW, TRAIL), zip(*counts, strict=True), strict=True) if any(told)
        ]
        labels = {**wording.KIND_LABELS, TRAIL: text.UNCOUNTED}
        looks = [(kind_style(kind).colour, self.t.gettext(labels[kind])) for kind in there]
        ends = [(day, wording.whole(t, counted.working)) for day, counted in history]
        return {"looks": looks, "months": self._ends(ends)}

    def _ends(self, found: Sequence[tuple[dt.date, str]]) -> list[str]:
        """The first and the last month of a chart, each with its figure."""
        template = self.t.gettext(text.MONTH_FIGURE)
        return [template.format(month=self.t.month(day), n=n) for day, n in (found[0], found[-1])]

    def _bar_title(self, day: dt.date, bar: charts.Bar) -> str:
        kinds = list(wording.KIND_LABELS)
        told = [wording.of_kind(self.t, kind, n) for kind, n in zip(kinds, bar, strict=False) if n]
        return f"{self.t.date(day)}: {self.t.listing(told) or '0'}"

    # The menus

    def period_menu(self, place: str) -> dict[str, Any]:
        """The periods to choose, each an address of a place, and two days."""
        t, days = self.t, self.facts.days
        kept = [(key, value) for key, value in self.state.query if key not in ("from", "to")]
        return {
            "label": self.period,
            "presets": self._presets(place),
            "kept": kept,
            "from_label": t.gettext(text.FROM),
            "to_label": t.gettext(text.TO),
            "start_said": "" if days is None else t.date(days.start),
            "end_said": "" if days is None else t.date(days.end),
            "start": "" if days is None else days.start.isoformat(),
            "end": "" if days is None else days.end.isoformat(),
            "apply": t.gettext(text.APPLY),
        }

    def _presets(self, place: str) -> list[dict[str, Any]]:
        """Windows in words; the first is the one that the page opens on."""
        t, facts, frame = self.t, self.facts, self.frame
        told = self.state.context.start is not None or self.state.context.end is not None
        first = text.LAST if facts.why == ANSWERS else text.LATEST
        wholes = [(key, label, Days(start, end)) for key, label, start, end in frame.presets]
        found = [{"label": t.gettext(first), "href": self._with(place, None), "current": not told}]
        if facts.why == ANSWERS:
            latest = next((days for key, _, days in wholes if key == "12m"), None)
            found += [self._preset(place, t.gettext(text.LATEST), latest)] if latest is not None else []
        launch = self._launch()
        found += [self._preset(place, t.gettext(text.LAUNCH), launch)] if launch is not None else []
        years = [(label, days) for key, label, days in wholes if key.startswith("year-")]
        return found + [self._preset(place, *each) for each in years]

    def _launch(self) -> Days | None:
        last, baselines = self.frame.last, () if self.method is None else self.method.baselines
        if last is None or len(baselines) != 1 or baselines[0] >= last:
            return None
        return Days(baselines[0], last)

    def _preset(self, place: str, label: str, days: Days) -> dict[str, Any]:
        told = self.state.context.start is not None
        return {"label": label, "href": self._with(place, days), "current": told and days == self.facts.days}

    def _with(self, place: str, days: Days | None) -> str:
        search = "?" + urlencode(self.state.but(**_days(days)).query)
        return page_address(self.t.language, place, search)

    def method_menu(self) -> dict[str, Any]:
        """The rules in force, what the words mean, and every threshold to set."""
        rules = [each for each in parameters_of(Context) if each.path[0] in ("ties", "paths")]
        keys = {each.key for each in rules}
        return {
            "label": self.t.gettext(text.METHOD),
            "terms": list(self._terms().values()),
            "words": self.t.gettext(text.WORDS),
            "facts": [] if self.method is None else method_facts(self.method, self.t),
            "kept": [(key, value) for key, value in self.state.query if key not in keys],
            "rules": [_rule(each, self.state.context, self.t) for each in rules],
            "apply": self.t.gettext(text.APPLY),
        }

    def share(self, link: str, kept: str, *, of_map: bool) -> dict[str, Any]:
        """The menu of what is sent: the page as one file `kept` and as a picture, its link, other files."""
        t, pictures = self.t, [share.page_picture(self.t, kept)]
        tables: list[share.Entry] = []
        if of_map:
            drawing = self._file("map.svg")
            pictures.append(share.Entry(t.gettext(share.MAP_PICTURE), share.FROM_FILE, drawing))
            pictures.append(share.Entry(t.gettext(share.MAP_DRAWING), share.TAKEN, drawing))
            tables.append(share.book(t, self._file("overview.xlsx")))
            tables.append(share.table(t, text.FIGURES, self._file("overview.csv")))
            tables.append(share.table(t, text.PAIRS, self._file("agency-pairs.csv")))
        file = share.page_file(t, kept)
        return {
            "label": t.gettext(share.SHARE),
            "parts": share.parts_of(t, link, file, pictures, tables, one_page=of_map),
            "said": share.said(t),
            "who": t.gettext(share.WHO),
        }

    def baseline(self) -> list[tuple[str, str]]:
        """The day before which networks count as old, for a link that is to show the same later."""
        found = () if self.method is None else self.method.baselines
        told = self.state.context.baseline is not None
        return [("baseline", found[0].isoformat())] if len(found) == 1 and not told else []


def _chosen(sort: str, id_: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("selected", sort), ("selected-id", id_)


def unbroken(text: str) -> str:
    """The text with no line broken between a count and of how many."""
    return COUNTED.sub("\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}\\3", text)


def _days(days: Days | None) -> dict[str, dt.date | None]:
    return {"start": None, "end": None} if days is None else {"start": days.start, "end": days.end}


def _kind(kind: str, t: Translator) -> dict[str, Any]:
    paint = " ".join(
        f'{name.replace("_", "-")}="{value}"' for name, value in line_paint(kind, "active", 3.0).items()
    )
    swatch = (
        f'<svg width="26" height="8" aria-hidden="true"><line x1="1" x2="25" y1="4" y2="4" {paint}/></svg>'
    )
    return {"swatch": Markup(swatch), "label": t.gettext(wording.KIND_LABELS[kind])}  # noqa: S704


def _sector(look: SectorStyle) -> dict[str, Any]:
    letters = Markup('<text x="10" y="13" font-size="{}" text-anchor="middle" fill="#fff">{}</text>').format(
        9 if len(look.mark) < 3 else 7, look.mark
    )
    circle = Markup('<circle cx="10" cy="10" r="9.5" fill="{}"/>').format(look.fill)
    swatch = Markup('<svg width="20" height="20" aria-hidden="true">{}{}</svg>').format(circle, letters)
    return {"swatch": swatch, "label": look.label}


def _rule(parameter: Parameter, context: Context, t: Translator) -> dict[str, Any]:
    """A threshold as the drawer offers it; what is as usual stays empty, so that addresses stay short."""
    value, usual = parameter.value_in(context), parameter.usual
    shown_value: Any = "" if value == usual or value is None else value
    return {
        "key": parameter.key,
        "help": t.gettext(parameter.help),
        "flag": parameter.kind == FLAG,
        "words": _words(parameter, t) if parameter.kind == WORD else [],
        "value": value if parameter.kind in (FLAG, WORD) else shown_value,
        "usual": "" if usual is None else usual,
        "least": 0 if parameter.least is None else parameter.least,
        "most": parameter.most,
        "step": "any" if parameter.kind == NUMBER else 1,
    }


def _words(parameter: Parameter, t: Translator) -> Sequence[tuple[str, str]]:
    from dashboards.answer_page.text import ARRIVE_AT

    return [(word, t.gettext(ARRIVE_AT.get(word, word))) for word in parameter.words]
