"""What is said of diffusion after an event: the answer first, then what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from netmap.learning.after_event import SITTING
from netmap.learning.effective_changes import levels_by_rank
from netmap.library import wording
from netmap.library.chances import YARDSTICK_SAID, condition, expected
from netmap.model.dates import from_day
from netmap.model.i18n import N_, Translator
from netmap.model.words import word
from netmap.questions.diffusion import disclosed
from netmap.questions.diffusion.facts import Facts
from netmap.questions.diffusion.tables import channels, highest, levels
from netmap.questions.gaps import FEW
from netmap.questions.overview.disclosure import count_of, is_counted
from netmap.questions.question import CHANNEL
from netmap.questions.readable import names_of

NO_EVENT = N_("No sitting on record says who came, so no path can begin at one.")
EVENT_LATER = N_("Every event on record came after the last day of this window; choose a later one.")
NOTHING_SINCE = N_("No encounter after “{event}” ({day}) is on record: how far it travelled is not known.")
TOO_FEW = N_("Fewer than five people are on record at the event or since, so nothing is told of them.")
TOP_FEW = N_("The highest level that it can reach is “{level}”, where fewer than five people are.")
TOP_UNTOLD = N_("The highest level that it can reach is “{level}”.")
TOGETHER = N_("People of {partnerships} partnerships sat together at it.")
IF_ALL = N_("If every encounter passed it on, it would be {n}, within {days}.")
TOP = N_("The highest level that it can reach is “{level}”: {n} of {m} people there {condition}.")
NOT_TOP = N_("Nobody at “{level}” can have heard of it by what is on record.")
BY_SITTINGS = N_("It travels most by sittings: without them it reaches {n} fewer.")
BY_CHANNEL = N_("It travels most by “{channel}”: without it {n} fewer are reached.")
FROM = N_("The day of the event is not on record; what came from {day} on counts.")
SILENT = N_(
    "Whether it reached {n} of {m} others ({share}) is not known: nothing of them is on record since."
)
SILENT_FEW = N_("Whether it reached a few of the others is not known: nothing of them is on record since.")
HOME_UNKNOWN = N_("From which partnership {n} of {m} people came is not on record.")
SHORT = N_("The record ends {days} after the event.")


def sentences_of(facts: Facts, t: Translator) -> Sequence[str]:
    """How far it travelled, up to which level, over which channel, and what is not known."""
    if facts.after is None:
        return (t.gettext(EVENT_LATER if facts.later else NO_EVENT),)
    if facts.board and (len(facts.after.came) < FEW or 0 < facts.on_record.sum() < FEW):
        return (t.gettext(TOO_FEW), *_actions(facts, t))
    return (*_reached(facts, t), *_together(facts, t), *_not_known(facts, t), *_actions(facts, t))


def _told(facts: Facts, n: int, m: int, t: Translator) -> str:
    """So many of so many people; to a board one to four of them, or all but so many, are not counted out."""
    if facts.board:
        return count_of(t, n / m, m)
    return t.gettext(N_("{n} of {m}")).format(n=wording.whole(t, n), m=wording.whole(t, m))


def _reached(facts: Facts, t: Translator) -> Iterator[str]:
    after = facts.after
    assert after is not None  # noqa: S101  (told apart above)
    seen, day = int(facts.on_record.sum()), wording.written(t, after.date)
    if not seen:
        yield t.gettext(NOTHING_SINCE).format(event=facts.title, day=day)
        return
    said = condition(t, after.rule.transmission_probability)
    text = t.ngettext(
        "What {came} people took from “{event}” ({day}) reaches {n} of {m} other on record {condition}.",
        "What {came} people took from “{event}” ({day}) reaches {n} of {m} others on record {condition}.",
        seen,
    )
    mean = float(after.counts(facts.counted).mean())
    numbers = {"came": wording.whole(t, len(after.came)), "n": expected(t, mean), "m": wording.whole(t, seen)}
    yield text.format(event=facts.title, day=day, condition=said, **numbers)
    certain = int((facts.counted & after.certainly).sum())
    sure = _told(facts, certain, seen, t) if facts.board else wording.whole(t, certain)
    days = wording.days(t, after.until - after.day)
    yield t.gettext(IF_ALL).format(n=sure, days=days)
    yield from _levels(facts, said, t)
    yield from _channel(facts, t)
    yield t.gettext(YARDSTICK_SAID)


def _levels(facts: Facts, said: str, t: Translator) -> Iterator[str]:
    """The highest level that is reached, and the highest of all where it is not."""
    after = facts.after
    assert after is not None  # noqa: S101
    named = names_of(facts.study, ("levels",))
    top = highest(facts, after, facts.counted)
    if top is not None:
        (row,) = levels(facts).query("level == @top").to_dict("records")
        numbers = {"n": expected(t, row["expected"]), "m": wording.whole(t, int(row["people"]))}
        few = facts.board and row["people"] < FEW
        withheld = disclosed.levels(facts).query("level == @top")["people"].isna().any()
        text = TOP_FEW if few else TOP_UNTOLD if withheld else TOP
        yield t.gettext(text).format(level=named.get(top, top), condition=said, **numbers)
    held = {level for level, mine in zip(after.levels, facts.counted, strict=True) if mine}
    above = [level for level in levels_by_rank(facts.study) if level in held]
    if above and above[-1] != top:
        yield t.gettext(NOT_TOP).format(level=named.get(above[-1], above[-1]))


def _channel(facts: Facts, t: Translator) -> Iterator[str]:
    """The channel without which most would be lost, where that is more than chance makes it."""
    table = channels(facts)
    if len(table) < 2 or not table["fewer"].iloc[0] > 2 * table["se"].iloc[0]:
        return
    channel, fewer = table["channel"].iloc[0], expected(t, float(table["fewer"].iloc[0]))
    if channel == SITTING:
        yield t.gettext(BY_SITTINGS).format(n=fewer)
    elif isinstance(channel, str):
        yield t.gettext(BY_CHANNEL).format(channel=word(facts.study, *CHANNEL, channel), n=fewer)


def _together(facts: Facts, t: Translator) -> Iterator[str]:
    """Whether people of several partnerships sat together at the event; none where the study has but one."""
    after = facts.after
    assert after is not None  # noqa: S101
    if len(facts.study.partnerships) < 2:
        return
    homes = Counter(after.partnerships_of(after.came))
    came, unknown = len(after.came), homes.pop(None, 0)
    by_home = disclosed.partnerships(facts)
    withheld = set(by_home.loc[by_home["came"].isna(), "partnership"])
    if len(homes) > 1 and withheld:
        yield t.gettext(TOGETHER).format(partnerships=wording.whole(t, len(homes)))
    elif len(homes) > 1:
        known = came - unknown
        pairs = known * (known - 1) // 2
        across = pairs - sum(n * (n - 1) // 2 for n in homes.values())
        text = t.ngettext(
            "{partnerships} partnership sat together at it: {n} of {m} pairs who met are of two of them.",
            "{partnerships} partnerships sat together at it: {n} of {m} pairs who met are of two of them.",
            len(homes),
        )
        numbers = {"n": wording.whole(t, across), "m": wording.whole(t, pairs)}
        yield text.format(partnerships=wording.whole(t, len(homes)), **numbers)
    if unknown and None not in withheld and (not facts.board or is_counted(unknown / came, came)):
        yield t.gettext(HOME_UNKNOWN).format(n=wording.whole(t, unknown), m=wording.whole(t, came))


def _not_known(facts: Facts, t: Translator) -> Iterator[str]:
    """Of whom nothing is on record since, and what is not known of the days."""
    after = facts.after
    assert after is not None  # noqa: S101
    silent = facts.n - int(facts.on_record.sum())
    if silent and facts.board and not is_counted(silent / facts.n, facts.n):
        yield t.gettext(SILENT_FEW)
    elif silent:
        numbers = {"n": wording.whole(t, silent), "m": wording.whole(t, facts.n)}
        yield t.gettext(SILENT).format(share=wording.share(t, silent / facts.n), **numbers)
    came, quiet = len(after.came), int((~after.on_record[after.came]).sum())
    if quiet and (not facts.board or is_counted(quiet / came, came)):
        text = t.ngettext(
            "Nothing since is on record for {n} of {m} person who came.",
            "Nothing since is on record for {n} of {m} people who came.",
            came,
        )
        yield text.format(n=wording.whole(t, quiet), m=wording.whole(t, came))
    if not after.exact:
        yield t.gettext(FROM).format(day=t.date(from_day(after.day + 1)))
    if facts.on_record.any() and after.until - after.day < after.rule.horizon:
        yield t.gettext(SHORT).format(days=wording.days(t, after.until - after.day))


def _actions(facts: Facts, t: Translator) -> Iterator[str]:
    """What else was done that is on record, and is no path."""
    n = len(facts.actions)
    if n:
        text = t.ngettext(
            "{n} action is on record besides; it names nobody who met, so it makes no path.",
            "{n} actions are on record besides; they name nobody who met, so they make no path.",
            n,
        )
        yield text.format(n=wording.whole(t, n))
