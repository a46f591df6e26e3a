"""One path as its dated chain in words: of people by name, or of their agencies alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from netmap.learning.crossings_of_paths import CHAMPION, CONTACT, PILLAR
from netmap.learning.one_path import learning_path
from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.model.words import word
from netmap.questions.learning.resolved_request import Asked, thing_name
from netmap.questions.learning.types import Step
from netmap.questions.parameters import AGENCY, PERSON, ZONE, NodeRef
from netmap.questions.question import CHANNEL, FORM
from netmap.tie_kinds.people import agencies_on

SOMEBODY = N_("somebody from {agency}")
SOMEBODY_UNKNOWN = N_("somebody whose agency is not known")
CROSSINGS = {
    CHAMPION: N_("from “{from_level}” to “{to_level}” inside a champion"),
    PILLAR: N_("from “{from_level}” to “{to_level}” within one agency"),
    CONTACT: N_("from “{from_level}” to “{to_level}” in a contact"),
}
IN_A_ZONE = N_("from “{from_level}” to “{to_level}” in a zone: {form}")
"""How a path changes its level, by the class of the crossing; any other class is the form of a zone."""

Speaker = Callable[[str, int], str]
"""How a person is spoken of on a day."""


def chain_of(asked: Asked, person: str) -> pd.DataFrame:
    """The path by which what a person knows first arrives at the level asked for; empty where none does."""
    ends = {"to_level": asked.goal.level, "from_level": asked.start.level}
    return asked.library(learning_path, person, **ends)


def steps_of(
    asked: Asked, chain: pd.DataFrame, marks: list[tuple[int, ...]], speaker: Speaker, t: Translator
) -> tuple[Step, ...]:
    """A chain hop by hop; `marks` are the numbers of the marks of the level view that each hop passes."""
    rows = chain.to_dict("records")
    return tuple(_step(asked, row, mine, speaker, t) for row, mine in zip(rows, marks, strict=True))


def step_lines(asked: Asked, chain: pd.DataFrame, t: Translator) -> Iterator[str]:
    """A chain for the terminal, by name, in order; below each hop that changes the level, how."""
    for place, step in enumerate(steps_of(asked, chain, [()] * len(chain), by_name(asked, t), t), 1):
        tie = step.tie or t.gettext("no tie yet")
        yield f"{place}. {step_text(step, t)}, {tie}"
        if step.crossing:
            yield f"   {step.crossing}"


def step_text(step: Step, t: Translator) -> str:
    """One hop in words: when, from whom, to whom, where."""
    return t.gettext("{date}: {giver} → {taker}, {where}").format(
        date=t.date(step.date), giver=step.giver, taker=step.taker, where=step.zone
    )


def by_name(asked: Asked, t: Translator) -> Speaker:
    """People by their names, with their agency on the day."""

    def speak(person: str, day: int) -> str:
        name, agency = thing_name(asked, NodeRef(PERSON, person)), _agency(asked, person, day)
        return name if agency is None else t.gettext("{name} ({agency})").format(name=name, agency=agency)

    return speak


def by_agency(asked: Asked, t: Translator) -> Speaker:
    """People as somebody from their agency on the day."""

    def speak(person: str, day: int) -> str:
        agency = _agency(asked, person, day)
        if agency is None:
            return t.gettext(SOMEBODY_UNKNOWN)
        return t.gettext(SOMEBODY).format(agency=agency)

    return speak


def _agency(asked: Asked, person: str, day: int) -> str | None:
    """The name of a person's agency on a day."""
    found = asked.remembered((_agencies, day), lambda: _agencies(asked, day)).get(person)
    return None if found is None else thing_name(asked, NodeRef(AGENCY, found))


def _agencies(asked: Asked, day: int) -> dict[str, str]:
    found: dict[str, str] = agencies_on(asked.study, day).dropna().to_dict()
    return found


def _step(asked: Asked, row: dict[Any, Any], marks: tuple[int, ...], speaker: Speaker, t: Translator) -> Step:
    date = row["date"].date()
    day = int(row["date"].to_datetime64().astype("datetime64[D]").astype(int))
    return Step(
        date,
        speaker(row["from"], day),
        speaker(row["to"], day),
        _where(asked, row, t),
        t.gettext(wording.KIND_LABELS.get(row["kind"], "")) if isinstance(row["kind"], str) else "",
        _crossing(asked, row, t),
        marks,
    )


def _where(asked: Asked, row: dict[Any, Any], t: Translator) -> str:
    """The zone of a hop, else the channel of the contact."""
    if isinstance(row["zone"], str):
        return thing_name(asked, NodeRef(ZONE, row["zone"]))
    if isinstance(row["channel"], str):
        channel = word(asked.study, *CHANNEL, row["channel"])
        return t.gettext("contact: {channel}").format(channel=channel)
    return t.gettext("contact")


def _crossing(asked: Asked, row: dict[Any, Any], t: Translator) -> str:
    how = row.get("crossing")
    if not isinstance(how, str):
        return ""
    names = {each.level: each.name for each in asked.levels}
    return t.gettext(CROSSINGS.get(how, IN_A_ZONE)).format(
        from_level=names[row["from_level"]],
        to_level=names[row["to_level"]],
        form=word(asked.study, *FORM, how),
    )
