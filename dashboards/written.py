"""Pages that the service writes whole: HTML from templates, so that they open at once and need no script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from dashboards.components.page_links import AREA_LABEL, LABEL, MORE, navigation, page_address
from dashboards.kept_files import own_address
from netmap.model.i18n import Translator, other_languages

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def written(
    template: str,
    page: str,
    t: Translator,
    *,
    search: str = "",
    study: str = "",
    simulated: str = "",
    choice: str = "",
    refresh: bool = False,
    status: int = 200,
    **told: Any,
) -> HTMLResponse:
    """A page of a template, with its header and navigation.

    Args:
        template: the file's name.
        page: the page's name in the list of pages.
        t: the reader's language.
        search: the query that goes along to other pages.
        study: the title of the study that is shown, `simulated` what is said where it is, `choice` where
            another one is chosen.
        refresh: whether the page asks again in a second.
        status: the status of the answer.
        told: what the template shows.
    """
    languages = [
        {"code": each.code, "name": each.name, "href": page_address(each.code, page, search)}
        for each in other_languages(t.language)
    ]
    title = f"{study} · netmap" if study else "netmap"
    text = TEMPLATES.get_template(template).render(
        language=t.language,
        title=title,
        asset=own_address,
        home=f"/{t.language}/",
        study=study,
        simulated=simulated,
        choice=choice,
        refresh=refresh,
        languages=languages,
        nav=navigation(page, t, search) if study else None,
        nav_label=t.gettext(LABEL),
        area_label=t.gettext(AREA_LABEL),
        more_label=t.gettext(MORE),
        **told,
    )
    return HTMLResponse(text, status, headers={"Cache-Control": "no-store"})
