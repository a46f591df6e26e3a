"""The words of a study in its reader's language, where they are filters and addresses too."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from netmap.model.derived import derived
from netmap.model.study import Study
from netmap.model.translations import read_as, texts_of


@derived(most=64)
def texts_in(study: Study, language: str, table: str, column: str) -> Mapping[str, str]:
    """What stands in a column, and how it reads in a language; what has no translation is not there.

    Args:
        study: the study; `language` a code such as it.
        table: of `COLUMNS`.
        column: of that table.
    """
    return texts_of(study.table("translations"), language, table, column)


@derived(most=1)
def languages_of(study: Study) -> tuple[str, ...]:
    """The languages that a study has any translation in."""
    return tuple(study.table("translations")["language"].unique())


def words_of(study: Study, table: str, column: str) -> Mapping[str, str]:
    """What stands in a column, and how the reader's language has it; empty where it has nothing."""
    return texts_in(study, study.language, table, column) if study.language else {}


def word(study: Study, table: str, column: str, value: str) -> str:
    """A word of a column as its reader says it; itself where the study has no translation."""
    return words_of(study, table, column).get(value, value)


def told_apart(study: Study, table: str, column: str, values: pd.Series) -> pd.Series:
    """Words of a column as their reader says them; as they stand where two of them would read alike."""
    found = read_as(values, words_of(study, table, column))
    return values if found.nunique() < values.nunique() else found
