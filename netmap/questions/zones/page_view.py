"""What the page of boundary zones shows: every zone, and the sheet of the one chosen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.boundary_zones.zone_table import zones, zones_with
from netmap.model.i18n import Translator
from netmap.model.words import word
from netmap.questions.learning import PEOPLE
from netmap.questions.learning.headline import chance_text
from netmap.questions.learning.resolved_request import Asked, Setting, is_usual, zones_of
from netmap.questions.learning.surroundings import choices_of, empty_text, said_of
from netmap.questions.learning.types import Choices, Level, Said
from netmap.questions.parameters import AGENCY, PERSON, ZONE
from netmap.questions.question import FORM
from netmap.questions.zones.losses import Greatest, greatest_of, losses_asked, on_the_way, through
from netmap.questions.zones.sentences import all_sentences, zone_sentences
from netmap.questions.zones.zone_sheets import ZoneSheet, born_in, sheet_of


@dataclass(frozen=True, slots=True, eq=False)
class ZonesView:
    """The answer of the page of zones: `table` as `netmap.zones` gives it, and the sheet of the one chosen.

    `main` is what is lost without each zone from the front line to the board under chance, `greatest` the
    greatest of its losses, `main_certain` and `certain` the same if every encounter passes something on,
    `chance` says in words under which chance; `nothing_through` says that nothing gets anywhere that could be
    lost. `usual` are the front line and the board, where they are what is asked about.
    """

    said: Said
    choices: Choices
    levels: tuple[Level, ...]
    sentences: tuple[str, ...]
    table: pd.DataFrame
    main: dict[str, Greatest]
    main_certain: dict[str, Greatest]
    greatest: dict[str, Greatest]
    certain: dict[str, Greatest]
    chance: str
    nothing_through: bool
    sheet: ZoneSheet | None
    usual: tuple[str, str | None] | None = None

    def losses_of(self, zone: str) -> tuple[Greatest, Greatest]:
        """What is told of a zone in short: the loss on the main way where there is one, else its greatest."""
        if self.main[zone].points > 0:
            return self.main[zone], self.main_certain[zone]
        return self.greatest[zone], self.certain[zone]

    def by_loss(self) -> list[str]:
        """The zones as they are told of: those of the main way first, and the greatest loss first."""
        main = {zone: self.main[zone].points > 0 for zone in self.greatest}
        points = {zone: np.nan_to_num(self.losses_of(zone)[0].points, nan=-1.0) for zone in self.greatest}
        return sorted(self.greatest, key=lambda zone: (not main[zone], -points[zone]))


def view_of(asked: Asked | Setting, t: Translator) -> ZonesView:
    """Every zone, and the sheet of the one chosen; of people by name only where that is asked."""
    said, choices = said_of(asked, t), choices_of(asked)
    if isinstance(asked, Setting):
        nothing = zones(asked.study).iloc[:0]
        return ZonesView(said, choices, asked.levels, (), nothing, {}, {}, {}, {}, "", False, None)
    table = zones_shown(asked)
    graded, certain = losses_shown(asked.at_yardstick), losses_shown(asked.at_certainty)
    return ZonesView(
        said,
        choices,
        asked.levels,
        all_sentences(asked, table, graded, certain, dict(choices.zones), t),
        table.assign(form=table["form"].map(lambda form: word(asked.study, *FORM, form), na_action="ignore")),
        on_the_way(asked, graded, table["zone"]),
        on_the_way(asked, certain, table["zone"]),
        greatest_of(graded, table["zone"]),
        greatest_of(certain, table["zone"]),
        chance_text(asked, t),
        through(certain).nothing,
        _sheet(asked, t),
        (asked.start.level, asked.end.level) if asked.end is not None and is_usual(asked) else None,
    )


def sentences_of(asked: Asked | Setting, t: Translator) -> tuple[str, ...]:
    """What is said of all zones, or of the one chosen; or why nothing can be said."""
    if isinstance(asked, Setting):
        return (empty_text(asked, t),)
    zone = chosen_zone(asked)
    if zone is None:
        names = dict(choices_of(asked).zones)
        losses = losses_shown(asked.at_yardstick), losses_shown(asked.at_certainty)
        return all_sentences(asked, zones_shown(asked), *losses, names, t)
    table = zone_table(asked)
    row = table[table["zone"].eq(zone)].iloc[0]
    losses = losses_asked(asked.at_yardstick, zone), losses_asked(asked.at_certainty, zone)
    return zone_sentences(asked, row, *losses, t)


def chosen_zone(asked: Asked) -> str | None:
    """The zone that is looked at; raises `NotFoundError` for one that the study does not hold."""
    chosen = asked.chosen
    return None if chosen is None or chosen.sort != ZONE else chosen.id


def zone_table(asked: Asked) -> pd.DataFrame:
    """Every zone in the window."""

    told = asked.arguments(zones_with)
    question = (zone_table, *told.items())
    own, mine = asked.study.own.zones, asked.study.zones
    found = asked.remembered(question, lambda: zones_with(asked.study.own, born_in(asked), **told))
    return found if own is mine else found.assign(name=mine["name"], purpose=mine["purpose"])


def zones_shown(asked: Asked) -> pd.DataFrame:
    """The zones that the page lists: of the partnership, where one is chosen."""
    return zone_table(asked)[zones_of(asked.study, asked.context.partnership)].reset_index(drop=True)


def losses_shown(asked: Asked) -> pd.DataFrame:
    """The losses of the zones that the page lists."""
    losses = losses_asked(asked)
    return losses[losses["zone"].isin(zones_shown(asked)["zone"])].reset_index(drop=True)


def _sheet(asked: Asked, t: Translator) -> ZoneSheet | None:
    zone = chosen_zone(asked)
    if zone is None:
        return None
    return sheet_of(asked, zone, zone_table(asked), PERSON if asked.request.view == PEOPLE else AGENCY, t)
