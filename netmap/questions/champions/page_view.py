"""What the page of champions shows, and its command prints: who carries, by name, and what would help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from netmap.brokers.chains import COLUMNS, chains_through
from netmap.model.i18n import Translator
from netmap.questions.champions import ChampionsRequest
from netmap.questions.champions.person_sheets import Carrier, CarrierSheet, carrier_sheet, carriers
from netmap.questions.exports import plain_rows
from netmap.questions.learning.chain_steps import step_lines
from netmap.questions.learning.headline import chance_text
from netmap.questions.learning.reliance_figures import (
    alone_of,
    champions_of,
    class_of,
    covering_of,
    dependents_of,
    question_of,
)
from netmap.questions.learning.reliance_sentences import carrier_sentences
from netmap.questions.learning.resolved_request import Asked, Setting, thing_name
from netmap.questions.learning.surroundings import choices_of, empty_text, said_of
from netmap.questions.learning.types import Choices, Level, Said
from netmap.questions.parameters import PERSON, NodeRef


@dataclass(frozen=True, slots=True, eq=False)
class ChampionsView:
    """The answer of the page of champions.

    `crossed` are those who sit at two levels at once, by name: the board's page counts them. `together` are
    the people of the covering set in the order of taking, `single` those whose loss alone would cost
    something, by name. `table` is that of `netmap.champions`.
    """

    said: Said
    choices: Choices
    from_level: Level | None
    to_level: Level | None
    sentences: tuple[str, ...]
    crossed: tuple[Carrier, ...]
    together: tuple[Carrier, ...]
    single: tuple[Carrier, ...]
    table: pd.DataFrame | None
    sheet: CarrierSheet | None
    chance: str = ""


def view_of(asked: Asked | Setting, t: Translator) -> ChampionsView:
    """Who carries, by name: the set, those who carry alone, and one person's paths."""
    said, choices = said_of(asked, t), choices_of(asked)
    if isinstance(asked, Setting) or asked.end is None:
        start = asked.start if isinstance(asked, Asked) else None
        return ChampionsView(said, choices, start, None, (), (), (), (), None, None)
    return ChampionsView(
        said,
        choices,
        asked.start,
        asked.end,
        sentences_of(asked, t),
        crossed_of(asked.at_yardstick, t),
        together_of(asked.at_yardstick, t),
        single_of(asked.at_yardstick, t),
        champions_of(asked),
        _sheet(asked.at_yardstick, t),
        chance_text(asked, t),
    )


def together_of(asked: Asked, t: Translator) -> tuple[Carrier, ...]:
    """The people of the covering set, in the order of taking."""
    return carriers(asked, covering_of(asked)["practitioner"].tolist(), t)


def single_of(asked: Asked, t: Translator) -> tuple[Carrier, ...]:
    """Those whose loss alone would cost something, by name."""
    return _by_name(carriers(asked, alone_of(asked), t))


def crossed_of(asked: Asked, t: Translator) -> tuple[Carrier, ...]:
    """Those who sit at two levels at once, by name."""
    table = champions_of(asked)
    return _by_name(carriers(asked, table.loc[table["cross_represented"], "practitioner"].tolist(), t))


def _by_name(people: tuple[Carrier, ...]) -> tuple[Carrier, ...]:
    return tuple(sorted(people, key=lambda each: (each.name, each.id)))


def sentences_of(asked: Asked | Setting, t: Translator) -> tuple[str, ...]:
    """On whom the route rests, by name; or why nothing can be said."""
    if isinstance(asked, Setting):
        return (empty_text(asked, t),)
    if asked.end is None:
        return ()
    together = covering_of(asked.at_yardstick)["practitioner"]
    names = [thing_name(asked, NodeRef(PERSON, person)) for person in together]
    return carrier_sentences(asked, names, t)


def _sheet(asked: Asked, t: Translator) -> CarrierSheet | None:
    chosen = asked.request.selected
    if chosen is None or chosen.sort != PERSON or asked.chosen is None:
        return None
    return carrier_sheet(asked, str(chosen.id), t)


def relief_lines(asked: Asked | Setting, t: Translator) -> Iterator[str]:
    """For the terminal: each carrier, and what it would take to rely on them less."""
    if isinstance(asked, Setting) or asked.end is None:
        return
    graded = asked.at_yardstick
    together = together_of(graded, t)
    for each in (*together, *(one for one in single_of(graded, t) if one not in together)):
        words = {"name": each.name, "agency": each.agency, "lost": each.lost}
        yield t.gettext("{name} ({agency}): {lost}").format(**words)
        yield from (f"  {sentence}" for sentence in each.instead)


def chain_lines(asked: Asked | Setting, t: Translator) -> Iterator[str]:
    """For the terminal: the dated paths that pass through each carrier."""
    chains = chain_rows(asked)
    if isinstance(asked, Setting) or not len(chains):
        yield t.gettext("There is no path to be shown.")
        return
    for (person, source), hops in chains.groupby(["practitioner", "source"], sort=False):
        names = [thing_name(asked, NodeRef(PERSON, str(each))) for each in (person, source)]
        yield t.gettext("Through {person}, from {source}:").format(person=names[0], source=names[1])
        yield from (f"  {line}" for line in step_lines(asked, hops, t))


def chain_rows(asked: Asked | Setting) -> pd.DataFrame:
    """Dated paths through each carrier, hop by hop."""
    if isinstance(asked, Setting) or asked.end is None:
        return pd.DataFrame(columns=list(COLUMNS))
    chosen = covering_of(asked)["practitioner"].tolist()
    others = sorted(set(dependents_of(asked)["practitioner"]).difference(chosen))
    return chains_through(asked.study, question_of(asked), [*chosen, *others])


def champion_rows(asked: Asked | Setting) -> pd.DataFrame:
    """How much rests on each person, with the two levels."""
    if isinstance(asked, Setting) or asked.end is None:
        return pd.DataFrame(columns=["from_level", "to_level", "practitioner"])
    table = champions_of(asked)
    ends = pd.DataFrame({"from_level": asked.start.level, "to_level": asked.end.level}, index=table.index)
    found = pd.concat([ends, table], axis=1)
    found.attrs = table.attrs
    return found


def about(asked: Asked | Setting, t: Translator) -> dict[str, Any]:
    """The class and the set, beside the rows for programs."""
    if isinstance(asked, Setting) or asked.end is None or not isinstance(asked.request, ChampionsRequest):
        return {}
    crossed = class_of(asked, asked.request.class_of)
    return {
        "from_level": asked.start.level,
        "to_level": asked.end.level,
        "class_reliance": {"who": crossed.attrs["who"], **plain_rows(crossed)[0]},
        "covering_set": plain_rows(covering_of(asked)),
    }
