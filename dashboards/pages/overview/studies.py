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
from netmap.model.bundled import in_words_of
from netmap.model.errors import StudyError
from netmap.model.i18n import Translator
from netmap.model.study import Study
from netmap.questions.overview.sentences import period_text
from netmap.questions.overview.types import Days


def cards(services: Services, entries: Sequence[StudyEntry], t: Translator) -> list[dict[str, Any]]:
    """What each study is, whether it is simulated, when it was recorded, how large it is, and its sister.

    A simulated sister stands beside the documented study, in whose place it is looked for.
    """
    found = [(_study(services, each), each) for each in entries]
    said = {entry.name: _has_to_say(study) for study, entry in found}

    def place(pair: tuple[Study | None, StudyEntry]) -> tuple[Any, ...]:
        family, own = _family(*pair), pair[1].name
        return (*(-int(each) for each in said.get(family, said[own])), family, family != own)

    ranked = sorted(found, key=place)
    return [_card(services, study, entry, found, t) for study, entry in ranked]


def _family(study: Study | None, entry: StudyEntry) -> str:
    """The name of the documented study of which a study is the sister; else its own."""
    return entry.name if study is None else str(study.about.get("sister") or entry.name)


def _sister(
    study: Study | None, entry: StudyEntry, found: Sequence[tuple[Study | None, StudyEntry]], t: Translator
) -> dict[str, str] | None:
    """The way to the sister of a study that is open too."""
    family = _family(study, entry)
    for other, each in found:
        if each.name != entry.name and _family(other, each) == family:
            template = text.HAS_SISTER if family == entry.name else text.IS_SISTER
            href = page_address(t.language, PAGE, "?" + urlencode({"study": each.name}))
            return {"label": t.gettext(template).format(title=in_words_of(t, each.title)), "href": href}
    return None


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


def _card(
    services: Services,
    study: Study | None,
    entry: StudyEntry,
    found: Sequence[tuple[Study | None, StudyEntry]],
    t: Translator,
) -> dict[str, Any]:
    href = page_address(t.language, PAGE, "?" + urlencode({"study": entry.name}))
    if study is None:
        status = text.READING if entry.status == "reading" else text.REFUSED
        said = t.gettext(status).format(title=entry.title)
        bare = {"facts": [], "kind": "", "simulated": False, "sister": None}
        return {"title": entry.title, "href": href, "says": said, **bare}
    invented = simulated(study)
    return {
        "title": in_words_of(t, entry.title),
        "href": href,
        "says": in_words_of(t, str(study.about.get("description") or "")),
        "facts": _facts(services, study, entry, t),
        "kind": t.gettext(text.SIMULATED if invented else text.DOCUMENTED),
        "simulated": invented,
        "sister": _sister(study, entry, found, t),
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
