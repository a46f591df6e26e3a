"""What the page of comparison looks at in one state: partnerships, windows, and a way to ask of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from dashboards.answer_page.state import State, search_of
from dashboards.pages.compare.charts import WindowDays
from dashboards.services import Services
from netmap.comparison.result import Origin
from netmap.model.derived import cached_property
from netmap.model.i18n import Translator
from netmap.model.study import Study
from netmap.questions.agency_matrices import QUESTION as MATRICES
from netmap.questions.compare import QUESTION as COMPARE
from netmap.questions.compare import pinned
from netmap.questions.context import Context
from netmap.questions.kind_changes import QUESTION as CHANGES
from netmap.questions.map.types import Frame
from netmap.questions.method import only_baseline
from netmap.questions.parameters import Request
from netmap.questions.propositions import QUESTION as PROPOSITIONS
from netmap.questions.propositions import PropositionsRequest
from netmap.questions.question import Answer, PageState
from netmap.questions.recording_bounds import QUESTION as BOUNDS
from netmap.questions.recording_bounds import SEATS, BoundsRequest
from netmap.questions.results import CompareRequest, WindowsRequest, spans_in, studies_in, warnings_in
from netmap.questions.saved_comparisons import Saved, address_of, opened, saved_named
from netmap.questions.trail_survival import QUESTION as TRAILS
from netmap.questions.trail_survival import TrailSurvivalRequest
from netmap.records.requests import RecordContext


@dataclass(frozen=True, slots=True)
class Case:
    """One partnership of one study; without a name of its own it is the whole study."""

    study: str
    partnership: str | None
    label: str


@dataclass(frozen=True)
class View:
    """A comparison in one state of its page."""

    services: Services
    state: State
    t: Translator
    saved: Saved | None = None
    """The saved comparison that is open; `state` is then what it says."""

    @classmethod
    def opened(cls, services: Services, state: State, t: Translator) -> View:
        """A state of the page; where it names a saved comparison what that compares."""
        if state.request.saved is None:
            return cls(services, state, t)
        inquiry, request = opened(services.inquiry(state.context), state.request)
        one = saved_named(inquiry.study, state.request.saved)
        return cls(services, PageState(inquiry.context, request), t, one)

    def recording(self, study: str) -> RecordContext:
        """A study of a store, to read its changes."""
        return RecordContext(self.services.library, study, self.services.principal, self.t.language)

    @cached_property
    def frame(self) -> Frame:
        """What does not change within the study."""
        return self.services.frame(self.state.context.study, self.t.language)

    @cached_property
    def others(self) -> tuple[Frame, ...]:
        """The frames of the other studies."""
        names = [each for each in self.state.request.beside if each and each != self.state.context.study]
        return tuple(self.services.frame(name, self.t.language) for name in dict.fromkeys(names))

    @cached_property
    def table(self) -> pd.DataFrame:
        """The windows with their warnings."""
        return spans_in(self.services.inquiry(self.state.context), self.state.request)

    @cached_property
    def warnings(self) -> list[tuple[str, str]]:
        """Windows that the record does not bear, and why."""
        inquiry = self.services.inquiry(self.state.context)
        return [pair for pair in warnings_in(inquiry, self.table, self.t) if pair[1]]

    @cached_property
    def kept(self) -> State:
        """The same comparison with everything named that it rests on."""
        inquiry = self.services.inquiry(self.state.context)
        context = self.state.context.but(baseline=inquiry.context.baseline or only_baseline(inquiry))
        return PageState(context, pinned(inquiry, self.state.request))

    @property
    def lasting(self) -> State:
        """What a link keeps: a saved comparison by its id, which fixes it; of another all it rests on."""
        if self.saved is None:
            return self.kept
        return PageState(Context(study=self.state.context.study), CompareRequest(saved=self.saved.comparison))

    @property
    def lasting_address(self) -> str:
        """The query part of the address of that, with what is as usual told too."""
        if self.saved is not None:
            return search_of(self.lasting)
        study = urlencode({"study": self.state.context.study})
        return f"?{study}&{address_of(self.kept.context, self.kept.request)}"

    @cached_property
    def origin(self) -> Origin:
        """The studies as they are now."""
        return Origin.of_several(studies_in(self.services.inquiry(self.state.context), self.state.request))

    @property
    def moved_on(self) -> bool:
        """Whether the address speaks of other versions of the studies than those there are."""
        told = self.state.request.made_of
        return told is not None and told != self.kept.request.made_of

    @cached_property
    def spans(self) -> tuple[WindowDays, ...]:
        """The windows."""
        rows = self.table[["window", "start", "end"]].itertuples(index=False, name=None)
        return tuple(WindowDays(name, start.date(), end.date()) for name, start, end in rows)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The partnerships that are compared, in the order of their studies."""
        found = [case for frame in (self.frame, *self.others) for case in _cases(frame)]
        only = set(self.state.request.among)
        named = [case for case in found if not only or case.partnership in only]
        looked_at = self.state.context.partnership
        here = self.state.context.study
        return tuple(
            case
            for case in named
            if only or looked_at is None or case.study != here or case.partnership == looked_at
        )

    @cached_property
    def events(self) -> tuple[tuple[dt.date, str], ...]:
        """The events of every study, each once."""
        marks = [(mark.date, mark.name) for frame in (self.frame, *self.others) for mark in frame.marks]
        return tuple(dict.fromkeys(sorted(marks)))

    def study(self, name: str) -> Study:
        """A study, to look up names in it."""
        return self.services.inquiry(self.state.context.but(study=name)).study

    def compared(self) -> Answer:
        """The figures beside their nulls, which may take a while."""
        return self.services.ask(COMPARE, self.state)

    def _of(self, case: Case, request: Request, **days: dt.date) -> State:
        several = len(self._frame_of(case).partnerships) > 1
        context = self.state.context.but(study=case.study, partnership=case.partnership if several else None)
        return PageState(context.but(**days), request)

    def _frame_of(self, case: Case) -> Frame:
        return next(each for each in (self.frame, *self.others) if each.study == case.study)

    def matrices(self, case: Case) -> tuple[State, Answer]:
        """Pairs of agencies at the end of each window, in the windows of the first study."""
        asked = self.state.request
        until = self.spans[-1].end if asked.around is None and self.spans else asked.until
        request = WindowsRequest(around=asked.around, until=until, months=asked.months, windows=asked.windows)
        state = self._of(case, request)
        return state, self.services.ask(MATRICES, state)

    def changes(self, case: Case) -> tuple[State, Answer]:
        """What became of ties from the end of the first window to that of the last; of one from before it."""
        first, end = self.spans[0], self.spans[-1].end
        start = first.start if len(self.spans) < 2 else first.end + dt.timedelta(days=1)
        state = self._of(case, Request(), start=start, end=end)
        return state, self.services.ask(CHANGES, state)

    def propositions(self) -> tuple[State, Answer]:
        """What the record of every partnership says of the sources' propositions."""
        asked = self.state.request
        state: State = PageState(
            self.state.context, PropositionsRequest(beside=asked.beside, among=asked.among)
        )
        return state, self.services.ask(PROPOSITIONS, state)

    def bounds(self) -> tuple[State, Answer]:
        """What each figure of who sat with whom would be, had the record been otherwise."""
        asked = self.state.request
        named = [each for each in asked.measure if each in SEATS]
        own = {name: getattr(asked, name) for name in WindowsRequest.model_fields}
        state: State = PageState(self.state.context, BoundsRequest(**own, measure=tuple(named)))
        return state, self.services.ask(BOUNDS, state)

    def trails(self, case: Case) -> tuple[State, Answer]:
        """What becomes of the trails of a whole study up to the end of the last window."""
        asked = self.state.request
        request = TrailSurvivalRequest(draws=min(asked.draws, 199), draw_seed=asked.draw_seed)
        context = self.state.context.but(study=case.study, partnership=None, end=self.spans[-1].end)
        state: State = PageState(context, request)
        return state, self.services.ask(TRAILS, state)


def _cases(frame: Frame) -> list[Case]:
    if not frame.partnerships:
        return [Case(frame.study, None, frame.title)]
    return [Case(frame.study, key, name) for key, name in frame.partnerships]
