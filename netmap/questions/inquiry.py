"""What is asked about: a context, together with its study."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from netmap.model.derived import cached_property
from netmap.model.errors import NotFoundError
from netmap.model.i18n import N_, Translator, translator
from netmap.questions.context import Context

if TYPE_CHECKING:
    from netmap.comparison.sources import Source
    from netmap.comparison.working_off import Hands
    from netmap.library.study_library import Stored, StudyLibrary
    from netmap.model.study import Study


@dataclass(frozen=True)
class Inquiry:
    """A question's context together with the study that it is about, which is read when it is first needed.

    `open_study` raises `StudyError` for a study that its checks refuse, `NotFoundError` for none. `usual` is
    what is in force unless a reader says otherwise. `open_other` opens another study by its name for
    the same principal. `shares` are the partnerships of the study where they are read one at a time: then the
    study holds only what frames them. `hands` say by what means long work is done. `stored` gives the store
    that the study lives in, to take what is kept there without reading the study; None for one of files.
    """

    context: Context
    open_study: Callable[[], Study]
    usual: Context = field(default_factory=Context)
    open_other: Callable[[str], Study] | None = None
    shares: Source | None = None
    hands: Hands | None = None
    stored: Callable[[], Stored] | None = None

    @cached_property
    def study(self) -> Study:
        """The study as it is now, for whoever asks, with names in their language where it has them."""
        return self.open_study().in_language(self.context.language)

    def other(self, name: str) -> Study:
        """Another study by its name; raises what `open_study` raises."""
        if self.open_other is None:
            raise NotFoundError(N_("there is no study “{name}”; none is open"), name=name[:80])
        return self.open_other(name).in_language(self.context.language)

    @property
    def t(self) -> Translator:
        """The reader's language."""
        return translator(self.context.language)

    @property
    def declared(self) -> dict[str, Any]:
        """Which declared ties count, as arguments of the library's functions."""
        return declared_in(self.study, self.context)

    def but(self, **changes: Any) -> Inquiry:
        """The same study under a context with some fields changed."""
        return replace(self, context=self.context.but(**changes))


def declared_in(study: Study, context: Context) -> dict[str, Any]:
    """Which declared ties of a study count, as arguments of the library's functions: wave and relation.

    Without a word the latest wave of each partnership, and the first relation.
    """
    from netmap.tie_kinds.declared import first_relation

    return {
        "wave": tuple(wave or "" for wave in context.wave) or None,
        "relation": first_relation(study).relation if context.relation is None else context.relation,
    }


def inquiry_of(library: StudyLibrary, context: Context) -> Inquiry:
    """A context over the studies that are open; where it is silent the service's own baseline holds."""
    usual = Context(baseline=library.baseline)
    told = context.but(baseline=context.baseline or usual.baseline)
    open_one = partial(library.study, context.principal)
    there = library.is_stored(context.study)
    stored = partial(library.stored, context.principal, context.study) if there else None
    return Inquiry(told, lambda: open_one(context.study), usual, open_one, stored=stored)
