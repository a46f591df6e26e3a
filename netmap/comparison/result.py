"""What a comparison gives: a table with its sentence, its method, and the script that repeats it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from netmap.comparison.findings import Finding, text_of
from netmap.comparison.script import script_of
from netmap.model.citing import cited
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a result comes from: the study and its version, and the version of netmap."""

    study: str
    study_version: str
    netmap_version: str
    studies: tuple[str, ...] = ()
    """Of a result of several studies the name of each."""

    @classmethod
    def of(cls, study: Study) -> Origin:
        """That of a study as it is now."""
        told = cited(study)
        return cls(told["study"], told["study_version"], told["netmap_version"])

    @classmethod
    def of_several(cls, studies: Sequence[Study]) -> Origin:
        """That of several studies together."""
        return cls.together([cls.of(study) for study in studies])

    @classmethod
    def together(cls, each: Sequence[Origin]) -> Origin:
        """Several as one."""
        names = tuple(one.study for one in each)
        versions = ", ".join(one.study_version for one in each)
        return cls(", ".join(names), versions, each[0].netmap_version if each else "", names)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Result:
    """A finding to take away: its figures, a sentence, the method in words, and the code that repeats it.

    Attributes:
        function: the public function that made it.
        frame: its figures; `table()` gives a copy that says where it comes from.
        findings, how: what is said of it, and how it was worked out, until a language is known.
        n, unit: how many of what the figures rest on.
        parameters: everything that the function was told besides the study, with its defaults.
        origin: the study, its version, and that of netmap.
        seed: of its random draws; None where there are none.
        parts: further tables, by name.
        draws: what the figures of `frame` were in each random draw, a column for each, where that was asked.
        inputs: the tables that it was made of, where that was no study.
    """

    function: str
    frame: pd.DataFrame
    findings: tuple[Finding, ...]
    how: tuple[Finding, ...]
    n: int
    unit: str
    parameters: Mapping[str, Any]
    origin: Origin
    seed: int | None = None
    parts: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    draws: pd.DataFrame | None = None
    inputs: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def table(self, part: str | None = None) -> pd.DataFrame:
        """The figures, or one of the further tables; its `attrs` say where they come from.

        Raises `ArgumentError` for a part that there is not.
        """
        if part is not None and part not in self.parts:
            raise ArgumentError(
                N_("{key}: “{value}” is none of its values; it takes {words}"),
                key="part",
                value=part,
                words=", ".join(self.parts),
            )
        frame = (self.frame if part is None else self.parts[part]).copy()
        frame.attrs.update(self.about)
        return frame

    @property
    def about(self) -> dict[str, Any]:
        """What every table of it says of itself."""
        return {
            "study": self.origin.study,
            "study_version": self.origin.study_version,
            "netmap_version": self.origin.netmap_version,
            "n": self.n,
            "unit": self.unit,
            "seed": self.seed,
            **{name: str(value) for name, value in self.parameters.items()},
            "method": self.method,
        }

    @property
    def sentence(self) -> str:
        """What was found, in English."""
        return text_of(self.findings)

    @property
    def method(self) -> str:
        """How it was worked out, in English: a paragraph to cite."""
        return text_of(self.how)

    @property
    def versions(self) -> dict[str, str]:
        """Of the study and of netmap."""
        return {"study": self.origin.study_version, "netmap": self.origin.netmap_version}

    def script(self, source: str | None = None) -> str:
        """A Python program that repeats every digit and prints the table as CSV.

        Parameters
        ----------
        source: where the study is read from: a folder, a file, a store. Default: its name, or the names of
            several. A result that was
            not made of a study reads its `inputs` from CSV files of their names in the folder `source`.
        """
        told = {**self.parameters, **({} if self.seed is None else {"seed": self.seed})}
        where: Any = source if source is not None else ("." if self.inputs else self.origin.study)
        if source is None and len(self.origin.studies) > 1:
            where = list(self.origin.studies)
        return script_of(self.function, told, self.versions, where, tuple(self.inputs))

    def __repr__(self) -> str:
        return f"<{self.function}: {self.sentence}>"
