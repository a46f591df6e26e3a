"""The national overview: how far each partnership lies from chance, found by name and ranked by nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from netmap.library.wording import whole
from netmap.model.errors import NetmapError
from netmap.model.i18n import N_, NN_, Translator
from netmap.questions.context import Context
from netmap.questions.parameters import Request, model_from, taken
from netmap.questions.question import RESEARCHER, Answer, Column, Inquiry, Question, Table
from netmap.questions.results import MEASURES, CompareRequest, about_result
from netmap.questions.saved_comparisons import address_of

if TYPE_CHECKING:
    import pandas as pd

    from netmap.comparison.result import Result
    from netmap.library.study_library import Stored

KEPT = ("frame", "effects", "changes", "over partnerships", "windows", "mixing")
"""What is kept of a comparison of all partnerships; its draws are not."""

WINDOW, CHANGE = "window", "change"
AGAINST = {WINDOW: N_("the last window"), CHANGE: N_("the change up to the last window")}

NOTHING_KEPT = N_("Nothing is kept of this study yet. Its partnerships are compared once, by a command.")
OF_FILES = N_(
    "This study is read from files. A national record lives in a store, where its figures are kept."
)
APART = NN_(
    "Of {n} partnership with a figure, {apart} lies apart from what chance gives.",
    "Of {n} partnerships with a figure, {apart} lie apart from what chance gives.",
)
BY_CHANCE = N_("Of so many intervals, about {expected} would leave zero out by chance alone.")
OF_VERSION = N_("Worked out on version {version} of the record, which is still the present one.")
OUTDATED = N_("Worked out on version {version} of the record, which is now at version {now}.")
ALL_TOGETHER = N_("All together {effect} ({low} to {high}), with a spread of {tau} between partnerships.")
FOUND = NN_("{n} name fits what is looked for.", "{n} names fit what is looked for.")


class NationalRequest(Request):
    """Which figure, of what, and whom to find."""

    measure: str = taken("mean_degree", N_("Which figure."), words=MEASURES)
    of: str = taken(WINDOW, N_("The last window, or the change from the one before it."), words=AGAINST)
    find: str | None = taken(None, N_("A part of the name of a partnership, which is then marked."))


@dataclass(frozen=True, slots=True, eq=False)
class National:
    """What is kept: the comparison (None: nothing), and the partnerships of one figure by name.

    `rows` has the columns of `ROWS`; `pooled` is all together; `windows` are the last ones, from the earlier
    to the later. `now` is the present version; `missing` says why there is nothing.
    """

    result: Result | None
    rows: pd.DataFrame
    pooled: dict[str, Any]
    windows: tuple[str, ...]
    now: str
    missing: str = ""
    simulated: bool = False


IS_KEPT = N_("Kept in the store: the national overview opens with it.")
NOT_KEPT = N_("The national overview could not be kept: {why}")


def keep_national(inquiry: Inquiry, request: CompareRequest, result: Result) -> Result:
    """Keep a comparison of all partnerships of a store, so that their overview opens at once.

    The result with a sentence on whether that was done; as it is where the partnerships are of no store.
    """
    from netmap.comparison.findings import Finding
    from netmap.library.stored_partnerships import StoredPartnerships
    from netmap.library.study_entry import simulated

    if not isinstance(inquiry.shares, StoredPartnerships):
        return result
    frame = result.frame.copy()
    frame.attrs = {
        "address": address_of(inquiry.context, request),
        "windows": [list(each) for each in result.parameters["windows"]],
        "n": result.n,
        "origin": [result.origin.study, result.origin.study_version, result.origin.netmap_version],
        "simulated": bool(simulated(inquiry.study)),
    }
    parts = {name: frame if name == "frame" else _plain(result.parts[name]) for name in KEPT}
    said = Finding(IS_KEPT)
    try:
        inquiry.shares.keep({_key(name): table for name, table in parts.items()})
    except NetmapError as error:
        said = Finding(NOT_KEPT, {"why": error.text(inquiry.t)})
    return replace(result, findings=(*result.findings, said))


def _key(name: str) -> tuple[str, str]:
    return ("national", name)


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    found = table.reset_index(drop=True)
    found.attrs = {}
    return found


def answer(inquiry: Inquiry, request: NationalRequest) -> Answer:
    """Take what is kept in the store; nothing is worked out, and the study is not read."""
    if inquiry.stored is None:
        return Answer(_nothing(OF_FILES), None)
    stored = inquiry.stored()
    result, now, simulated = _kept(stored, inquiry.context)
    if result is None:
        return Answer(_nothing(NOTHING_KEPT), None)
    rows = stored.store.rows(inquiry.context.principal, stored.name, "partnerships")
    names = dict(zip(rows["partnership"], rows.get("name", rows["partnership"]), strict=True))
    return Answer(_of(result, now, names, request, simulated), None)


def _nothing(why: str) -> National:
    import pandas as pd

    return National(None, pd.DataFrame(columns=list(ROWS)), {}, (), "", why)


def _kept(stored: Stored, context: Context) -> tuple[Result | None, str, bool]:
    """The comparison that is kept, the present version, and whether it is of simulated data."""
    from netmap.comparison.comparing import how_compared
    from netmap.comparison.result import Origin, Result
    from netmap.library.kept_answers import named, unpacked

    found = {}
    for name in KEPT:
        last = stored.store.last_answer(context.principal, stored.name, named(_key(name)))
        if last is None:
            return None, "", False
        found[name] = unpacked(last[1])
    frame = found.pop("frame")
    told = frame.attrs
    pairs = parse_qsl(told["address"], keep_blank_values=True)
    asked, under = model_from(CompareRequest, pairs), model_from(Context, pairs)
    names = tuple(dict.fromkeys(str(each) for each in frame["measure"]))
    parameters = {
        "windows": [tuple(each) for each in told["windows"]],
        "measures": list(names),
        "null": None,
        "draws": asked.draws,
        "policy": under.ties,
        "partnerships": None,
        "from_level": None,
        "to_level": None,
        "rule": under.paths,
    }
    result = Result(
        "compare",
        frame,
        (),
        how_compared(names, under.paths, asked.draws, asked.draw_seed, len(frame)),
        int(told["n"]),
        N_("sittings"),
        parameters,
        Origin(*told["origin"]),
        asked.draw_seed,
        parts=found,
    )
    return result, str(stored.store.evidence(context.principal, stored.name)), bool(told["simulated"])


ROWS = (
    *("partnership", "name", "found", "value", "n", "null_mean", "effect", "sd", "low", "high"),
    *("p", "p_adjusted"),
)


def _of(
    result: Result, now: str, names: dict[str, Any], request: NationalRequest, simulated: bool
) -> National:
    """The partnerships of one figure, by name."""
    import pandas as pd

    windows = [each[0] for each in result.parameters["windows"]]
    change = request.of == CHANGE
    shown = tuple(windows[-2:]) if change else tuple(windows[-1:])
    effects, pooled = result.parts["effects"], result.parts["over partnerships"]
    mine = _wanted(effects, request.measure, shown, change)
    frame = result.parts["changes"] if change else result.frame
    tested = frame[frame["measure"] == request.measure]
    keys = {"from": shown[0], "to": shown[-1]} if change else {"window": shown[0]}
    for key, name in keys.items():
        tested = tested[tested[key] == name]
    tested = tested.rename(columns={"change": "value"})
    kept = [name for name in ("partnership", "value", "n", "null_mean", "p", "p_adjusted") if name in tested]
    rows = mine.merge(tested[kept], on="partnership", how="left")
    called = [
        str(names.get(each) or each) if pd.notna(names.get(each)) else each for each in rows["partnership"]
    ]
    wanted = (request.find or "").strip().casefold()
    rows = rows.assign(
        name=called, n=rows.get("n"), found=[bool(wanted) and wanted in each.casefold() for each in called]
    )
    order = sorted(
        range(len(rows)), key=lambda place: (_by_name(called[place]), rows["partnership"].iloc[place])
    )
    together = _wanted(pooled, request.measure, shown, change).to_dict("records")
    return National(
        result,
        rows.iloc[order].reset_index(drop=True)[list(ROWS)],
        {str(key): value for key, value in together[0].items()} if together else {},
        shown,
        now,
        simulated=simulated,
    )


def _wanted(frame: pd.DataFrame, measure: str, windows: Sequence[str], change: bool) -> pd.DataFrame:
    there = (frame["measure"] == measure) & (frame["window"] == windows[0])
    return frame[there & (frame["to"] == windows[-1] if change else frame["to"].isna())]


def _by_name(name: str) -> list[tuple[int, int, str]]:
    """Names in the order of a telephone book; numbers within them count as numbers."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts]


def sentences(facts: National, t: Translator) -> Sequence[str]:
    """How many lie apart, how many would by chance, all together, and of which version."""
    if facts.result is None:
        return (t.gettext(facts.missing),)
    known = facts.rows[facts.rows["low"].notna() & facts.rows["high"].notna()]
    apart = int(((known["low"] > 0) | (known["high"] < 0)).sum())
    n = len(known)
    said = [t.ngettext(*APART, n).format(n=whole(t, n), apart=whole(t, apart))]
    if n:
        said.append(t.gettext(BY_CHANCE).format(expected=t.number(0.05 * n, 0)))
    if facts.pooled and facts.pooled["low"] == facts.pooled["low"]:
        figures = {
            name: t.number(plain(facts.pooled[name], 4), 4) for name in ("effect", "low", "high", "tau")
        }
        said.append(t.gettext(ALL_TOGETHER).format(**figures))
    version = facts.result.origin.study_version
    said.append(
        t.gettext(OF_VERSION if version == facts.now else OUTDATED).format(version=version, now=facts.now)
    )
    if (found := int(facts.rows["found"].sum())) or facts.rows["found"].any():
        said.append(t.ngettext(*FOUND, found).format(n=whole(t, found)))
    return tuple(said)


def plain(value: float, digits: int = 3) -> float:
    """A number as it is written with so many decimals; nothing is written as less than nothing."""
    return round(float(value), digits) + 0.0


def about(facts: National, t: Translator) -> dict[str, Any]:
    """What a program needs to repeat it."""
    return {} if facts.result is None else {**about_result(facts.result, t), "now": facts.now}


QUESTION = Question(
    name="national",
    title=N_("National overview"),
    help=N_("Show each partnership of a national record beside what chance gives, by name."),
    audience=(RESEARCHER,),
    command=False,
    page="national",
    of_today=True,
    request=NationalRequest,
    answer=answer,
    of_all=True,
    sentences=sentences,
    about=about,
    tables=(
        Table(
            "national",
            N_("Each partnership by name"),
            (
                Column("name", N_("partnership")),
                Column("value", N_("value"), digits=3),
                Column("n", N_("people"), digits=0),
                Column("null_mean", N_("mean by chance"), digits=3),
                Column("effect", N_("deviation from chance"), digits=3),
                Column("sd", N_("spread by chance"), digits=3),
                Column("low", N_("low"), digits=3),
                Column("high", N_("high"), digits=3),
                Column("p", N_("p"), digits=3),
                Column("p_adjusted", N_("p over the family"), digits=3),
                Column("partnership"),
                Column("found"),
            ),
            lambda facts: facts.rows,
        ),
    ),
)
