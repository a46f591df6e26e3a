"""The way in: which language a visitor is shown, and whether the service is up."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from netmap.model.i18n import language_of

DEFAULT_LANGUAGE = "en"


def preferred_language(accept: str) -> str:
    """The best language that we have for an Accept-Language header; English where none fits.

    Example:
        >>> preferred_language("de, it-IT;q=0.8, en;q=0.5")
        'it'
    """
    ranked = sorted((_wish(part) for part in accept.split(",")), key=lambda wish: -wish[0])
    return language_of(*(tag for quality, tag in ranked if quality > 0)) or DEFAULT_LANGUAGE


def _wish(part: str) -> tuple[float, str]:
    tag, _, parameter = part.partition(";")
    _, _, quality = parameter.strip().partition("=")
    try:
        return float(quality or 1), tag
    except ValueError:
        return 0.0, tag


async def enter(request: Request) -> Response:
    """Send the visitor to the pages in their language; the query is kept."""
    language = preferred_language(request.headers.get("accept-language", ""))
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{language}/{query}", 307, headers={"Vary": "Accept-Language"})


async def add_slash(request: Request) -> Response:
    """Send the visitor to the page's own address, which ends with a slash; the query is kept."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.url.path}/{query}", 307)


async def healthy(request: Request) -> Response:
    """Say that the service is up."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


ROUTES = (Route("/", enter), Route("/healthz", healthy))
