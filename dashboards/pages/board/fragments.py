"""The parts of the page that are made anew for each answer, or stand in place of the board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import html

from dashboards.answer_page.state import page_of, search_of
from dashboards.answer_page.text import MORE_SAID
from dashboards.answer_page.text import notes as notes_said
from dashboards.components.aria import aria, data
from dashboards.components.facts import fact_list, row_list
from dashboards.components.no_studies import no_studies as without_studies
from dashboards.components.page_links import page_address
from dashboards.pages.board import figures, ids, tables, text
from dashboards.pages.board.windows import Window
from netmap.library import wording
from netmap.library.study_entry import StudyEntry
from netmap.maps import style
from netmap.model.i18n import Translator
from netmap.questions.map.pairs import LINE_LOOK, PairLine, closeness, mixed, silent_agencies, ties_said
from netmap.questions.map.pictures import sectors_of
from netmap.questions.map.request import MapPage
from netmap.questions.map.types import BoardView, Frame, Panel, Partner
from netmap.questions.notes import NotesRequest
from netmap.questions.notes.gathered import asked_about
from netmap.questions.parameters import AGENCY
from netmap.questions.question import PageState
from netmap.questions.terms import terms_of


def kind_swatch(kind: str) -> html.Span:
    """A line as the ties of a kind are drawn: colour and line style."""
    look = style.kind_style(kind)
    return _hidden("swatch-line", {"background": _stripes(look)})


def kind_bar(ties: Sequence[tuple[str, int]], most: int) -> html.Span:
    """A bar of ties split by kind, each part as a line of its kind looks; `most` ties fill its width."""
    parts = [_hidden("", {"background": _stripes(style.kind_style(kind)), "flexGrow": n}) for kind, n in ties]
    share = sum(n for _, n in ties) / max(most, 1)
    return html.Span(parts, className="kind-bar", style={"width": f"{share:.1%}"}, **aria(hidden="true"))


def state_swatch(state: str) -> html.Span:
    """A line as strong as the ties of a state are drawn."""
    look = style.state_style(state)
    return _hidden("swatch-line", {"background": "#17202e", "opacity": look.opacity})


def sort_swatch(sort: str) -> html.Span:
    """The shape and fill of a sort of node."""
    look = style.sort_style(sort)
    border = f"2px {'dashed' if look.border_dash else 'solid'} {look.border}"
    return _hidden(f"swatch-node swatch-{look.shape}", {"background": look.fill, "border": border})


def _hidden(name: str, looks: dict[str, object]) -> html.Span:
    return html.Span(className=f"swatch {name}", style=looks, **aria(hidden="true"))


def _stripes(look: style.KindStyle) -> str:
    if not look.dash:
        return look.colour
    stops, at = [], 0.0
    for place, length in enumerate(look.dash):
        drawn = max(length, 3.0) if look.cap == "round" and place % 2 == 0 else length
        stops.append(f"{look.colour if place % 2 == 0 else 'transparent'} {at:g}px {at + drawn:g}px")
        at += drawn
    return f"repeating-linear-gradient(90deg, {', '.join(stops)})"


MOST_BUSY, CLOSEST = 5, 3
STANDING = frozenset({"active", "undated"})
"""The states of ties of which it can be said that two work together."""


BESIDE_TWO = 3
"""So many sentences follow the first two; one more says that the map is narrowed, and stands with them."""


def sentences(view: BoardView, translator: Translator) -> list[Any]:
    """How many work together and who most, what has to be known beside, and what else the map says.

    Two sentences stand above the map; the others are one press away.
    """
    who, active, *others = [html.Li(sentence) for sentence in view.sentences]
    told = [others.pop()] if len(others) > BESIDE_TWO else []
    said, first = [*told, active, who, *others], (0 if view.closest else 2) + len(told)
    notices = [html.P(notice, className="notice") for notice in view.frame.notices]
    summary = html.Summary(translator.gettext(MORE_SAID))
    more = html.Details([summary, html.Ul(said[first:])]) if said[first:] else None
    return [
        html.H1(view.headline or view.frame.title),
        html.P(view.closest, className="closest") if view.closest else None,
        html.Div([html.Ul(said[:first]), *cure(view, translator), more], className="said"),
        *notices,
    ]


def cure(view: BoardView, translator: Translator) -> list[Any]:
    """The way to see old networks where the baseline leaves no time before it; nothing elsewhere."""
    day = view.counts.baseline_cure
    if day is None:
        return []
    name = translator.gettext(text.CURE).format(day=translator.date(day))
    return [html.P(act_button(name, ids.BASELINE, day.isoformat()), className="cure")]


def presets(frame: Frame, window: Window) -> list[Any]:
    """The periods to choose, the one in force pressed."""
    return [
        act_button(
            label,
            "preset",
            f"{start.isoformat()}/{end.isoformat()}",
            **aria(pressed=str(Window(start, end) == window).lower()),
        )
        for _, label, start, end in frame.presets
    ]


def weeks(frame: Frame, translator: Translator) -> list[Any]:
    """The encounters of each week as bars, and the months or years below them."""
    bars = [
        html.Span(
            title=bar.said,
            style={"left": f"{bar.left:.3%}", "width": f"{bar.width:.3%}", "height": f"{bar.height:.1%}"},
            **data(encounters=str(bar.encounters)),
        )
        for bar in figures.axis_bars(frame, translator)
    ]
    named = [
        html.Span(name, style={"left": f"{at:.3%}"}) for at, name in figures.axis_ticks(frame, translator)
    ]
    return [html.Div(bars, className="bars"), html.Div(named, className="ticks")]


def marks(frame: Frame, translator: Translator) -> list[Any]:
    """The study's events over the time axis; a name that is too long is whole in the tooltip."""
    event = translator.gettext(text.EVENT)
    spots = figures.mark_places(frame)
    return [
        html.Span(
            mark.name,
            title=event.format(name=mark.name, day=translator.date(mark.date)),
            style={"left": f"{left:.3%}", "maxWidth": f"{room:.3%}"},
        )
        for mark, left, room in spots
    ]


def chips(view: BoardView, translator: Translator) -> list[Any]:
    """The filters in force, each with its way out, and one way out of all."""
    gettext = translator.gettext
    if not view.chips:
        return []
    said = gettext(text.TAKE_AWAY)
    buttons = [
        act_button(
            [chip.text, html.Span("×", className="cross", **aria(hidden="true"))],
            "unfilter",
            chip.value,
            className="chip",
            **data(field=chip.field),
            **aria(label=said.format(filter=chip.text)),
        )
        for chip in view.chips
    ]
    return [*buttons, act_button(gettext(text.CLEAR), "clear", className="link")]


def narrowed(view: BoardView, translator: Translator) -> str:
    """What the files of the map are narrowed to, and which never are, before they are taken away."""
    if not view.chips:
        return " ".join(map(translator.gettext, (text.NOT_NARROWED, text.CHOSEN_TOO)))
    what = translator.gettext("; ").join(chip.text for chip in view.chips)
    never = translator.gettext(text.NEVER_NARROWED)
    return f"{translator.gettext(text.NARROWED).format(what=what)} {never}"


def legend(view: BoardView, translator: Translator) -> list[Any]:
    """The kinds and states as buttons that draw them pale, and the sorts of nodes on the map."""
    kinds, states = figures.present_filters(view)
    kind_names, state_names = (
        figures.labels(translator, style.KINDS),
        figures.labels(translator, style.STATES),
    )
    on_kinds, on_states = view.page.request.kinds, view.page.request.states
    sorts = {"unknown" if _unknown(node.ref) else node.ref.sort for node in view.nodes}
    other = [kind for kind in ("sat", "offers") if any(edge.kind == kind for edge in view.edges)]
    names = figures.labels(translator, style.SORTS)
    sectors = sectors_of(view).values()
    return [
        html.Div(
            [_filter("kind", each, kind_names[each], each in on_kinds, translator) for each in kinds],
            className="legend-row",
        ),
        html.Div(
            [_filter("state", each, state_names[each], each in on_states, translator) for each in states],
            className="legend-row",
        ),
        html.Div(
            [
                *(_entry(sort_swatch(sort), names[sort]) for sort in style.SORTS if sort in sorts),
                *(_entry(kind_swatch(kind), kind_names[kind]) for kind in other),
            ],
            className="legend-row legend-plain",
        ),
        html.Div([_entry(_sector_swatch(look), look.label) for look in sectors], className="legend-row"),
        *([html.P(translator.gettext(LINE_LOOK), className="hint")] if mixed(view.pairs) else []),
        html.P(view.size, className="hint"),
    ]


def _sector_swatch(look: style.SectorStyle) -> html.Span:
    """The colour of a sector with its letters, as in its agencies."""
    looks = {"background": look.fill}
    return html.Span(look.mark, className="swatch swatch-sector", style=looks, **aria(hidden="true"))


def tray(view: BoardView, translator: Translator) -> list[Any]:
    """The agencies without a tie in the window, in a closed list; nothing where every one has a tie."""
    silent = silent_agencies(view)
    named = sorted((node.name, node.number) for node in view.nodes if node.number in silent)
    if not named:
        return []
    buttons = [act_button(name, "find", str(number), className="chip") for name, number in named]
    heading = html.Summary(text.silent(translator, len(named)))
    return [html.Details([heading, html.Div(buttons, className="chips")], className="tray")]


def _unknown(ref: Any) -> bool:
    return bool(ref.sort == AGENCY and ref.id is None)


def _entry(swatch: Any, label: str) -> Any:
    return html.Span([swatch, label], className="legend-entry")


def _filter(what: str, key: str, label: str, shown: bool, translator: Translator) -> Any:
    swatch = kind_swatch(key) if what == "kind" else state_swatch(key)
    said = translator.gettext(text.LEGEND_HIDE if shown else text.LEGEND_SHOW).format(label=label)
    return act_button(
        [swatch, label],
        what,
        key,
        className="legend-button",
        title=said,
        **aria(pressed=str(shown).lower()),
    )


def beginning(view: BoardView, number_of: Callable[[str], int], translator: Translator) -> list[Any]:
    """Where to begin while nothing is chosen; `number_of` finds the number of a zone by its id."""
    gettext = translator.gettext
    known = (row for row in view.actor_rows if row["sort"] == AGENCY and row["id"] is not None)
    agencies = [row for row in known if row["partners"]]
    agencies.sort(key=lambda row: (-row["partners"], -row["ties"], row["name"]))
    connected = [
        (row["number"], row["name"], text.connected(translator, row["partners"], row["ties"]))
        for row in agencies[:MOST_BUSY]
    ]
    active = [
        (number_of(zone), name, wording.sittings(translator, n))
        for zone, name, n in view.counts.zones[:MOST_BUSY]
    ]
    return [
        *_closest_pairs(view, translator),
        *_ways_in(gettext(text.BUSIEST_AGENCIES), connected),
        *_ways_in(gettext(text.BUSIEST_ZONES), active),
        html.P(gettext(text.NOTHING_CHOSEN), className="hint"),
        html.P(gettext(text.NOTHING_MORE), className="hint"),
    ]


def _closest_pairs(view: BoardView, translator: Translator) -> list[Any]:
    """The pairs that work together most, each with a bar of its ties by kind."""
    pairs = _closest(view)
    most = max((pair.line.ties for pair, _ in pairs), default=1)
    entries = [
        (
            f"{pair.line.source} {pair.line.target}",
            name,
            [ties_said(pair.standing, translator), kind_bar(pair.standing, most)],
        )
        for pair, name in pairs
    ]
    return _ways_in(translator.gettext(text.BUSIEST_PAIRS), entries, "pair")


def _closest(view: BoardView) -> list[tuple[PairLine, str]]:
    """The pairs of agencies on the map that work together most, with the names of the two."""
    names = {
        each.number: each.name for each in view.nodes if each.ref.sort == AGENCY and each.ref.id is not None
    }
    shown = [
        each
        for each in view.pairs
        if {each.line.source, each.line.target} <= names.keys()
        and not each.line.faded
        and each.line.state in STANDING
    ]
    shown.sort(key=lambda each: closeness(dict(each.standing)), reverse=True)
    return [(each, f"{names[each.line.source]} – {names[each.line.target]}") for each in shown[:CLOSEST]]


def _ways_in(heading: str, entries: Sequence[tuple[Any, str, Any]], act: str = "find") -> list[Any]:
    """A headed list of things to press, each with its number (or two), name and what is said of it."""
    if not entries:
        return []
    buttons = [
        html.Li(act_button([html.Strong(name), html.Span(said)], act, str(number), className="way-in"))
        for number, name, said in entries
    ]
    return [html.H3(heading), html.Ol(buttons, className="ways-in")]


def panel(found: Panel, page: MapPage, translator: Translator) -> list[Any]:
    """What is known of the chosen node, and the way to the page that has more to say of it."""
    opened, there = found.ref.id in page.request.expanded, page_of(page, found.ref, translator.language)
    more = [] if there is None else [html.A(translator.gettext(text.MORE_OF[found.ref.sort]), href=there)]
    if found.notes:
        notes = PageState(page.context, NotesRequest(**asked_about(found.ref)))
        href = page_address(translator.language, "notes", search_of(notes))
        more.append(html.A(notes_said(translator, found.notes), href=href))
    return [
        html.P(found.sort, className="sort"),
        html.H2(found.heading),
        html.Div(_panel_acts(found, opened, translator), className="row"),
        *map(html.P, more),
        fact_list(found.facts),
        *_partners(found.partners, translator),
        *(row_list(heading, rows) for heading, rows in found.lists if rows),
    ]


def _partners(partners: Sequence[Partner], translator: Translator) -> list[Any]:
    """The other agencies, each with its ties in words and as a bar by kind."""
    if not partners:
        return []
    most = max(sum(n for _, n in each.standing) for each in partners)
    rows = [(each.name, *each.said, kind_bar(each.standing, most)) for each in partners]
    return [row_list(translator.gettext(text.PARTNERS), rows)]


def _panel_acts(found: Panel, opened: bool, translator: Translator) -> Sequence[Any]:
    gettext = translator.gettext
    focus = act_button(gettext(text.FOCUS_HERE), "focus", str(found.number))
    if found.ref.sort != AGENCY:
        return [focus]
    return [
        act_button(gettext(text.CLOSE_HERE if opened else text.OPEN_HERE), "open", str(found.number)),
        focus,
    ]


def rule(view: BoardView, translator: Translator) -> list[Any]:
    """How the page came by what it shows: window, rule and n; and what the words mean."""
    gettext = translator.gettext
    facts = (
        (text.HOW_WINDOW, view.words),
        (text.HOW_RULE, view.rule),
        (text.HOW_N, view.n),
        (text.HOW_CHECKS, text.warned(translator, view.frame.warnings)),
    )
    said = [(gettext(name), fact) for name, fact in facts if fact]
    shown = html.Section([html.H2(gettext(text.HOW_SHOWN)), fact_list(said)])
    return [shown, meaning(view, translator)]


def meaning(view: BoardView, translator: Translator) -> html.Section:
    """What every word means, by the thresholds in force."""
    context = view.page.context
    words = [
        (each.name, f"{each.means} {each.example}")
        for each in terms_of(context.ties, context.paths, translator).values()
    ]
    return html.Section([html.H2(translator.gettext(text.HOW_WORDS)), fact_list(words)])


def no_studies(translator: Translator, *, keeps: bool) -> Any:
    """Nothing is open: how to open something, or in an open store to make something."""
    return _card(*without_studies(translator, keeps=keeps))


def reading(title: str, entries: Sequence[StudyEntry], translator: Translator) -> Any:
    """The study is on its way: what is being done, and how many of all studies are through."""
    gettext = translator.gettext
    read = sum(entry.status != "reading" for entry in entries)
    return _card(
        html.H1(gettext(text.READING).format(title=title)),
        html.Div(className="busy", **aria(hidden="true")),
        html.Ol([html.Li(gettext(step)) for step in text.READING_STEPS]),
        html.P(gettext(text.READING_MORE)),
        html.P(text.studies_read(translator, read, len(entries)), className="hint"),
        live=True,
    )


def refused(
    title: str, reason: str, problems: Sequence[dict[str, Any]], file: str, translator: Translator
) -> Any:
    """Every problem of a refused study, which `file` holds too; where none is listed, the `reason`."""
    gettext = translator.gettext
    steps = [html.Li(gettext(step)) for step in text.REFUSED_STEPS]
    grid = html.Div(tables.problem_grid(problems, translator), className="grid-box problems")
    download = html.A(gettext(text.PROBLEM_CSV), id=ids.PROBLEM_CSV, href=file, download="")
    listed = [html.P(text.refused(translator, len(problems))), grid, download] if problems else []
    opening = [] if problems else [html.P(reason)]
    return _card(
        html.H1(gettext(text.REFUSED).format(title=title)),
        *opening,
        html.H2(gettext(text.REFUSED_DO)),
        html.Ol(steps),
        *listed,
    )


def _card(*parts: Any, live: bool = False) -> Any:
    return html.Section(list(parts), className="card state", role="status" if live else None)


def act_button(children: Any, act: str, value: str = "", **more: Any) -> html.Button:
    """A button that reports `act` with `value` when it is pressed."""
    return html.Button(children, type="button", **data(act=act, value=value), **more)
