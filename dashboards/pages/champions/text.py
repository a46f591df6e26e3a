"""Every text of the page of champions, in English; translated where it is shown."""

from __future__ import annotations

from netmap.library import wording
from netmap.model.i18n import N_, Translator

HEADING = N_("Who carries what is learned from one level to another")
NAMES = N_(
    "This page names people and is the coordinator's. It shows on whom a route rests and what would help to "
    "rest on them less; it is no ranking of people, and says nothing about how well anybody works."
)
ACROSS = N_("Choose a level to be reached: champions carry from one level to another.")
TOGETHER = N_("Who it rests on together")
SINGLE = N_("Who matters alone, if only a little, by name")
NONE_TOGETHER = N_(
    "Aside from people at the level to be reached, no ten were found whose loss would halve it."
)
NONE_SINGLE = N_("Nobody alone matters so much that it could be told.")
CHANCE_MORE = N_(
    "Counted {condition}: a yardstick to compare with, not an estimate. A loss is told where it is more than "
    "twice its standard error (±), which speaks of the random worlds alone."
)
COLUMNS = (
    N_("Person"),
    N_("Agency"),
    N_("Sits"),
    N_("If lost alone, {condition}"),
    N_("If every one did"),
    N_("To rely on them less"),
)
PERSON = N_("Person")
LOOK = N_("One person: what goes through them")
CHOOSE = N_("Choose a person to see what goes through them.")
CHAINS = N_("Paths that would be lost with them, or with the few that they belong to")
NO_CHAINS = N_("No path would be lost with them alone.")
CHAIN = N_("What {source} knows arrives on {date}:")
LESS = N_("To rely on them less")
HOW_SET = N_("The few together")
HOW_SET_MORE = N_(
    "Found one after the other: each time the person whose loss leaves the least; it is the smallest set "
    "found, and need not be the smallest there is. Nobody at the level to be reached is in it."
)
HOW_DEGREE = N_("Beside it")
HOW_DEGREE_MORE = N_(
    "How many people somebody hears from tells as much as any of these figures, where outsiders have judged "
    "who matters; so read them as questions to ask, not as answers."
)


def passing(translator: Translator, n: int) -> str:
    """How many first paths somebody hands on."""
    sentence = translator.ngettext(
        "They hand on {n} of the first paths of this window.",
        "They hand on {n} of the first paths of this window.",
        n,
    )
    return sentence.format(n=wording.whole(translator, n))
