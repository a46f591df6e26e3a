"""The search: every name of a study, and the state of the page that shows what was searched for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from netmap.library import wording
from netmap.model.i18n import Translator
from netmap.model.study import Study
from netmap.questions.map.board_state import too_many_to_open
from netmap.questions.map.request import LAYERS, MapPage
from netmap.questions.node_index import UNKNOWN, agency_numbers, ever_agencies, universe_of
from netmap.questions.parameters import PERSON, SERVICE, SORTS, ZONE
from netmap.questions.scope import scope_of
from netmap.questions.window import window_of
from netmap.tie_kinds.crossings import NO_DATE_READS

LAYER = {SERVICE: "services", ZONE: "zones"}
"""The layer that has to be on for a sort of thing to be on the map."""


@dataclass(frozen=True, slots=True)
class Findable:
    """Something that can be searched for: its number, its sort and the name by which it is told apart."""

    number: int
    sort: str
    name: str


def findable_of(study: Study, t: Translator) -> list[Findable]:
    """Everything that can be searched for, by sort and then by name.

    A name that comes twice says its sort; one that comes twice within a sort its agency or number.
    """
    universe = universe_of(study)
    first = UNKNOWN if UNKNOWN in ever_agencies(study)[0] else UNKNOWN + 1
    names = list(universe.names)
    names[UNKNOWN] = t.gettext(wording.UNKNOWN_AGENCY)
    often = Counter(names[first:])
    twice = Counter((universe.refs[number].sort, names[number]) for number in range(first, len(names)))
    found = []
    for number in range(first, len(names)):
        name, sort = names[number], universe.refs[number].sort
        if twice[sort, name] > 1:
            name = _told_apart(study, number, name, t)
        elif often[name] > 1:
            name = t.gettext("{name} ({sort})").format(name=name, sort=t.gettext(wording.SORT_LABELS[sort]))
        found.append(Findable(number, sort, name))
    return sorted(found, key=lambda each: (SORTS.index(each.sort), each.name.casefold(), each.number))


def _told_apart(study: Study, number: int, name: str, t: Translator) -> str:
    """A name that another of its sort has too, with the agency of a person, else with the id."""
    universe = universe_of(study)
    ref = universe.refs[number]
    if ref.sort == PERSON:
        agency = agency_numbers(study, NO_DATE_READS)[number - universe.first_person]
        other = universe.names[agency] if agency != UNKNOWN else t.gettext(wording.UNKNOWN_AGENCY)
        return t.gettext("{name} ({agency})").format(name=name, agency=other)
    return t.gettext("{name} ({id})").format(name=name, id=ref.id)


def brought_to_sight(study: Study, page: MapPage, number: int) -> MapPage:
    """The state of the page in which a thing is chosen and on the map, whatever has to be opened for it.

    A person's agency is opened, a service's or zone's layer switched on, and the partnership let go
    where the thing does not belong to it. Raises `NotFoundError` for a number that stands for nothing.
    """
    ref = universe_of(study).ref_of(number)
    page = page.but(selected=ref)
    if not scope_of(study, page.context.partnership).things[number]:
        page = page.but(partnership=None)
    if ref.sort == PERSON:
        return _opened(study, page, number)
    on = {*page.request.layers, LAYER.get(ref.sort)}
    return page.but(layers=tuple(layer for layer in LAYERS if layer in on))


def _opened(study: Study, page: MapPage, person: int) -> MapPage:
    """The agency for which somebody works on the last day of the window, opened unless it is."""
    request = page.request
    universe, window = universe_of(study), window_of(study, page.context)
    day = NO_DATE_READS if window is None else window.end
    agency = universe.refs[agency_numbers(study, day)[person - universe.first_person]]
    everybody = "people" in request.layers and not too_many_to_open(universe, request)
    if everybody or agency.id in request.expanded:
        return page
    return page.but(expanded=(*request.expanded, agency.id))
