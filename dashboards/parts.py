"""Parts of the pages of recording as HTML: what the interface for programs answers, put into a template.

A page asks for a part at the address of the interface, with its own name and the part's before it:
`/parts/record/form/studies/ours/records?table=zones`. The interface is asked as it is, with whatever was
sent: rights, tokens, keys and conflicts are its own, and what it says reaches the reader as text.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from jinja2 import UndefinedError
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message

from dashboards.components.page_links import page_address
from dashboards.services import Services
from dashboards.written import TEMPLATES
from netmap.api.errors import language_of
from netmap.model.i18n import Translator, translator
from netmap.records.actions import action
from netmap.records.requests import RecordContext

ANSWERS = "/api/v1/"
SAME = ("type", "asgi", "http_version", "method", "scheme", "server", "client", "query_string")
SAME_HEADERS = frozenset(
    {b"host", b"origin", b"sec-fetch-site", b"content-type", b"content-length", b"x-netmap-token"}
)
"""What of a request reaches the interface as it came."""

NOTHING = "/-"
"""So ends the address of a part for which the interface is asked nothing."""

KNOWN = frozenset(TEMPLATES.list_templates())

Words = Mapping[str, str]
"""The texts of a page by their keys, in English."""


def routes(services: Services, api: ASGIApp, words: Mapping[str, Words]) -> list[Route]:
    """The addresses of all parts; `words` are those of each page, by its name."""

    async def part(request: Request) -> Response:
        page, name, path = (request.path_params[key] for key in ("page", "part", "path"))
        if page not in words or not templates_of(page, name):
            return PlainTextResponse("There is no such part here.\n", 404)
        status, answer, sent = await asked_of(api, request)
        study = path.partition("/")[2].partition("/")[0]
        query = dict(request.query_params)
        wanted = templates_of(page, name) if status < 400 else refusals(page, name, answer)
        told = {"answer": answer, "query": query, "sent": sent or query}
        made = partial(part_text, services, page, words[page], study)
        try:
            content = await run_in_threadpool(made, translator(language_of(request)), wanted, **told)
        except (UndefinedError, ValueError):
            return PlainTextResponse("The request does not fit this address.\n", 400)
        return HTMLResponse(content, status, headers={"Cache-Control": "no-store"})

    return [Route("/parts/{page}/{part}/{path:path}", part, methods=["GET", "POST"])]


def templates_of(page: str, name: str) -> list[str]:
    """The templates of a part: the page's own goes before that of all pages."""
    wanted = [f"record/{page}/{name}.html".replace("-", "_"), f"record/{name}.html".replace("-", "_")]
    return [each for each in wanted if each in KNOWN]


def refusals(page: str, name: str, answer: Any) -> list[str]:
    """The templates that say why a part was refused: of this part and reason, of this part, of all."""
    reason = answer["error"]["code"]
    return [
        *templates_of(page, f"{name}.{reason}"),
        *templates_of(page, f"{name}.refused"),
        "record/refused.html",
    ]


async def asked_of(api: ASGIApp, request: Request) -> tuple[int, Any, Any]:
    """The status and the JSON that the interface answers at its own address, and the JSON that was sent."""
    sent, said, status = bytearray(), bytearray(), 500
    path = ANSWERS + request.path_params["path"]
    if path.endswith(NOTHING):
        return 200, None, None

    async def receive() -> Message:
        message = await request.receive()
        sent.extend(message.get("body", b""))
        return message

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)
        said.extend(message.get("body", b""))

    headers = [pair for pair in request.scope["headers"] if pair[0] in SAME_HEADERS]
    scope = {"path": path, "raw_path": quote(path).encode(), "root_path": "", "headers": headers}
    await api({**{key: request.scope[key] for key in SAME}, **scope}, receive, send)
    is_form = status != 413 and request.headers.get("content-type", "") == "application/json"
    return status, json.loads(bytes(said)), _read(bytes(sent)) if is_form else None


def _read(sent: bytes) -> Any:
    try:
        return json.loads(sent)
    except ValueError:
        return None


def _plain(name: str, value: Any, t: Translator) -> Any:
    """What fills a place of a text, which is escaped as a whole: a count as the language writes it."""
    if name == "n":
        return t.number(value)
    return value.unescape() if isinstance(value, Markup) else value


def part_text(
    services: Services,
    page: str,
    words: Words,
    study: str,
    t: Translator,
    templates: Sequence[str],
    **told: Any,
) -> str:
    """A part as HTML: the first of some templates, with what was told and what every template may use."""
    said = {key: t.gettext(word) for key, word in words.items()}

    def say(key: str, /, **places: Any) -> str:
        return said[key].format(**{name: _plain(name, each, t) for name, each in places.items()})

    def part(name: str, path: str, /, **query: Any) -> str:
        pairs = urlencode({**query, "lang": t.language}, doseq=True)
        return f"/parts/{page}/{name}/studies/{quote(study, safe='')}/{path}?{pairs}"

    def look(name: str, /, **asked: Any) -> Any:
        return action(name)(RecordContext(services.library, study, services.principal, t.language), asked)

    def there(name: str, hash_: str = "", /, **query: Any) -> str:
        return page_address(t.language, name, "?" + urlencode({"study": study, **query}) + hash_)

    def day(text: str) -> str:
        return t.date(dt.date.fromisoformat(text[:10]))

    given = {
        "w": said,
        "say": say,
        "part": part,
        "look": look,
        "there": there,
        "day": day,
        "t": t,
        "read": json.loads,
    }
    return TEMPLATES.select_template(list(templates)).render(
        **given, study=study, key=lambda: str(uuid4()), **told
    )
