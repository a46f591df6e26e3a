"""What a pack says: the change first, then what rose and came back; and three questions by rule."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from netmap.library import wording
from netmap.library.chances import YARDSTICK_SAID, condition, expected
from netmap.model.i18n import N_, Translator
from netmap.questions.gaps import FEW
from netmap.questions.monthly.packs import Pack, Packs
from netmap.questions.readable import names_of

NOTHING_DATED = N_("Nothing in this study is dated, so no month can be told.")
NO_MONTH_YET = N_("Nothing is on record for {month}.")
SAME = N_("In {month} no pair of agencies is new and none is gone: {pairs} work together.")
OVER = N_("The record ends on {day}, so nothing can be told of {month}.")
CUT = N_("The record ends on {day}: what came later in the month cannot be seen.")
NONE_TOLD = N_("Nothing can be told of {month} in any of {m} partnerships.")
NO_SITTING = N_("No sitting is on record in this month.")
SAT_FEW = N_("{sittings} took place, with fewer than five people.")
SAT_UNSEEN = N_("{sittings} took place; who came is not on record.")
FEW_UP = N_("What rose from “{low}” to “{high}” is not told: fewer than five people are at “{low}”.")
FEW_BACK = N_("What came back from “{high}” to “{low}” is not told: fewer than five people are at “{high}”.")
SAT = N_("{sittings} took place, with {people} of {agencies}.")
ROSE = N_("From “{low}” to “{high}” {n} of {m} rose within the month {condition}; a month before {before}.")
CAME_BACK = N_("From “{high}” back to “{low}” it was {n} of {m}; a month before {before}.")
ROSE_NOW = N_("From “{low}” to “{high}” {n} of {m} rose within the month {condition}.")
BACK_NOW = N_("From “{high}” back to “{low}” it was {n} of {m}.")
NOT_BEFORE = N_("What it was a month before cannot be seen.")
RISE_UNSEEN = N_(
    "What rose from “{low}” to “{high}” cannot be seen: “{high}” was not seen to meet this month."
)
BACK_UNSEEN = N_(
    "What came back from “{high}” to “{low}” cannot be seen: “{low}” was not seen to meet this month."
)
UP_SAID = (ROSE, ROSE_NOW, RISE_UNSEEN, FEW_UP)
BACK_SAID = (CAME_BACK, BACK_NOW, BACK_UNSEEN, FEW_BACK)
"""What is said of a way: beside the month before, alone, where it cannot be seen, and of a few people."""

LEVELS_UNKNOWN = N_("Levels are not on record, so what rose and came back is not known.")

ASK_NEW = N_("“{a}” and “{b}” have begun to work together: what can others learn from how it came about?")
ASK_GONE = N_("“{a}” and “{b}” are no longer in touch: is that as intended, and who could take it up again?")
ASK_SAME = N_("No pair of agencies changed this month: who should meet next month who has not yet?")
ASK_RISE = N_("What did “{low}” tell “{high}” this month, and what has been done with it?")
ASK_NO_RISE = N_("Hardly anything rose from “{low}” to “{high}”: which meeting could carry it?")
ASK_BACK = N_("Hardly anything came back from “{high}” to “{low}”: who tells them what became of it?")
ASK_LEVELS = N_("Who decides on what was told this month, and how do the others hear of it?")
ASK_GAP = N_("{title} ({about}): what would it take to mend this by the next session?")
ASK_NO_GAP = N_("No rule finds a gap: what do you miss that is not on record?")

HARDLY = 0.5
"""Where fewer than so many people are expected to arrive, hardly anything does."""


def sentences_of(facts: Packs, t: Translator) -> Sequence[str]:
    """What is said of one partnership, or of each by its first sentence."""
    if facts.month is None:
        return (t.gettext(NOTHING_DATED),)
    if len(facts.packs) == 1:
        return said_of(facts.packs[0], t)
    named = N_("{partnership}: {sentence}")
    told = ((pack.name, said_of(pack, t)[0]) for pack in facts.packs)
    each = [t.gettext(named).format(partnership=name, sentence=sentence) for name, sentence in told]
    return [_of_all(facts, facts.month.first, t), *each]


def _of_all(facts: Packs, month: dt.date, t: Translator) -> str:
    """In how many partnerships any pair of agencies is new or gone, of those of which that can be seen."""
    seen = [pack for pack in facts.packs if recorded(pack) and not pack.ties_unseen]
    if not seen:
        return t.gettext(NONE_TOLD).format(month=t.month(month), m=wording.whole(t, len(facts.packs)))
    moved = sum(before != now for before, now in (pack.pairs for pack in seen))
    text = t.ngettext(
        "In {month} the pairs of agencies that work together changed in {n} of {m} partnerships.",
        "In {month} the pairs of agencies that work together changed in {n} of {m} partnerships.",
        moved,
    )
    counts = {"n": wording.whole(t, moved), "m": wording.whole(t, len(seen))}
    return text.format(month=t.month(month), **counts)


def said_of(pack: Pack, t: Translator) -> list[str]:
    """What changed, who met, what rose, what came back."""
    month = t.month(pack.month.first)
    if pack.over and pack.ends is not None:
        return [t.gettext(OVER).format(day=t.date(pack.ends), month=month)]
    if not recorded(pack):
        return [t.gettext(NO_MONTH_YET).format(month=month)]
    unseen = pack.ties_unseen
    said = [t.gettext(unseen) if unseen else changed(pack, t), met(pack, t), *_rose(pack, t)]
    if pack.cut and pack.ends is not None:
        said.append(t.gettext(CUT).format(day=t.date(pack.ends)))
    return said


def recorded(pack: Pack) -> bool:
    """Whether anybody sat, or any pair of agencies stands, in the month or before it."""
    if pack.over:
        return False
    before, now = pack.pairs
    return bool(pack.present[0] or before or now)


def changed(pack: Pack, t: Translator) -> str:
    """How many pairs of agencies are new and gone since the month before."""
    before, now = pack.pairs
    month, pairs = t.month(pack.month.first), _pairs(t, len(now))
    if before == now:
        return t.gettext(SAME).format(month=month, pairs=pairs)
    new, gone = len(now - before), len(before - now)
    if not gone:
        text = t.ngettext(
            "In {month} {new} pair of agencies is new: {pairs} work together.",
            "In {month} {new} pairs of agencies are new: {pairs} work together.",
            new,
        )
    elif not new:
        text = t.ngettext(
            "In {month} {gone} pair of agencies is gone: {pairs} work together.",
            "In {month} {gone} pairs of agencies are gone: {pairs} work together.",
            gone,
        )
    else:
        text = t.ngettext(
            "In {month} {new} pair of agencies is new and {gone} gone: {pairs} work together.",
            "In {month} {new} pairs of agencies are new and {gone} gone: {pairs} work together.",
            new,
        )
    counts = (wording.whole(t, len(each)) for each in (now - before, before - now))
    return text.format(month=month, pairs=pairs, **dict(zip(("new", "gone"), counts, strict=True)))


def _pairs(t: Translator, n: int) -> str:
    return t.ngettext("{n} pair", "{n} pairs", n).format(n=wording.whole(t, n))


def met(pack: Pack, t: Translator) -> str:
    """How many sittings there were, with how many people of how many agencies."""
    sittings, people, agencies = pack.present
    if not sittings:
        return t.gettext(NO_SITTING)
    few = SAT_UNSEEN if not pack.told else SAT_FEW if people < FEW else ""
    if few:
        return t.gettext(few).format(sittings=wording.sittings(t, sittings))
    return t.gettext(SAT).format(
        sittings=wording.sittings(t, sittings),
        people=wording.people(t, people),
        agencies=wording.agencies(t, agencies),
    )


def _rose(pack: Pack, t: Translator) -> Iterator[str]:
    """From the front line to the next level and back again, in people under the yardstick."""
    rises = pack.rises
    if rises.empty:
        yield t.gettext(LEVELS_UNKNOWN)
        return
    ways = (_way(pack, up=True), _way(pack, up=False))
    for way, templates in zip(
        ways,
        (UP_SAID, BACK_SAID),
        strict=True,
    ):
        if way is not None:
            yield _way_said(pack, way, templates, t)
    if any(way is not None and way[3] >= FEW and not math.isnan(way[2]) for way in ways):
        yield t.gettext(YARDSTICK_SAID)


def _way_said(
    pack: Pack, way: tuple[str, str, float, int, float], templates: tuple[str, ...], t: Translator
) -> str:
    """One way with its month before, without one that cannot be seen, or why it is not told itself."""
    low, high, n, people, before = way
    compared, alone, unseen, few = templates
    if people < FEW:
        return t.gettext(few).format(low=low, high=high)
    if math.isnan(n):
        return t.gettext(unseen).format(low=low, high=high)
    said = condition(t, pack.inquiry.context.paths.at_yardstick.transmission_probability)
    told = {"low": low, "high": high, "condition": said, "n": expected(t, n), "m": wording.whole(t, people)}
    if math.isnan(before):
        return f"{t.gettext(alone).format(**told)} {t.gettext(NOT_BEFORE)}"
    return t.gettext(compared).format(before=expected(t, before), **told)


def _way(pack: Pack, *, up: bool) -> tuple[str, str, float, int, float] | None:
    """The way from the front line to the next level, or back: names, expected, people, a month before.

    Expected is NaN where nobody at the level to be reached was seen to meet anybody.
    The front line is the lowest level with a few people, or else the lowest of all.
    """
    rises, named = pack.rises, names_of(pack.study, ("levels",))
    ranks = pack.study.levels.set_index("level")["rank"]
    rising = rises["to_level"].map(ranks) > rises["from_level"].map(ranks)
    if not rising.any():
        return None
    upwards = rises[rising]
    few = upwards[upwards["people"] >= FEW]
    low, high = (few if len(few) else upwards)[["from_level", "to_level"]].iloc[0]
    start, goal = (low, high) if up else (high, low)
    mine = rises[rises["from_level"].eq(start) & rises["to_level"].eq(goal)]
    if mine.empty:
        return None
    row = mine.iloc[0]
    counts = (float(row["expected"]), int(row["people"]), float(row["before"]))
    return named.get(low, low), named.get(high, high), *counts


def questions_of(pack: Pack, t: Translator) -> list[str]:
    """Three questions to discuss, each by rule: of the change, of the way up or back, of the first gap."""
    return [_of_change(pack, t), _of_levels(pack, t), _of_gap(pack, t)]


def _of_change(pack: Pack, t: Translator) -> str:
    for pairs, template in ((pack.gone, ASK_GONE), (pack.new, ASK_NEW)):
        if pairs:
            return t.gettext(template).format(a=pairs[0][0], b=pairs[0][1])
    return t.gettext(ASK_SAME)


def _of_levels(pack: Pack, t: Translator) -> str:
    if pack.rises.empty:
        return t.gettext(ASK_LEVELS)
    up, back = _way(pack, up=True), _way(pack, up=False)
    if up is not None and up[3] >= FEW and up[2] < HARDLY:
        return t.gettext(ASK_NO_RISE).format(low=up[0], high=up[1])
    if back is not None and back[3] >= FEW and back[2] < HARDLY:
        return t.gettext(ASK_BACK).format(low=back[0], high=back[1])
    if up is None or up[3] < FEW or math.isnan(up[2]):
        return t.gettext(ASK_LEVELS)
    return t.gettext(ASK_RISE).format(low=up[0], high=up[1])


def _of_gap(pack: Pack, t: Translator) -> str:
    if pack.gaps.empty:
        return t.gettext(ASK_NO_GAP)
    first = pack.gaps.iloc[0]
    return t.gettext(ASK_GAP).format(title=first["title"], about=first["about"])
