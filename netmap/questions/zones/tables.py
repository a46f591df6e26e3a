"""The tables of the question of boundary zones, and the paths that would be lost, in words."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from netmap.boundary_zones.losses import zone_losses
from netmap.boundary_zones.lost_chains import lost_chains
from netmap.boundary_zones.zone_table import zones
from netmap.library import wording
from netmap.model.i18n import Translator
from netmap.questions.learning.chain_steps import step_lines
from netmap.questions.learning.resolved_request import Asked, Setting, thing_name
from netmap.questions.parameters import PERSON, ZONE, NodeRef
from netmap.questions.zones.losses import losses_asked
from netmap.questions.zones.page_view import chosen_zone, losses_shown, zones_shown


def figures(asked: Asked | Setting) -> pd.DataFrame:
    """Every zone; without a row where nothing can be asked."""
    return zones_shown(asked) if isinstance(asked, Asked) else _nothing(zones(asked.study))


def losses(asked: Asked | Setting) -> pd.DataFrame:
    """What would be lost without the zone chosen, else without each of them."""
    if isinstance(asked, Setting):
        return _nothing(zone_losses(asked.study))
    zone = chosen_zone(asked)
    return losses_shown(asked) if zone is None else losses_asked(asked, zone)


def chains(asked: Asked | Setting) -> pd.DataFrame:
    """Of each zone a dated path that would be lost without it, hop by hop."""
    if isinstance(asked, Setting):
        return pd.DataFrame()
    context = asked.context
    return lost_chains(asked.study, zones_shown(asked), context.ties, context.baseline)


def chain_lines(asked: Asked | Setting, t: Translator) -> Iterator[str]:
    """The same in words."""
    found = chains(asked)
    if isinstance(asked, Setting) or not len(found):
        yield t.gettext("Without any one of them alone no path between levels would be lost.")
        return
    table = zones_shown(asked).set_index("zone")
    names = {each.level: each.name for each in asked.levels}
    for (zone, person, month), hops in found.groupby(["without", "source", "month"], sort=False):
        yield t.gettext(
            "Without {zone}, {person} would not get from “{from_level}” to “{to_level}” within {days} of "
            "{date}:"
        ).format(
            zone=thing_name(asked, NodeRef(ZONE, zone)),
            person=thing_name(asked, NodeRef(PERSON, person)),
            from_level=names[table.at[zone, "lost_from"]],
            to_level=names[table.at[zone, "lost_to"]],
            days=wording.days(t, asked.horizon),
            date=t.date(month.date()),
        )
        yield from (f"  {line}" for line in step_lines(asked, hops, t))


def _nothing(table: pd.DataFrame) -> pd.DataFrame:
    found = table.iloc[:0]
    found.attrs = {}
    return found
