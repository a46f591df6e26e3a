"""One Dash application in one language."""

from __future__ import annotations

import logging
from html import escape
from typing import Any

import dash
import flask
from plotly import __version__ as plotly_version
from werkzeug.exceptions import HTTPException

from dashboards.answer_page.page import EARLY
from dashboards.kept_files import ASSETS, OWN, SUITES, Suites, own_address, suite_address
from dashboards.pages import Page
from dashboards.services import Services
from netmap.model.errors import NetmapError
from netmap.model.i18n import N_, Translator

FAILED = N_("Something went wrong on our side, and what you see is as it was before. Please try again.")
LOADING = N_("The page is being fetched…")
NO_SCRIPT = N_(
    "This page needs JavaScript. The tables of a study can be had without it from the command line."
)

PLOTLY = "package_data/plotly.min.js"
TABLES, GRIDS = "dash/dash_table", "dash_ag_grid"
"""Packages of tables: no page has one of the first, and few have one of the second."""

FIRST = "answer_first.js"
"""What asks for the answer of a page with the page itself."""

MALFORMED = ("/_dash-update-component", "/_dash-component-suites/")
"""Where what is asked is told by the browser in a form of Dash's own."""

_log = logging.getLogger(__name__)

_INDEX = """<!DOCTYPE html>
<html lang="{language}">
<head>
{{%metas%}}
<meta name="color-scheme" content="light">
<title>{{%title%}}</title>
<link rel="icon" href="data:,">
{{%css%}}
</head>
<body>
<noscript>{no_script}</noscript>
{{%app_entry%}}
<footer>
{{%config%}}
{{%scripts%}}
{{%renderer%}}
</footer>
</body>
</html>"""


class _Dash(dash.Dash):
    """Dash that says in the reader's language that the page is on its way.

    Its scripts have one address for all pages and languages, so that a browser fetches them once, and those
    of `unused` packages are left out. Where a page has an `early` answer, it is asked for while
    the browser reads the scripts.
    """

    loading = LOADING
    unused: tuple[str, ...] = ()
    early = False

    def interpolate_index(self, **parts: Any) -> Any:  # type: ignore[override]
        """The page before its scripts have run."""
        entry = f'<div id="react-entry-point"><p class="loading">{escape(self.loading)}</p></div>'
        home = self.config.requests_pathname_prefix
        shared = {
            name: parts[name]
            .replace(f'"{home}{OWN[1:]}', f'"{OWN}')
            .replace(f'"{home}{SUITES[1:]}', f'"{SUITES}')
            for name in ("css", "scripts")
        }
        shared["scripts"] = "\n".join(
            each
            for each in shared["scripts"].split("\n")
            if not any(f'"{SUITES}{package}/' in each for package in self.unused)
        )
        if self.early:
            shared["css"] += f'\n<script async src="{own_address(FIRST)}"></script>'
        return super().interpolate_index(**{**parts, **shared, "app_entry": entry})  # type: ignore[no-untyped-call]

    def _config(self) -> dict[str, Any]:
        """What the renderer is told: plotly, fetched where there is a chart, lies with the others."""
        found = super()._config()  # type: ignore[no-untyped-call]
        plotly = suite_address("plotly", PLOTLY, plotly_version)
        return {**found, "serve_locally": False, "plotlyjs_url": plotly}


def build_dash(services: Services, translator: Translator, page: Page) -> dash.Dash:
    """A Dash application that shows one page in one language, below `/<language>/<page>/`."""
    app = _Dash(
        f"netmap-{translator.language}-{page.name}",
        assets_folder=str(ASSETS),
        assets_ignore=page.foreign,
        routes_pathname_prefix="/",
        requests_pathname_prefix=page.address(translator.language),
        use_pages=False,
        pages_folder="",
        serve_locally=True,
        compress=False,
        enable_mcp=False,
        title=page.title(translator),
        update_title="",
        suppress_callback_exceptions=True,
        index_string=_index(translator),
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        on_error=lambda error: page.home.fail(error_text(error, translator)),
    )
    app.loading = translator.gettext(LOADING)
    app.unused = (TABLES,) if page.grids else (TABLES, GRIDS)
    page.home.register(app, services, translator)
    app.early = EARLY in app.server.view_functions
    app.layout = lambda: page.home.show(services, translator)
    app.server.register_error_handler(Exception, refused)
    return app


def refused(error: Exception) -> tuple[str, int] | HTTPException:
    """What Dash could not make sense of: errors of callbacks never come here, they are told in the page.

    Of a malformed request nothing is logged: whoever sends such could fill the log.
    """
    if isinstance(error, HTTPException):
        return error
    if any(part in flask.request.path for part in MALFORMED):
        return "This request does not fit this address.\n", 400
    _log.error("a page failed", exc_info=error)
    return "Something went wrong here; the log of the service says what.\n", 500


def _index(translator: Translator) -> str:
    no_script = escape(translator.gettext(NO_SCRIPT))
    return _INDEX.format(language=translator.language, no_script=no_script)


def error_text(error: Exception, translator: Translator) -> str:
    """What the reader is told of an error: our own messages in full, of others only that it happened."""
    if isinstance(error, NetmapError):
        return error.text(translator)
    _log.error("a callback failed", exc_info=error)
    return translator.gettext(FAILED)


def suites_of(app: dash.Dash) -> Suites:
    """The files of packages that a page may ask for; they are the same for every page."""
    app._generate_scripts_html()
    app._generate_css_dist_html()  # type: ignore[no-untyped-call]
    return {package: frozenset(paths) for package, paths in app.registered_paths.items()}


def script_hashes(app: dash.Dash) -> list[str]:
    """The hashes of the application's own inline scripts, for the Content-Security-Policy."""
    hashes: Any = app.csp_hashes()
    return list(hashes)
