"""What `netmap champions` says: sentences about a set of people, never a league table of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from netmap.cli.chain_words import hop_line
from netmap.cli.speech import speech
from netmap.model.errors import QUOTED
from netmap.model.i18n import N_

if TYPE_CHECKING:
    import pandas as pd

    from netmap.model.study import Study

NOBODY = N_("Nobody reaches it: there is nothing that could rest on anybody.")
NO_SET = N_(
    "No set of at most {most} people who are not at that level was found without whom at most half of the "
    "others would still reach it."
)
SET = N_(
    "Without {people} together, {left} of the {reached} others who reach it would still do so. It is the "
    "smallest set found, one person after the other; there may be a smaller one."
)
NO_LOSS = N_("There is nobody whose loss alone would cost anybody else the way.")
LOSS = N_("Each of these people is the only way for somebody else, in the order of their names:")
CLASSES = {
    "simultaneous": N_(
        "People who sit at two levels at once: {n}. Without all of them together, {lost} of the {reached} "
        "others who reach it would no longer do so."
    ),
    "ever": N_(
        "At different levels, at once or at different times: {n}. Without all of them together, {lost} of "
        "the {reached} others who reach it would no longer do so."
    ),
}
TO_RELY_LESS = N_("To rely on them less:")
OF_AGENCY = N_("“{person}” (“{agency}”)")
ONLY_WAY = N_("Nobody else of {agencies} would reach it without “{person}”: a second way is needed there.")
THERE_TOO = N_(
    "“{person}” meets that level in “{zone}”. Others come there too: {others}. One of them could carry as "
    "well."
)
NOBODY_THERE = N_(
    "“{person}” meets that level in “{zone}”. Nobody else comes there: a second seat is needed."
)
NO_CHAIN = N_("There is no chain to be shown.")
CHAIN = N_("Through “{person}”, from “{source}”:")

SHOWN = 3
"""So many who come to a zone are named."""


def report_lines(
    study: Study,
    covering: pd.DataFrame,
    crossed: pd.DataFrame,
    dependents: pd.DataFrame,
    others: pd.DataFrame,
) -> list[str]:
    """What is said of one question, line by line."""
    about = covering.attrs
    lines = [
        _reach(study, about["from_level"], about["to_level"], int(about["sources"]), int(about["reaching"]))
    ]
    if about["reaching"] == "0":
        return [*lines, speech().gettext(NOBODY)]
    lines += [_class(crossed), _set(covering), *_losses(dependents)]
    relief = [*_only_ways(dependents), *_zones(others)]
    return [*lines, "", speech().gettext(TO_RELY_LESS), *map(_indented, relief)] if relief else lines


def _reach(study: Study, from_level: str, to_level: str, sources: int, reaching: int) -> str:
    t = speech()
    text = t.ngettext(
        "Of {n} person who may set out from “{from_level}”, {reaching} reaches “{to_level}”.",
        "Of {n} people who may set out from “{from_level}”, {reaching} reach “{to_level}”.",
        sources,
    )
    names = {"from_level": _level(study, from_level), "to_level": _level(study, to_level)}
    return text.format(n=t.number(sources), reaching=t.number(reaching), **names)


def _level(study: Study, level: str) -> str:
    rows = study.levels.loc[study.levels["level"] == level, "name"].dropna()
    return str(rows.iloc[0]) if len(rows) else level


def _class(crossed: pd.DataFrame) -> str:
    t, row = speech(), crossed.iloc[0]
    numbers = {"n": row["cross_represented"], "lost": row["lost"], "reached": row["reached"]}
    shown = {name: t.number(int(number)) for name, number in numbers.items()}
    template = CLASSES[crossed.attrs["who"]]
    return t.gettext(template).format(**shown)


def _set(covering: pd.DataFrame) -> str:
    t = speech()
    if not len(covering):
        return t.gettext(NO_SET).format(most=covering.attrs["at_most"])
    last = covering.iloc[-1]
    people = t.listing([_named(*pair) for pair in _pairs(covering, "practitioner", "agency")])
    numbers = {name: t.number(int(last[name])) for name in ("left", "reached")}
    return t.gettext(SET).format(people=people, **numbers)


def _named(person: str, agency: object) -> str:
    known = isinstance(agency, str)
    return speech().gettext(OF_AGENCY).format(person=person, agency=agency) if known else quoted(person)


def _losses(dependents: pd.DataFrame) -> Iterator[str]:
    t = speech()
    if not len(dependents):
        yield t.gettext(NO_LOSS)
        return
    yield t.gettext(LOSS)
    for person, rows in dependents.groupby("practitioner"):
        n = len(rows)
        text = t.ngettext("“{person}”, for {n} person", "“{person}”, for {n} people", n)
        yield _indented(text.format(person=person, n=t.number(n)))


def _only_ways(dependents: pd.DataFrame) -> Iterator[str]:
    """Which agencies have no other way."""
    for person, rows in dependents[dependents["whole_agency"]].groupby("practitioner"):
        agencies = speech().listing([quoted(agency) for agency in sorted(set(rows["agency"]))])
        yield speech().gettext(ONLY_WAY).format(person=person, agencies=agencies)


def _zones(stand_ins: pd.DataFrame) -> Iterator[str]:
    """Who else comes where these people meet the other level."""
    t = speech()
    for (person, zone), rows in stand_ins.groupby(["practitioner", "zone"], sort=False):
        seconds = rows["second"].dropna().tolist()[:SHOWN]
        template = THERE_TOO if seconds else NOBODY_THERE
        yield t.gettext(template).format(
            person=person, zone=zone, others=t.listing([quoted(each) for each in seconds])
        )


def chain_lines(chains: pd.DataFrame) -> Sequence[str]:
    """Each chain, hop by hop."""
    t = speech()
    lines: list[str] = []
    for (person, source), hops in chains.groupby(["practitioner", "source"], sort=False):
        lines.append(t.gettext(CHAIN).format(person=person, source=source))
        lines += [_indented(hop_line(row)) for row in hops.to_dict("records")]
    return lines or [t.gettext(NO_CHAIN)]


def quoted(id_: str) -> str:
    """An id in the quotation marks of the language, so that it can hold anything."""
    return speech().gettext(QUOTED).format(name=id_)


def _indented(line: str) -> str:
    return f"  {line}"


def _pairs(frame: pd.DataFrame, one: str, other: str) -> Iterator[tuple[str, object]]:
    return zip(frame[one], frame[other], strict=True)
