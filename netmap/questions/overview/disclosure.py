"""What a board may be told of a few people: nothing that stands for one to four of them."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from netmap.library import wording
from netmap.library.chances import ENOUGH_FOR_HUNDREDS, out_of
from netmap.model.i18n import Translator
from netmap.questions.overview.types import FEW
from netmap.temporal.encounters import Bools


def chance_of(t: Translator, share: float, people: int) -> str:
    """A mean chance of some people, as so many of them or of 100; everyone of them contributes to it.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> [chance_of(ENGLISH, share, 17) for share in (0, 0.01, 0.5, 1)]
        ['none of 17', 'fewer than 1 of 17', '8 of 17', 'all 17']
        >>> [chance_of(ENGLISH, share, 34) for share in (0, 0.5, 1)]
        ['none of 100', '50 of 100', 'all 34']
    """
    if share == 0:
        return t.gettext("none of {n}").format(n=wording.whole(t, base_of(people)))
    return t.gettext("all {n}").format(n=wording.whole(t, people)) if share == 1 else out_of(t, share, people)


def count_of(t: Translator, share: float, people: int) -> str:
    """A share of some people that are counted; one to four of them, or all but so many, are not counted out.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> [count_of(ENGLISH, share, 17) for share in (0, 0.1, 0.5, 0.9, 1)]
        ['none of 17', 'fewer than 5 of 17', '8 of 17', 'nearly all 17', 'all 17']
    """
    if is_counted(share, people):
        return chance_of(t, share, people)
    few = share * people <= people / 2
    template = t.gettext("fewer than {few} of {n}") if few else t.gettext("nearly all {n}")
    return template.format(n=wording.whole(t, people), few=wording.whole(t, FEW))


def is_counted(share: float, people: int) -> bool:
    """Whether a share stands for nobody, for everybody, or for five or more and all but five or more."""
    if people < FEW or math.isnan(share):
        return False
    counts = (round(share * people), round((1 - share) * people))
    return share in (0, 1) or min(counts) >= FEW


def with_another(counts: npt.ArrayLike, hidden: Bools, of: npt.ArrayLike = 0) -> Bools:
    """What is withheld of counts whose sum may be known: more, while those withheld are one or a few people.

    What is withheld beside a total is together the total less the others. Added is the smallest count that is
    not 0, or else a 0 that is `of` most people. Where there is neither, the total is what is withheld.

    Example:
        >>> import numpy as np
        >>> with_another([3, 20, 0, 9], np.array([True, False, False, False])).tolist()
        [True, False, False, True]
        >>> with_another([3, 2, 9], np.array([True, True, False])).tolist()
        [True, True, False]
        >>> with_another([1, 1, 20], np.array([True, True, False])).tolist()
        [True, True, True]
        >>> with_another([6, 0, 0], np.array([True, False, False]), of=[7, 6, 18]).tolist()
        [True, False, True]
    """
    number = np.nan_to_num(np.asarray(counts, np.float64))
    most = np.broadcast_to(np.asarray(of, np.float64), number.shape)
    found: Bools = hidden.copy()
    while found.any() and (found.sum() == 1 or number[found].sum() < FEW):
        some, none = (np.flatnonzero(~found & each) for each in (number > 0, (number == 0) & (most > 0)))
        if len(some):
            found[some[number[some].argmin()]] = True
        elif len(none) and found.sum() == 1:
            found[none[most[none].argmax()]] = True
        else:
            break
    return found


def bare(t: Translator, share: float, people: int) -> str:
    """The count of a mean chance without of how many, where it stands beside another of as many.

    Example:
        >>> from netmap.model.i18n import ENGLISH
        >>> bare(ENGLISH, 0.5, 17), bare(ENGLISH, 0.5, 28)
        ('8', '50')
    """
    return wording.whole(t, 0 if math.isnan(share) else round(share * base_of(people)))


def as_told(share: float, people: int) -> float:
    """A share as it is told: as so many of 100, or of some people where they are fewer than 20.

    Example:
        >>> as_told(0.847, 34), as_told(0.853, 28), as_told(0.49, 17)
        (0.85, 0.85, 0.47058823529411764)
    """
    base = base_of(people)
    return share if math.isnan(share) or not base else round(share * base) / base


def base_of(people: int) -> int:
    """Of how many a share of some people is told: of 100, or of themselves where they are fewer than 20."""
    return people if people < ENOUGH_FOR_HUNDREDS else 100
