"""The packs as one HTML file to print: two A4 pages for each partnership, nothing from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from netmap.library.chances import expected
from netmap.library.study_entry import simulated, title_of
from netmap.library.wording import whole
from netmap.model.i18n import N_, Translator
from netmap.questions.gaps import FEW, SEVERITY_LABELS
from netmap.questions.method import SIMULATED
from netmap.questions.monthly.packs import Pack, Packs
from netmap.questions.monthly.sentences import NOTHING_DATED, questions_of, recorded, said_of
from netmap.questions.readable import names_of

TITLE = N_("Monthly feedback session")
CHANGED, RISEN = N_("What changed"), N_("What rose and came back")
GAPS, DISCUSS, NOTES = N_("Three gaps"), N_("Three questions to discuss"), N_("Notes")
NEW, GONE = N_("New: {pairs}"), N_("Gone: {pairs}")
PAIR, MORE = N_("{a} and {b}"), N_("{n} more")
NO_GAP = N_("No rule finds a gap.")
PAGE_OF = N_("page {n} of 2")
FROM, TO, NOW, SURE, BEFORE = (
    N_("From level"),
    N_("To level"),
    N_("This month"),
    N_("If all passes on"),
    N_("A month before"),
)
OF = N_("{n} of {m}")
NOT_SEEN = N_("not seen to meet")
MOST_PAIRS = 6
"""So many pairs are named in a pack; the table holds all."""

STYLE = """
@page { size: A4; margin: 16mm; }
body { margin: 0; color: #17202e; font: 11.5pt/1.45 system-ui, 'Liberation Sans', 'DejaVu Sans', sans-serif; }
section { max-width: 178mm; min-height: 250mm; margin: 0 auto; padding: 8mm; break-after: page; }
header { display: flex; flex-wrap: wrap; gap: 0 6mm; justify-content: space-between; }
header { border-bottom: 1px solid #0b5c66; }
header p, .hint { margin: 0; color: #475264; font-size: 10pt; }
h1 { margin: 5mm 0 2mm; font-size: 18pt; line-height: 1.2; }
h2 { margin: 7mm 0 2mm; color: #0b5c66; font-size: 13pt; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 1.5mm 2mm; border-bottom: 1px solid #dfe4ea; text-align: left; vertical-align: top; }
.number { text-align: right; }
li { margin-bottom: 3mm; break-inside: avoid; }
.lines div { height: 9mm; border-bottom: 1px solid #c9d0da; }
.invented { margin: 3mm 0 0; padding: 1.5mm 3mm; background: #fff4e5; color: #7a3e00; }
@media print { section { padding: 0; min-height: 0; } }
"""


def print_pack(facts: Packs) -> str:
    """The whole file in the reader's language."""
    t = facts.t
    body = "".join(_pages(pack, t) for pack in facts.packs) or _section([_p(t.gettext(NOTHING_DATED))])
    title = escape(t.gettext(TITLE))
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    return f'<!doctype html><html lang="{escape(t.language)}"><head>{head}</head><body>{body}</body></html>\n'


def _pages(pack: Pack, t: Translator) -> str:
    return _section(_first(pack, t)) + (_section(_second(pack, t)) if recorded(pack) else "")


def _section(parts: Iterable[str]) -> str:
    return f"<section>{''.join(parts)}</section>"


def _head(pack: Pack, t: Translator, page: int) -> list[str]:
    told = (title_of(pack.study, ""), t.month(pack.month.first), t.gettext(PAGE_OF).format(n=page))
    invented = simulated(pack.study)
    marked = [f'<p class="invented">{escape(t.gettext(SIMULATED))}</p>'] if invented else []
    return [f"<header>{''.join(map(_p, told))}</header>", *marked]


def _first(pack: Pack, t: Translator) -> list[str]:
    """What changed, and what rose and came back."""
    said = said_of(pack, t)
    parts = [*_head(pack, t, 1), f"<h1>{escape(pack.name or t.gettext(TITLE))}</h1>"]
    if not recorded(pack):
        return [*parts, *map(_p, said)]
    parts += [f"<h2>{escape(t.gettext(CHANGED))}</h2>", *map(_p, said[:2])]
    for template, pairs in ((NEW, pack.new), (GONE, pack.gone)):
        if pairs:
            parts.append(_p(t.gettext(template).format(pairs=_named(pairs, t))))
    parts += [f"<h2>{escape(t.gettext(RISEN))}</h2>", *map(_p, said[2:])]
    return [*parts, _rises(pack, t)] if len(pack.rises) else parts


def _named(pairs: Sequence[tuple[str, str]], t: Translator) -> str:
    named = [t.gettext(PAIR).format(a=a, b=b) for a, b in pairs[:MOST_PAIRS]]
    rest = len(pairs) - len(named)
    return "; ".join([*named, *([t.gettext(MORE).format(n=whole(t, rest))] if rest else [])])


def _rises(pack: Pack, t: Translator) -> str:
    named = names_of(pack.study, ("levels",))
    rows = []
    for row in pack.rises.to_dict("records"):
        if row["people"] < FEW:
            continue
        m = whole(t, int(row["people"]))
        counts = [_count(row[name], t) for name in ("expected", "certain", "before")]
        ends = [named.get(row[end], row[end]) for end in ("from_level", "to_level")]
        if not math.isnan(row["expected"]):
            counts[0] = t.gettext(OF).format(n=counts[0], m=m)
        rows.append([*ends, *counts])
    if not rows:
        return ""
    return _table([t.gettext(each) for each in (FROM, TO, NOW, SURE, BEFORE)], rows, numbers=2)


def _count(count: float, t: Translator) -> str:
    """A count, or that it cannot be seen."""
    return t.gettext(NOT_SEEN) if math.isnan(count) else expected(t, count)


def _second(pack: Pack, t: Translator) -> list[str]:
    """Three gaps, three questions, and room to write."""
    rows = [
        [t.gettext(SEVERITY_LABELS[row["severity"]]), row["title"], row["about"]]
        for row in pack.gaps.to_dict("records")
    ]
    headings = [t.gettext(each) for each in (N_("severity"), N_("gap"), N_("about"))]
    asked = "".join(f"<li>{escape(each)}</li>" for each in questions_of(pack, t))
    return [
        *_head(pack, t, 2),
        f"<h2>{escape(t.gettext(GAPS))}</h2>",
        _table(headings, rows, numbers=len(headings)) if rows else _p(t.gettext(NO_GAP)),
        f"<h2>{escape(t.gettext(DISCUSS))}</h2><ol>{asked}</ol>",
        f"<h2>{escape(t.gettext(NOTES))}</h2><div class='lines'>{'<div></div>' * 6}</div>",
    ]


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(headings: Sequence[str], rows: Sequence[Sequence[Any]], numbers: int) -> str:
    """A table; cells from the place `numbers` on stand to the right."""

    def cells(row: Sequence[Any], tag: str) -> str:
        look = ["", ' class="number"']
        return "".join(
            f"<{tag}{look[place >= numbers]}>{escape(str(each))}</{tag}>" for place, each in enumerate(row)
        )

    body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows)
    return f"<table><thead><tr>{cells(headings, 'th')}</tr></thead><tbody>{body}</tbody></table>"
