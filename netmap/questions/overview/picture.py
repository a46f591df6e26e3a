"""The overview's map: agencies with their sectors, one line for each pair that is tied."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from netmap.library import wording
from netmap.maps.agency_map import MapAgency, MapPair, draw_agencies
from netmap.maps.style import SectorStyle, sector_styles
from netmap.model.i18n import Translator
from netmap.questions.overview.types import Agency, Overview


@dataclass(frozen=True, slots=True)
class AgencyPicture:
    """The drawing as SVG, which sectors and kinds occur in it, the agencies in no pair, and those in one.

    `tied` goes from the agency in most pairs to that in fewest, each with how many in words.
    """

    svg: str
    sectors: tuple[SectorStyle, ...]
    kinds: tuple[str, ...]
    silent: tuple[Agency, ...]
    tied: tuple[tuple[Agency, str], ...]


def picture_of(facts: Overview, t: Translator) -> AgencyPicture:
    """The pairs that are tied on the last day; agencies without any are not drawn."""
    rows = facts.pairs[facts.pairs["kind"].notna()]
    pairs = list(zip(rows["agency_a"], rows["agency_b"], rows["kind"], strict=True))
    ties = rows["ties"].tolist() if "ties" in rows else [1] * len(rows)
    partners = Counter(id_ for one, other, _ in pairs for id_ in (one, other))
    shown = [each for each in facts.agencies if each.id in partners]
    place = {each.id: at for at, each in enumerate(shown)}
    sectors = sector_styles(each.sector for each in facts.agencies if each.sector)
    nodes = [
        MapAgency(each.name, each.sector, each.x, each.y, partners[each.id], _tied(partners[each.id], t))
        for each in shown
    ]
    lines = [
        MapPair(place[one], place[other], kind, n, _note(kind, n, "ties" in rows, t))
        for (one, other, kind), n in zip(pairs, ties, strict=True)
    ]
    drawn = {each.sector for each in shown}
    most = sorted(shown, key=lambda each: -partners[each.id])
    return AgencyPicture(
        draw_agencies(nodes, lines, sectors, words(len(nodes), len(lines), t)),
        tuple(look for name, look in sectors.items() if name in drawn),
        tuple(kind for kind in wording.KIND_LABELS if any(kind == each for _, _, each in pairs)),
        tuple(each for each in facts.agencies if each.id not in partners),
        tuple((each, _tied(partners[each.id], t)) for each in most),
    )


def words(agencies: int, pairs: int, t: Translator) -> str:
    """What the map shows, for readers who do not see it."""
    template = t.ngettext("Map: {agencies}, {n} tied pair.", "Map: {agencies}, {n} tied pairs.", pairs)
    return template.format(agencies=wording.agencies(t, agencies), n=wording.whole(t, pairs))


def _tied(partners: int, t: Translator) -> str:
    template = t.ngettext("tied to {n} agency", "tied to {n} agencies", partners)
    return template.format(n=wording.whole(t, partners))


def _note(kind: str, ties: int, counted: bool, t: Translator) -> str:
    label = t.gettext(wording.KIND_LABELS[kind])
    return f"{label}, {wording.ties(t, ties)}" if counted else label
