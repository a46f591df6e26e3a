"""The words of the field as a board reads them: what each means, by which threshold, and an example."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.learning.path_rule import PathRule
from netmap.library import wording
from netmap.model.i18n import N_, Translator
from netmap.questions.learning.headline import horizon_text
from netmap.tie_kinds.policy import NEW, OLD, TRAIL, TiePolicy

LEVEL, REACH, CROSSED, ZONE = "level", "reach", "cross-represented", "zone"

_TERMS = {
    OLD: (
        wording.KIND_LABELS[OLD],
        N_("Two with at least {old_times} over {old_days} before the baseline. Habit carries this tie."),
        N_("For example, a school and the police who sat together every month for years."),
    ),
    NEW: (
        wording.KIND_LABELS[NEW],
        N_("At least {new_times} over {new_days} since the baseline, and not only the two of them."),
        N_("For example, a clinic and a housing office that came to one task group three times."),
    ),
    TRAIL: (
        wording.KIND_LABELS[TRAIL],
        N_("They have met since the baseline, too little yet for a network. After {quiet} it fades."),
        N_("For example, one call between a youth club and a health visitor."),
    ),
    LEVEL: (
        N_("level"),
        N_("A layer of decision, from the people served up to those who answer for it all."),
        N_("For example: front line, managers, board."),
    ),
    REACH: (
        N_("reach"),
        N_("Who could have heard of something from meeting to meeting, within {horizon}."),
        N_("For example, a nurse tells a manager in May, who tells the board in July."),
    ),
    CROSSED: (
        N_("at two levels"),
        N_("Somebody who sits at two levels at once, and so carries news from one to the other."),
        N_("For example, a head teacher who also sits on the board."),
    ),
    ZONE: (
        N_("boundary zone"),
        N_("A place where agencies meet that serve the same people."),
        N_("For example: a board, a locality meeting, a task group, a shared office."),
    ),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A word: its key, what it is called, what it means under the rule in force, and an example."""

    key: str
    name: str
    means: str
    example: str


def terms_of(ties: TiePolicy, paths: PathRule, t: Translator) -> dict[str, Term]:
    """Every word by its key, with the thresholds in force.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> terms_of(TiePolicy(), PathRule(), ENGLISH)["old_network"].means[:43]
        'Two with at least 3 occasions over 90 days '
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
        key: Term(key, t.gettext(name), t.gettext(means).format(**words), t.gettext(example))
        for key, (name, means, example) in _TERMS.items()
    }
