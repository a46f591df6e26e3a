"""The question of the curve: how far what people learn travels, the more likely an encounter passes it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netmap.model.i18n import N_, Translator
from netmap.questions.learning import LevelsRequest, answer
from netmap.questions.question import Column, Question, Table

if TYPE_CHECKING:
    import pandas as pd

    from netmap.questions.learning.resolved_request import Asked, Setting

COLUMNS = ("probability", "share", "se", "median_days", "n")


def curve(asked: Asked | Setting) -> pd.DataFrame:
    """Reach for each of some chances, as `netmap.transmission_curve` gives it."""
    import pandas as pd

    from netmap.learning.transmission import transmission_curve
    from netmap.questions.learning.resolved_request import Setting

    if isinstance(asked, Setting):
        return pd.DataFrame(columns=list(COLUMNS))
    return asked.library(
        transmission_curve, asked.start.level, None if asked.end is None else asked.end.level
    )


def sentences(asked: Asked | Setting, t: Translator) -> Sequence[str]:
    """Reach under the yardstick, if every encounter passed on, and from which chance on half arrive."""
    from netmap.library.chances import half_way_text
    from netmap.questions.learning.headline import every_said, first_said
    from netmap.questions.learning.periods import SHOWN, now_of
    from netmap.questions.learning.resolved_request import Setting
    from netmap.questions.learning.sentences import short_sentences
    from netmap.questions.learning.surroundings import empty_text

    if isinstance(asked, Setting):
        return (empty_text(asked, t),)
    now = now_of(asked.at_yardstick, asked.start, asked.end)
    if now.state != SHOWN:
        return short_sentences(asked, t)
    said = half_way_text(t, float(curve(asked).attrs["half_way"]))
    return (*first_said(asked, now, t), said, *every_said(asked, t))


def about(asked: Asked | Setting, t: Translator) -> Mapping[str, Any]:
    """The least chance at which half arrive, for programs."""
    from netmap.questions.exports import plain

    return {"half_way": plain(curve(asked).attrs.get("half_way"))}


QUESTION = Question(
    name="transmission-curve",
    slow=True,
    title=N_("How easily learning travels"),
    help=N_(
        "Print how far what people learn travels, the more likely an encounter is to pass it on. Say at "
        "which chance half would arrive."
    ),
    request=LevelsRequest,
    answer=answer,
    sentences=sentences,
    about=about,
    tables=(
        Table(
            "curve",
            N_("Reach over the chance that an encounter passes something on"),
            (
                Column("probability", N_("chance of passing on"), digits=2),
                Column("share", N_("share that arrives"), digits=3),
                Column("se", N_("standard error"), digits=4),
                Column("median_days", N_("typical days"), digits=1),
                Column("n", N_("months"), digits=0),
            ),
            curve,
        ),
    ),
)
