"""The board's page: who works together, as of any day."""

from __future__ import annotations

import time
from typing import Any

import dash

from dashboards.pages.board import callbacks, ids, layout
from dashboards.services import Services
from netmap.model.i18n import Translator

register = callbacks.register


def show(services: Services, translator: Translator) -> Any:
    """The page as it is sent, before its first question is answered."""
    return layout.frame(services.library.entries(services.principal), translator)


def fail(message: str) -> None:
    """Say in the page that something could not be done; what was shown stays, wish and play are let go."""
    dash.set_props(ids.TROUBLE, {"children": message, "hidden": False})
    dash.set_props(ids.TIMER, {"disabled": True})
    dash.set_props(ids.LOST, {"data": time.time_ns()})
