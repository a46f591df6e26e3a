"""A picture whose every name tries to be more than text."""

from __future__ import annotations

from netmap.maps.picture import LegendEntry, Picture, PictureBand, PictureEdge, PictureNode
from netmap.maps.style import KINDS, SORTS, STATES

NAMES = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    '"><svg onload=alert(1)>',
    "<!--<script>",
    "]]><script>alert(1)</script>",
    "<a href='https://example.org/'>href</a>",
    "line\u2028separator\u2029",
    "{{7*7}}{% raw %}",
    "=A1",
    "Č-12",
    "a,b",
    "agency_1",
    "nul\x00 and bell\x07",
    "half a pair \ud800",
    "</title></style></textarea>",
    "1",
    "",
)


def hostile_picture(names: tuple[str, ...] = NAMES) -> Picture:
    """All sorts, kinds and states, with hostile text in every place that takes text."""
    sorts, kinds, states = list(SORTS), list(KINDS), list(STATES)
    nodes = tuple(
        PictureNode(
            number=place,
            sort=sorts[place % len(sorts)],
            name=name,
            x=90.0 * (place % 6),
            y=90.0 * (place // 6),
            radius=20.0,
            faded=place % 7 == 3,
            note=names[place - 1],
            open=place == 0,
        )
        for place, name in enumerate(names)
    )
    inside = PictureNode(900, "person", names[0], 5.0, 5.0, 6.0, parent=0)
    edges = tuple(
        PictureEdge(
            place, place + 1, kinds[place % 6], states[place % 4], place + 1, place % 5 == 4, names[place]
        )
        for place in range(len(names) - 1)
    )
    twice = PictureEdge(1, 0, "old_network", "active", 3)
    return Picture(
        title=names[0],
        nodes=(*nodes, inside),
        edges=(*edges, twice),
        bands=(PictureBand(names[1], -30.0, 120.0), PictureBand(names[2], 120.0, 300.0)),
        lines=names[:5],
        legend=(
            LegendEntry(names[0], kind="old_network"),
            LegendEntry(names[1], state="dormant"),
            LegendEntry(names[2], sort="zone"),
        ),
    )
