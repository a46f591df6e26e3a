"""Scripts and styles of all pages at one address each, which a browser keeps and does not ask for again."""

from __future__ import annotations

import gzip
import hashlib
import importlib
import mimetypes
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dash.fingerprint import build_fingerprint, check_fingerprint
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

ASSETS = Path(__file__).parent / "assets"
OWN, SUITES = "/assets/", "/_dash-component-suites/"
FOREVER = "public, max-age=31536000, immutable"
"""Of an address that names the version: another version has another address."""

ASK_AGAIN = "no-cache"
"""Of an address that does not: the browser asks whether what it keeps is still the same."""

WORTH_PACKING = 1000
"""A file of fewer bytes is sent as it is."""

Suites = Mapping[str, Collection[str]]
"""The files of each package that a page may ask for."""


def own_address(name: str) -> str:
    """The address of a file of our own, with its version.

    Example:
        >>> own_address("face.css").startswith("/assets/face.css?m=")
        True
    """
    return f"{OWN}{name}?m={_version(ASSETS / name)}"


def suite_address(package: str, path: str, version: str) -> str:
    """The address of a file of a package, with its version."""
    modified = int(_home(package).joinpath(path).stat().st_mtime)
    return f"{SUITES}{package}/{build_fingerprint(path, version, modified)}"  # type: ignore[no-untyped-call]


def routes(suites: Suites) -> list[Route]:
    """The addresses of our own files, and of those of the packages."""

    def own(request: Request) -> Response:
        path = next((each for each in ASSETS.iterdir() if each.name == request.path_params["name"]), None)
        if path is None:
            return _nothing()
        return _sent(request, path, versioned=request.query_params.get("m") == _version(path))

    def suite(request: Request) -> Response:
        package = request.path_params["package"]
        path, versioned = check_fingerprint(request.path_params["path"])  # type: ignore[no-untyped-call]
        if path not in suites.get(package, ()):
            return _nothing()
        return _sent(request, _home(package) / path, versioned=versioned)

    return [Route(OWN + "{name}", own), Route(SUITES + "{package}/{path:path}", suite)]


def _nothing() -> Response:
    return PlainTextResponse("There is no such file here.\n", 404)


@lru_cache
def _home(package: str) -> Path:
    """The folder of a package."""
    return Path(str(importlib.import_module(package).__file__)).parent


def _version(path: Path) -> str:
    """What Dash tells one version of a file from the next by."""
    return str(path.stat().st_mtime)


def _sent(request: Request, path: Path, *, versioned: bool) -> Response:
    kept = _kept(path, path.stat().st_mtime_ns)
    headers = {
        "Cache-Control": FOREVER if versioned else ASK_AGAIN,
        "ETag": kept.tag,
        "Vary": "Accept-Encoding",
    }
    if kept.tag in request.headers.get("if-none-match", ""):
        return Response(None, 304, headers)
    if kept.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(kept.packed, 200, {**headers, "Content-Encoding": "gzip"}, kept.media)
    return Response(path.read_bytes(), 200, headers, kept.media)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of one version of a file: a tag of its content, its sort, and itself packed."""

    tag: str
    media: str
    packed: bytes | None


@lru_cache(maxsize=512)
def _kept(path: Path, modified: int) -> _Kept:
    """Worked out once for each version of a file; all of them packed take three megabytes."""
    content = path.read_bytes()
    tag = hashlib.blake2b(content, digest_size=12).hexdigest()
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    packed = gzip.compress(content, 6, mtime=0) if len(content) >= WORTH_PACKING else None
    return _Kept(f'"{tag}"', media, packed)
