"""Pages that the service writes whole: HTML from templates, so that they open at once and need no script."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from dashboards.components.page_links import AREA_LABEL, LABEL, MORE, navigation
from dashboards.kept_files import ASSETS, own_address
from netmap.api.responses import download
from netmap.model.i18n import Translator, other_languages

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

_LINK = re.compile(r'<a(?: class="([^"]*)")? [^>]*>')
"""What opens a link; its class, where it has one, comes first."""


def written(template: str, page: str, t: Translator, *, status: int = 200, **told: Any) -> HTMLResponse:
    """A page of a template as an answer; see `page_text`."""
    return HTMLResponse(page_text(template, page, t, **told), status, headers={"Cache-Control": "no-store"})


def one_file(template: str, page: str, t: Translator, *, name: str, **told: Any) -> Response:
    """A page of a template to be kept: a file that opens anywhere, fetches nothing and leads nowhere.

    It holds what the page shows, without its menus; `name` is the file's, without its ending.
    """
    text = _LINK.sub(r'<a class="\1">', page_text(template, page, t, alone=True, **told))
    return download(text, "text/html; charset=utf-8", name, "html")


def page_text(
    template: str,
    page: str,
    t: Translator,
    *,
    there: str = "",
    search: str = "",
    study: str = "",
    simulated: Mapping[str, str] | None = None,
    studies: Sequence[Mapping[str, Any]] = (),
    refresh: bool = False,
    alone: bool = False,
    **told: Any,
) -> str:
    """A page of a template, with its header and navigation.

    Args:
        template: the file's name.
        page: the page's name in the list of pages.
        t: the reader's language.
        there: where it lies after the language, with its query, if not at the page's own address.
        search: the query that goes along to other pages.
        study: the title of the study that is shown, `simulated` what is said where it is, `studies` those
            that can be chosen, where there are several.
        refresh: whether the page asks again in a second.
        alone: whether it is to be read without the service: with its look in it, and no menus.
        told: what the template shows.
    """
    here = f"{page}/{search}"
    languages = [
        {"code": each.code, "name": each.name, "href": f"/{each.code}/{there or here}"}
        for each in other_languages(t.language)
    ]
    title = f"{study} · netmap" if study else "netmap"
    return TEMPLATES.get_template(template).render(
        language=t.language,
        title=title,
        asset=own_address,
        home=f"/{t.language}/",
        study=study,
        simulated=simulated,
        studies=studies,
        refresh=refresh,
        alone=alone,
        sheet=Markup((ASSETS / "face.css").read_text("utf-8")) if alone else "",  # noqa: S704  (our own file)
        languages=languages,
        nav=navigation(page, t, search) if study else None,
        nav_label=t.gettext(LABEL),
        area_label=t.gettext(AREA_LABEL),
        more_label=t.gettext(MORE),
        **told,
    )
