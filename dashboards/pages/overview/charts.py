"""The small charts of the overview as SVG: pure functions of numbers, in the looks of every map."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from netmap.maps.style import ACCENT, SHEET, kind_style
from netmap.model.xml_text import child
from netmap.tie_kinds.policy import NEW, OLD, TRAIL

WIDTH, HEIGHT = 248.0, 48.0
LABELS, SCALE = 34.0, 26.0
"""Kept free to the right of a line for the mean, and to its left for its scale."""

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


def line(
    shares: Sequence[float], inside: Sequence[bool], mean: float, label: str, scale: str, words: str
) -> str:
    """A line of shares between 0 and 1 from left to right; those `inside` in the accent, with their mean.

    `scale` says what the whole is, at the upper end.

    Example:
        >>> line([0.5, 0.75, 0.8], [False, True, True], 0.775, "78", "100", "Up").count("<polyline")
        2
    """
    root = _chart(words)
    wide, high = WIDTH - LABELS - SCALE, HEIGHT - 8
    for share, said in ((1, scale), (0, "0")):
        level = 4 + (1 - share) * high
        child(root, "line", x1=SCALE, x2=SCALE + wide, y1=level, y2=level, stroke=SHEET.rule, stroke_width=1)
        text = child(root, "text", said, x=SCALE - 5, y=level + 4, font_size=11, fill=SHEET.muted)
        text.set("text-anchor", "end")
    step = wide / max(len(shares) - 1, 1)
    spots = [(SCALE + place * step, 4 + (1 - share) * high) for place, share in enumerate(shares)]
    _course(root, spots, SHEET.rule)
    now = [spot for spot, here in zip(spots, inside, strict=True) if here]
    if now:
        level = 4 + (1 - mean) * high
        _course(root, now, ACCENT)
        end = SCALE + wide
        dashed = child(root, "line", x1=now[0][0], x2=end + 4, y1=level, y2=level, stroke=ACCENT)
        dashed.set("stroke-dasharray", "2 3")
        text = child(root, "text", label, x=end + 8, y=level + 4, font_size=12, fill=ACCENT)
        text.set("font-weight", "600")
    return ET.tostring(root, encoding="unicode")


def _course(root: ET.Element, spots: Sequence[tuple[float, float]], colour: str) -> None:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    paint = {"points": points, "fill": "none", "stroke": colour, "stroke_linejoin": "round"}
    child(root, "polyline", stroke_width=2.2, **paint)


def _chart(words: str) -> ET.Element:
    looks = {"viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}", "preserveAspectRatio": "xMinYMid meet"}
    return ET.Element("svg", {**looks, "role": "img", "aria-label": words})
