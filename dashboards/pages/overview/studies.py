"""The choice of a study: a card each, the one with most to say first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from dashboards.components.page_links import page_address
from dashboards.pages.overview import text
from dashboards.pages.overview.view import PAGE
from dashboards.services import Services
from netmap.library import wording
from netmap.library.study_entry import StudyEntry, simulated
from netmap.model.errors import StudyError
from netmap.model.i18n import Translator
from netmap.model.study import Study
from netmap.questions.overview.sentences import period_text
from netmap.questions.overview.types import Days


def cards(services: Services, entries: Sequence[StudyEntry], t: Translator) -> list[dict[str, Any]]:
    """What each study is, whether it is simulated, when it was recorded and how large it is."""
    found = [(_study(services, each), each) for each in entries]
    ranked = sorted(found, key=lambda pair: _has_to_say(pair[0]), reverse=True)
    return [_card(services, study, entry, t) for study, entry in ranked]


def _study(services: Services, entry: StudyEntry) -> Study | None:
    """The study; None while it is being read, and where its checks refuse it."""
    if entry.status == "reading":
        return None
    try:
        return services.library.study(services.principal, entry.name)
    except StudyError:
        return None


def _has_to_say(study: Study | None) -> tuple[bool, bool, int]:
    """Whether somebody has a level and something a date, and how much is on record."""
    if study is None:
        return False, False, 0
    recorded = len(study.meetings) + len(study.contacts)
    return bool(len(study.levels)) and recorded > 0, recorded > 0, recorded + len(study.ties)


def _card(services: Services, study: Study | None, entry: StudyEntry, t: Translator) -> dict[str, Any]:
    href = page_address(t.language, PAGE, "?" + urlencode({"study": entry.name}))
    if study is None:
        status = text.READING if entry.status == "reading" else text.REFUSED
        said = t.gettext(status).format(title=entry.title)
        return {"title": entry.title, "href": href, "says": said, "facts": [], "kind": "", "simulated": False}
    invented = simulated(study)
    return {
        "title": entry.title,
        "href": href,
        "says": str(study.about.get("description") or ""),
        "facts": _facts(services, study, entry, t),
        "kind": t.gettext(text.SIMULATED if invented else text.DOCUMENTED),
        "simulated": invented,
    }


def _facts(services: Services, study: Study, entry: StudyEntry, t: Translator) -> list[str]:
    frame = services.frame(entry.name, t.language)
    period = (
        [] if frame.first is None or frame.last is None else [period_text(Days(frame.first, frame.last), t)]
    )
    counts = (
        (len(study.agencies), wording.agencies),
        (len(study.practitioners), wording.people),
        (len(study.meetings), wording.sittings),
        (len(study.contacts), wording.contacts),
    )
    return [*period, *(words(t, n) for n, words in counts if n)]
