"""Saved comparisons on the page of comparison: saving this one, those there are, and one that is open."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboards.answer_page.parts import card
from dashboards.answer_page.state import search_of
from dashboards.components.aria import aria, data
from dashboards.components.page_links import page_address
from dashboards.pages.compare import text
from dashboards.pages.compare.view import View
from dashboards.record_page import part_address, part_button
from netmap.model.i18n import N_
from netmap.questions.context import Context
from netmap.questions.question import PageState
from netmap.questions.results import CompareRequest
from netmap.questions.saved_comparisons import Saved, address_of, saved_in
from netmap.records.comparisons import changed_since, first_saved
from netmap.records.labels import moment_said

MOST = 10
"""So many changes since are told one by one."""

WORDS = {
    "title": N_("Title"),
    "note": N_("What it is for"),
    "save": N_("Save"),
    "leave": N_("Leave it"),
    "conflict": N_("Somebody else wrote of it meanwhile. Both versions stand here."),
    "theirs": N_("As it is now"),
    "mine": N_("As you wrote it"),
    "take_theirs": N_("Keep theirs"),
    "take_mine": N_("Save mine"),
}
"""The words of the form (templates/record/compare)."""


def save_this(view: View) -> Any:
    """What saves the comparison that is shown; of a study of files why that cannot be."""
    t, study = view.t, view.state.context.study
    if not view.services.library.is_stored(study):
        return html.P(t.gettext(text.NOT_OF_FILES), className="hint")
    address = address_of(view.kept.context, view.kept.request)
    return _button(view, text.SAVE_THIS, "form", "-", {"address": address})


def _button(view: View, label: str, part: str, path: str, told: dict[str, Any], **query: str) -> html.Button:
    t, study = view.t, view.state.context.study
    there = part_address("compare", part, study, path, t.language, **query)
    return part_button(t, t.gettext(label), there, told)


def open_one(view: View, saved: Saved) -> list[Any]:
    """The saved comparison that is open: what it is for, what has changed since, what can be done with it."""
    t = view.t
    stored = view.services.library.is_stored(view.state.context.study)
    note = [html.P(saved.note, className="saved-note")] if saved.note else []
    acts: list[Any] = []
    if stored:
        one, path = saved.comparison, "saved-comparison"
        acts.append(_button(view, text.RENAME, "form", path, {}, comparison=one))
        label = text.TAKE_UP if saved.archived else text.PUT_ASIDE
        acts.append(_button(view, label, "shelf", path, {"archived": not saved.archived}, comparison=one))
    fresh = search_of(PageState(view.state.context, view.state.request.model_copy(update={"made_of": None})))
    acts.append(html.A(t.gettext(text.GO_ON), href=fresh, className="file", **data(here="1")))
    return [*note, *_since(view, saved), html.Div(acts, className="row saved-acts")]


def _since(view: View, saved: Saved) -> list[Any]:
    """The changes of each study of a store since the comparison was saved."""
    frames, versions = (view.frame, *view.others), saved.made_of.split(", ")
    if not view.moved_on or len(frames) != len(versions):
        return []
    told = [
        line
        for frame, version in zip(frames, versions, strict=True)
        if version.isdecimal() and view.services.library.is_stored(frame.study)
        for line in changed_since(view.recording(frame.study), int(version))
    ]
    if not told:
        return []
    t = view.t
    listed = html.Ul([html.Li(line) for line in told[:MOST]], className="told")
    there = page_address(
        t.language, "imports", search_of(PageState(Context(study=frames[0].study), CompareRequest()))
    )
    more = [html.A(t.gettext(text.ALL_CHANGES), href=there)] if len(told) > MOST else []
    return [html.Details([html.Summary(t.gettext(text.SINCE).format(n=t.number(len(told)))), listed, *more])]


def saved_card(view: View) -> list[html.Section]:
    """The saved comparisons of the study, each by its permanent address; nothing where there are none."""
    t, study = view.t, view.state.context.study
    known = saved_in(view.study(study))
    if not known:
        return []
    by = first_saved(view.recording(study)) if view.services.library.is_stored(study) else {}
    here = [_line(view, each, by) for each in known if not each.archived]
    aside = [_line(view, each, by) for each in known if each.archived]
    parts: list[Any] = [html.Ul(here, className="notes saved-list")] if here else []
    if aside:
        summary = html.Summary(t.gettext(text.PUT_ASIDE_N).format(n=t.number(len(aside))))
        parts.append(html.Details([summary, html.Ul(aside, className="notes saved-list")]))
    return [card(t.gettext(text.SAVED), None, *parts)]


def _line(view: View, each: Saved, by: dict[str, Any]) -> html.Li:
    t = view.t
    there = PageState(Context(study=view.state.context.study), CompareRequest(saved=each.comparison))
    current = aria(current="true") if view.saved == each else {}
    link = html.A(each.title, href=search_of(there), **data(here="1"), **current)
    said = t.gettext(text.ON_VERSION).format(version=each.made_of)
    if (change := by.get(each.comparison)) is not None:
        said = t.gettext(text.SAVED_BY).format(
            when=moment_said(change.at, t), by=change.by, version=each.made_of
        )
    note = [html.P(each.note, className="note-text")] if each.note else []
    return html.Li([link, *note, html.P(said, className="note-about")])
