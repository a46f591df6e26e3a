"""The small charts of the overview as SVG: pure functions of numbers, in the looks of every map."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from netmap.maps.style import ACCENT, SHEET, kind_style
from netmap.model.xml_text import child
from netmap.tie_kinds.policy import NEW, OLD, TRAIL

WIDTH, HEIGHT = 248.0, 48.0
LABELS = 34.0
"""Kept free to the right of a line for the mean."""

Bar = tuple[int, int, int]
"""Old networks, new networks, trails."""


def bars(found: Sequence[Bar], titles: Sequence[str], words: str) -> str:
    """Stacked bars from left to right: old networks below, then new ones, then trails.

    Example:
        >>> bars([(1, 2, 0)], ["May"], "Two kinds").count("<rect")
        2
    """
    root = _chart(words)
    most = max((sum(bar) for bar in found), default=0) or 1
    step = WIDTH / max(len(found), 1)
    for place, (bar, title) in enumerate(zip(found, titles, strict=True)):
        group = child(root, "g")
        child(group, "title", title)
        foot = HEIGHT
        for kind, n in zip((OLD, NEW, TRAIL), bar, strict=True):
            high = n / most * HEIGHT
            foot -= high
            if n:
                size = {"x": place * step + step * 0.1, "y": foot, "width": step * 0.8, "height": high}
                child(group, "rect", **size, fill=kind_style(kind).colour)
    return ET.tostring(root, encoding="unicode")


def line(shares: Sequence[float], inside: Sequence[bool], mean: float, label: str, words: str) -> str:
    """A line of shares between 0 and 1 from left to right; those `inside` in the accent, with their mean.

    Example:
        >>> line([0.5, 0.75, 0.8], [False, True, True], 0.775, "78", "Up").count("<polyline")
        2
    """
    root = _chart(words)
    wide, high = WIDTH - LABELS, HEIGHT - 8
    child(root, "line", x1=0, x2=wide, y1=HEIGHT - 1, y2=HEIGHT - 1, stroke=SHEET.rule, stroke_width=1)
    step = wide / max(len(shares) - 1, 1)
    spots = [(place * step, 4 + (1 - share) * high) for place, share in enumerate(shares)]
    _course(root, spots, SHEET.rule)
    now = [spot for spot, here in zip(spots, inside, strict=True) if here]
    if now:
        level = 4 + (1 - mean) * high
        _course(root, now, ACCENT)
        dashed = child(root, "line", x1=now[0][0], x2=wide + 4, y1=level, y2=level, stroke=ACCENT)
        dashed.set("stroke-dasharray", "2 3")
        text = child(root, "text", label, x=wide + 8, y=level + 4, font_size=12, fill=ACCENT)
        text.set("font-weight", "600")
    return ET.tostring(root, encoding="unicode")


def _course(root: ET.Element, spots: Sequence[tuple[float, float]], colour: str) -> None:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    paint = {"points": points, "fill": "none", "stroke": colour, "stroke_linejoin": "round"}
    child(root, "polyline", stroke_width=2.2, **paint)


def _chart(words: str) -> ET.Element:
    looks = {"viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}", "preserveAspectRatio": "xMinYMid meet"}
    return ET.Element("svg", {**looks, "role": "img", "aria-label": words})
