"""The words of the field as readers meet them: what each means, by which threshold, and an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netmap.learning.path_rule import PathRule
from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.learning.headline import horizon_text
from netmap.tie_kinds.policy import ACTIVE, DORMANT, FADED, NEW, OLD, TRAIL, TiePolicy

LEVEL, REACH, CROSSED, ZONE = "level", "reach", "cross-represented", "zone"
CHAMPION, BALANCE, LOSS = "champion", "balance", "loss"
DECLARED_TIE, LIVELY, ASLEEP, GONE, DATELESS = "declared", "active", "dormant", "faded", "undated"

ON_PAGES: Mapping[str, tuple[str, ...]] = {
    "map": (OLD, NEW, TRAIL, DECLARED_TIE, ZONE),
    "learning": (REACH, LEVEL, CHAMPION, CROSSED),
    "zones": (ZONE, LOSS, LEVEL, BALANCE),
    "reliance": (CROSSED, CHAMPION, LEVEL),
    "champions": (CHAMPION, CROSSED, LEVEL, REACH),
    "transmission-curve": (REACH, LEVEL),
    "kind-changes": (OLD, NEW, TRAIL, ASLEEP, GONE),
    "trail-survival": (TRAIL, NEW, GONE),
    "ties": (OLD, NEW, TRAIL, LIVELY, ASLEEP, GONE),
}
"""The words that a page explains, by the page's name, besides those of every page."""

FIELD = (OLD, NEW, TRAIL, LEVEL, REACH, CROSSED, CHAMPION, BALANCE, ZONE)
"""The words of the field, which every page explains where it says them."""

_TERMS = {  # the name, other forms of it in sentences between |, what it means, an example
    OLD: (
        wording.KIND_LABELS[OLD],
        N_("old networks"),
        N_(
            "Two who shared {old_times} or more over {old_days} before the launch (baseline). Habit "
            "carries this tie."
        ),
        N_("For example, a school and the police who sat together every month for years."),
    ),
    NEW: (
        wording.KIND_LABELS[NEW],
        N_("new networks"),
        N_("At least {new_times} over {new_days} since the launch, and not only the two of them."),
        N_("For example, a clinic and a housing office that came to one task group three times."),
    ),
    TRAIL: (
        wording.KIND_LABELS[TRAIL],
        N_("cognitive trails | trails | trail"),
        N_("They have met since the launch, too little yet for a network. After {quiet} it fades."),
        N_("For example, one call between a youth club and a health visitor."),
    ),
    LEVEL: (
        N_("level"),
        N_("levels"),
        N_("A layer of decision, from the people served up to those who answer for it all."),
        N_("For example: front line, managers, board."),
    ),
    REACH: (
        N_("reach"),
        N_("reaches | reached"),
        N_("Who could have heard of something from meeting to meeting, within {horizon}."),
        N_("For example, a nurse tells a manager in May, who tells the board in July."),
    ),
    CROSSED: (
        N_("at two levels"),
        N_("at two of these levels | cross-represented"),
        N_("Somebody who sits at two levels at once, and so carries news from one to the other."),
        N_("For example, a head teacher who also sits on the board."),
    ),
    CHAMPION: (
        N_("champion"),
        N_("champions | ever sat at different levels"),
        N_("Somebody who sits at two levels, or has over time, and so carries news between them."),
        N_("For example, a manager who has joined the board and still sits with her team."),
    ),
    BALANCE: (
        N_("balance"),
        "",
        N_("How evenly agencies take part in a meeting: 1 is even, 0 is one agency alone."),
        N_("For example, ten people from two agencies: five and five give 1, nine and one give 0.47."),
    ),
    LOSS: (
        N_("what would be lost"),
        N_("would be lost | points lost"),
        N_("How much less would get through within {horizon} if this meeting had not taken place."),
        N_("For example, 54 of 100 reach the board with it, and 16 without: 38 points are lost."),
    ),
    DECLARED_TIE: (
        wording.KIND_LABELS["declared"],
        N_("declared ties"),
        N_("A tie as somebody reported or coded it. It is not worked out from meetings."),
        N_("For example, a questionnaire in which a school names the agencies it works with."),
    ),
    LIVELY: (
        wording.STATE_LABELS[ACTIVE],
        "",
        N_("They shared an occasion within {quiet} before the day that is shown."),
        N_("For example, two who both came to last month's locality meeting."),
    ),
    ASLEEP: (
        wording.STATE_LABELS[DORMANT],
        "",
        N_("A network, old or new, that has had no occasion for more than {quiet}."),
        N_("For example, two who worked together for years and have not met since the summer."),
    ),
    GONE: (
        wording.STATE_LABELS[FADED],
        "",
        N_("A cognitive trail without an occasion for more than {quiet}, that never became a network."),
        N_("For example, one call in spring, and nothing since."),
    ),
    DATELESS: (
        wording.STATE_LABELS["undated"],
        "",
        N_("A declared tie without a date. Whether it is active today is not known."),
        N_("For example, a link drawn in a workshop whose day nobody wrote down."),
    ),
    ZONE: (
        N_("boundary zone"),
        N_("boundary zones | zones | zone"),
        N_("A place where agencies meet that serve the same people."),
        N_("For example: a board, a locality meeting, a task group, a shared office."),
    ),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A word: its key, what it is called, what it means under the rule in force, and an example.

    `forms` are the ways in which sentences of the language say it, its name first.
    """

    key: str
    name: str
    means: str
    example: str
    forms: tuple[str, ...] = ()


def terms_of(ties: TiePolicy, paths: PathRule, t: Translator) -> dict[str, Term]:
    """Every word by its key, with the thresholds in force.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> terms_of(TiePolicy(), PathRule(), ENGLISH)["old_network"].means[:44]
        'Two who shared 3 occasions or more over 90 d'
    """
    words = {
        "old_times": wording.occasions(t, ties.sustained_occasions),
        "old_days": wording.days(t, ties.sustained_days),
        "new_times": wording.occasions(t, ties.consolidation_occasions),
        "new_days": wording.days(t, ties.consolidation_days),
        "quiet": wording.days(t, ties.quiet_days),
        "horizon": horizon_text(t, paths.horizon),
    }
    return {
        key: Term(
            key,
            t.gettext(name),
            t.gettext(means).format(**words),
            t.gettext(example),
            (t.gettext(name), *(each.strip() for each in t.gettext(others).split("|") if each.strip())),
        )
        for key, (name, others, means, example) in _TERMS.items()
    }


def terms_on(page: str, ties: TiePolicy, paths: PathRule, t: Translator) -> Sequence[Term]:
    """The words that a page explains: its own first, then those of every page.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> [each.name for each in terms_on("zones", TiePolicy(), PathRule(), ENGLISH)][:3]
        ['boundary zone', 'what would be lost', 'level']
    """
    every = terms_of(ties, paths, t)
    return tuple(every[key] for key in dict.fromkeys((*ON_PAGES.get(page, ()), *FIELD)))
