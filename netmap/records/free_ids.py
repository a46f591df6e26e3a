"""Ids for new records: a word and the first number that is free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count


def free_ids(word: str, taken: Iterable[str]) -> Iterator[str]:
    """Ids that nothing has yet, one after the other.

    Args:
        word: how each begins, for people; no program reads anything out of it.
        taken: the ids that are there.

    Example:
        >>> ids = free_ids("person", ["person-1", "=A1"])
        >>> next(ids), next(ids)
        ('person-2', 'person-3')
    """
    there = set(taken)
    return (found for number in count(1) if (found := f"{word}-{number}") not in there)
