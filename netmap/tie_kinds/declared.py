"""Ties as somebody declared them: of which wave, of which relation, and which cells were never answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netmap.model.dates import NO_DAY, Days, day_numbers
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_
from netmap.model.spells import ALWAYS
from netmap.model.study import Study
from netmap.tie_kinds.memberships import partnerships_on

ANY, ALL = "any", "all"
COMBINING = (ANY, ALL)
"""How several relations become one network: a tie in any of them, or only one in all of them."""

OBSERVED, AS_NO_TIE, AS_TIE = "observed cells", "no tie", "tie"
UNANSWERED = (OBSERVED, AS_NO_TIE, AS_TIE)
"""What becomes of a cell that was asked and not answered: left out, or a bound on either side."""

UNDATED = np.iinfo(np.int64).min + 1
"""The day of a wave of which none is known: before every other, and always over."""

MUTUAL, NOT_ANSWERED = "mutual", "none"


@dataclass(frozen=True, slots=True)
class Declared:
    """Which declared ties count: of which wave, of which relation, and what becomes of missing cells.

    `wave`: the id of a wave, or of one for each of several partnerships; "" for rows without one.
    None: for each partnership the latest that ends by the day. `relation`: a relation, or several; ""
    for rows that name none. None: the only one. `combine`: `any` or `all` where there are several.
    `missing`: `observed cells`, or the bounds `no tie` and `tie`. `beside_seen`: what is asked for is drawn
    beside the ties that were seen, not alone.

    Raises `ArgumentError` for a word that is none of these.

    Example:
        >>> Declared(relation="advice").relation
        ('advice',)
    """

    wave: str | Collection[str] | None = None
    relation: str | Collection[str] | None = None
    combine: str | None = None
    missing: str = OBSERVED
    beside_seen: bool = False

    def __post_init__(self) -> None:
        for name in ("wave", "relation"):
            object.__setattr__(self, name, _listed(name, getattr(self, name)))
        for name, known in (("combine", (None, *COMBINING)), ("missing", UNANSWERED)):
            if getattr(self, name) not in known:
                raise ArgumentError(
                    N_("{key}: “{value}” is none of its values; it takes {words}"),
                    key=name,
                    value=getattr(self, name),
                    words=", ".join(word for word in known if word),
                )

    @property
    def named(self) -> bool:
        """Whether a wave or a relation was asked for."""
        return self.wave is not None or self.relation is not None or self.combine is not None

    @property
    def alone(self) -> bool:
        """Whether declared ties alone are meant."""
        return self.named and not self.beside_seen


def _listed(name: str, given: str | Collection[str] | None) -> tuple[str, ...] | None:
    if given is None or isinstance(given, str):
        return None if given is None else (given,)
    listed = tuple(dict.fromkeys(given))
    if not listed or not all(isinstance(each, str) for each in listed):
        raise ArgumentError(N_("{name} takes a name or a list of names"), name=name)
    return listed


LATEST = Declared()
"""For each partnership its latest wave; the only relation."""


def relations_of(study: Study) -> tuple[str, ...]:
    """The relations of a study's declared ties, in the order in which they come; "" where none is named.

    A row that codes the kind of a tie and names no relation is of none.
    """
    table = study.table("ties")
    coding = table["relation"].isna() & table["kind"].notna()
    return tuple(str(name) for name in table.loc[~coding, "relation"].fillna("").unique())


def first_relation(study: Study) -> Declared:
    """The declared ties that a page opens on: those of the first relation, where there are several."""
    relations = relations_of(study)
    return Declared(relation=relations[0], beside_seen=True) if len(relations) > 1 else LATEST


@dataclass(frozen=True, slots=True, eq=False)
class DeclaredTies:
    """The rows of the table `ties` that count, and the waves and relations that they are of.

    `answered` are ties, `missing` cells that were asked and not answered; both have the columns
    of the table. `waves` are the ids of the waves in force, `relations` what the rows are about.
    """

    answered: pd.DataFrame
    missing: pd.DataFrame
    waves: tuple[str, ...]
    relations: tuple[str, ...]
    choice: Declared

    @property
    def rows(self) -> pd.DataFrame:
        """The rows that are ties: those answered, and where missing cells are to be ties those too."""
        return pd.concat([self.answered, self.missing]) if self.choice.missing == AS_TIE else self.answered

    def about(self) -> dict[str, str]:
        """What a table made of them says of itself; nothing where nobody declared anything."""
        if not len(self.answered) and not len(self.missing):
            return {}
        return {
            "wave": ", ".join(self.waves),
            "relation": ", ".join(self.relations),
            "combine": self.choice.combine or "",
            "missing": self.choice.missing,
        }


def declared_ties(study: Study, day: int | None, choice: Declared = LATEST) -> DeclaredTies:
    """The declared ties that count on a day.

    Of each partnership those of its latest wave that ends by the day; rows without a wave are one undated
    wave, in force where their source's partnership has no other. Rows that code a kind and have no wave
    always count. A wave that is asked for by name counts whatever the day, and is read on its last one at the
    latest. `start` and `end` of a tie narrow it to the days between.

    Raises:
        ArgumentError: several relations and no word on how to combine them, a relation that there is not,
            or two waves of one partnership.
        NotFoundError: a wave that the study does not have.
    """
    table = study.table("ties")
    relations = _relations(study, choice)
    named = table["relation"].fillna("").isin(relations).to_numpy(dtype=bool)
    coding = (table["relation"].isna() & table["kind"].notna()).to_numpy(dtype=bool)
    of_relation = named | coding if choice.relation is None else named & ~coding
    waves = _waves(study, day, choice, table[of_relation])
    in_force = of_relation & _of_waves(study, table, waves, choice, day) & _holds(study, table, choice, day)
    asked = table["missing"].eq(True).fillna(False).to_numpy(dtype=bool)
    return DeclaredTies(table[in_force & ~asked], table[in_force & asked], waves, relations, choice)


def _relations(study: Study, choice: Declared) -> tuple[str, ...]:
    """The relations that are meant; refused where that is not said."""
    known = relations_of(study)
    if choice.relation is None:
        if choice.wave is not None:
            table = study.table("ties")
            of_wave = set(table.loc[table["wave"].fillna("").isin(choice.wave), "relation"].fillna(""))
            known = tuple(name for name in known if name in of_wave)
        wanted = known
    else:
        wanted = tuple(choice.relation)
        for name in wanted:
            if name not in known:
                raise ArgumentError(
                    N_("There are no declared ties of the relation “{value}”; there are: {known}"),
                    value=name,
                    known=", ".join(known),
                )
    if len(wanted) > 1 and choice.combine is None:
        raise ArgumentError(
            N_(
                "The declared ties are of several relations: {known}. Say which one (relation=), or how to "
                "combine them (combine=“any” or “all”)."
            ),
            known=", ".join(wanted),
        )
    return wanted


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """A wave: whose it is ("": everybody's), the day on which it is over, and its place in the table."""

    wave: str
    partnership: str
    day: int
    place: int


def rounds_of(study: Study) -> list[Round]:
    """The waves of a study, in the order of their table."""
    table = study.table("waves")
    ends = day_numbers(table["end"], end=True)
    starts = day_numbers(table["start"], end=True)
    days = np.where(ends != NO_DAY, ends, np.where(starts != NO_DAY, starts, UNDATED)).tolist()
    of = table["partnership"].fillna("")
    return [Round(*row) for row in zip(table["wave"], of, days, range(len(table)), strict=True)]


def _waves(study: Study, day: int | None, choice: Declared, rows: pd.DataFrame) -> tuple[str, ...]:
    rounds = rounds_of(study)
    if choice.wave is not None:
        return _named_waves(rounds, choice.wave)
    told = set(rows["wave"].dropna())
    told |= set(study.table("responses")["wave"]) - set(study.table("ties")["wave"].dropna())
    latest: dict[str, Round] = {}
    for each in rounds:
        over = each.day <= (UNDATED if day is None else day)
        if over and each.wave in told:
            before = latest.get(each.partnership)
            if before is None or (each.day, each.place) > (before.day, before.place):
                latest[each.partnership] = each
    return tuple(each.wave for each in sorted(latest.values(), key=lambda each: each.place))


def _named_waves(rounds: Sequence[Round], wanted: Collection[str]) -> tuple[str, ...]:
    known = {each.wave: each for each in rounds}
    whose: dict[str, str] = {}
    for name in wanted:
        if name and name not in known:
            raise NotFoundError(
                N_("There is no wave “{id}” in this study; there are: {known}"),
                id=name,
                known=", ".join(known),
            )
        partnership = known[name].partnership if name else ""
        if partnership in whose:
            raise ArgumentError(
                N_("The waves “{one}” and “{other}” are of one partnership; ask for one of them at a time."),
                one=whose[partnership],
                other=name,
            )
        whose[partnership] = name
    return tuple(wanted)


def _of_waves(
    study: Study, table: pd.DataFrame, waves: tuple[str, ...], choice: Declared, day: int | None
) -> np.ndarray:
    """Which rows are of the waves in force, those without a wave where none is."""
    of_wave = table["wave"].isin([name for name in waves if name]).to_numpy(dtype=bool)
    undated = table["wave"].isna().to_numpy(dtype=bool)
    if choice.wave is not None:
        found: np.ndarray = of_wave | (undated & ("" in waves))
        return found
    found = of_wave | (undated & table["kind"].notna().to_numpy(dtype=bool))
    whose = {each.partnership for each in rounds_of(study) if each.wave in waves}
    if "" in whose:
        return found
    belongs = partnerships_on(study, NO_DAY if day is None else day) if whose else None
    covered = [] if belongs is None else belongs.loc[belongs["partnership"].isin(whose), "actor"]
    alone: np.ndarray = found | (undated & ~table["source"].isin(covered).to_numpy(dtype=bool))
    return alone


def _holds(study: Study, table: pd.DataFrame, choice: Declared, day: int | None) -> np.ndarray:
    """Which rows hold on the day: by their own start and end."""
    on = np.full(len(table), ALWAYS if day is None else day, np.int64)
    if choice.wave is not None:
        over = wave_days(study)
        on = np.where(over == UNDATED, on, np.minimum(on, over))
    if day is None and choice.wave is None:
        return np.ones(len(table), np.bool_)
    start, end = day_numbers(table["start"]), day_numbers(table["end"], end=True)
    held: np.ndarray = (start <= on) & ((end == NO_DAY) | (on <= end) | (on == ALWAYS))
    return held


def wave_days(study: Study) -> Days:
    """For each row of the table `ties` the day on which its wave was over; `UNDATED` where none is known."""
    days = pd.Series({each.wave: each.day for each in rounds_of(study)}, dtype="int64")
    found: Days = study.table("ties")["wave"].map(days).astype("Int64").fillna(UNDATED).to_numpy(np.int64)
    return found


def every_declared_row(study: Study) -> pd.DataFrame:
    """All ties that were ever declared, of every wave and every relation."""
    table = study.table("ties")
    return table[table["missing"].ne(True).fillna(True).astype(bool)]


def responses_to(study: Study, waves: tuple[str, ...]) -> pd.DataFrame | None:
    """Who was asked in the waves in force, with their status; None where it is not on record for all."""
    table = study.table("responses")
    told = set(table["wave"])
    if not waves or not all(name in told for name in waves):
        return None
    return table[table["wave"].isin(waves)]
