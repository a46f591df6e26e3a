"""Which requests may change something: those of whoever can read what this service answers."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from starlette.requests import Request

from netmap.model.errors import NetmapError, NotAllowedError
from netmap.model.i18n import N_

TOKEN_HEADER = "X-Netmap-Token"  # noqa: S105  (the name of a header)

FOREIGN = N_("This request came from another site.")
STALE = N_("The page is older than the service; load it again.")


class StaleTokenError(NetmapError):
    """A change was asked for without the token of this run of the service."""

    code = "stale-token"
    status = 403


def new_token() -> str:
    """A token for one run of the service, which nobody can guess."""
    return secrets.token_urlsafe(32)


def check_trusted(request: Request, token: str) -> None:
    """Refuse a change that another site, or somebody who cannot read our answers, asks for.

    Raises:
        NotAllowedError: a browser says that the request comes from another site.
        StaleTokenError: the token is not that of this run of the service.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    host = request.headers.get("host", "").lower()
    if origin is not None and urlsplit(origin).netloc.lower() != host:
        raise NotAllowedError(FOREIGN)
    if site not in (None, "same-origin"):
        raise NotAllowedError(FOREIGN)
    if not secrets.compare_digest(request.headers.get(TOKEN_HEADER, "").encode(), token.encode()):
        raise StaleTokenError(STALE)
