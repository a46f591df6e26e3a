"""The search: every name of a study, and the state of the page that shows what was searched for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboards.pages.board import text
from dashboards.services import Services
from netmap.model.i18n import Translator
from netmap.services import wording
from netmap.services.board_types import LAYERS, PERSON, SERVICE, SORTS, ZONE, BoardRequest
from netmap.services.look import too_many_to_open
from netmap.services.scope import scope_of
from netmap.services.universe import UNKNOWN, agency_numbers, ever_agencies, universe_of
from netmap.services.window import window_of
from netmap.tie_kinds.crossings import NO_DATE_READS

LAYER = {SERVICE: "services", ZONE: "zones"}
"""The layer that has to be on for a sort of thing to be on the map."""


def names(services: Services, study: str, translator: Translator) -> list[dict[str, Any]]:
    """Everything that can be searched for, by sort and then by name, each with its number as its value."""
    found = services.board.study(services.principal, study)
    universe = universe_of(found)
    first = UNKNOWN if UNKNOWN in ever_agencies(found)[0] else UNKNOWN + 1
    starts = (first, universe.first_person, universe.first_service, universe.first_zone, len(universe))
    groups = []
    for sort, start, end in zip(SORTS, starts[:-1], starts[1:], strict=True):
        options = [{"value": str(number), "label": universe.names[number]} for number in range(start, end)]
        if start == UNKNOWN:
            options[0]["label"] = translator.gettext(wording.UNKNOWN_AGENCY)
        options.sort(key=lambda option: option["label"].casefold())
        groups.append({"group": translator.gettext(text.SORT_NAMES[sort]), "items": options})
    return [group for group in groups if group["items"]]


def shown(services: Services, request: BoardRequest, number: int) -> BoardRequest:
    """The state of the page in which a thing is chosen and on the map, whatever has to be opened for it.

    A person's agency is opened, a service's or zone's layer switched on, and the partnership let go
    where the thing does not belong to it.

    Raises `NotFoundError` for a number that stands for nothing.
    """
    principal = services.principal
    ref = services.board.ref_of(principal, request.study, number)
    study = services.board.study(principal, request.study)
    request = replace(request, selected=ref)
    if not scope_of(study, request.partnership).things[number]:
        request = replace(request, partnership=None)
    if ref.sort == PERSON:
        return _opened(services, request, number)
    on = {*request.layers, LAYER.get(ref.sort)}
    return replace(request, layers=tuple(layer for layer in LAYERS if layer in on))


def _opened(services: Services, request: BoardRequest, person: int) -> BoardRequest:
    """The agency for which somebody works on the last day of the window, opened unless it is."""
    study = services.board.study(services.principal, request.study)
    universe, window = universe_of(study), window_of(study, request)
    day = NO_DATE_READS if window is None else window.end
    agency = universe.refs[agency_numbers(study, day)[person - universe.first_person]]
    everybody = "people" in request.layers and not too_many_to_open(universe, request)
    if everybody or agency.id in request.expanded:
        return request
    return replace(request, expanded=(*request.expanded, agency.id))
