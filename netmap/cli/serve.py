"""`netmap serve`: the pages, for one person on this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from netmap.cli.choices import BaselineOption, DatesOption, day_of, order_of, port_of
from netmap.cli.port import HOST, claim
from netmap.cli.speech import speech
from netmap.library.named_studies import place_of
from netmap.model.bundled import bundled_studies
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_

SERVERS = "netmap.server"
"""The entry points of the pages: `build(paths, *, baseline, dates)` returns an ASGI app."""

HELP = N_(
    "Show studies in the browser, on this machine only; without STUDY the bundled ones. A STUDY may be a "
    "store, in which attendance and everything else can be recorded."
)


def serve(
    studies: Annotated[list[str] | None, typer.Argument(metavar="STUDY", show_default=False)] = None,
    port: Annotated[
        str | None, typer.Option(metavar="PORT", help=N_("8050 or the next one that is free, unless told"))
    ] = None,
    baseline: BaselineOption = None,
    dates: DatesOption = None,
    new: Annotated[
        str | None,
        typer.Option("--new", metavar="STORE", help=N_("make a new store, a file, and open it as well")),
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help=N_("do not open a browser"))] = False,
) -> None:
    """Serve the pages on loopback until stopped."""
    day, order = day_of("--baseline", baseline), order_of(dates)
    places: list[Path | str] = [place_of(study) for study in studies or ()]
    if new is not None:
        places.append(_new_store(Path(new).expanduser()))
    paths = places or list(bundled_studies().values())
    with claim(port_of("--port", port)) as sock:
        address = f"http://{HOST}:{sock.getsockname()[1]}/"
        _run(_pages(paths, day, order), sock, address, open_browser=not no_open and _has_a_screen())


def _new_store(path: Path) -> Path:
    """A store that was not there before, made."""
    from netmap.store.opening import open_store

    if path.exists():
        raise ArgumentError(N_("There is already something at {path}; open it without --new."), path=path)
    open_store(path).close()
    return path


def _pages(paths: Sequence[Path | str], baseline: Any, dates: str | None) -> Any:
    from importlib.metadata import entry_points

    for found in entry_points(group=SERVERS):
        return found.load()(paths, baseline=baseline, dates=dates)
    raise NotFoundError(N_("The pages are not installed; install the package netmap-zones."))


def _run(app: Any, sock: Any, address: str, *, open_browser: bool) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[Any] | None = None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                _ready(address, open_browser=open_browser)

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
    )
    with suppress(KeyboardInterrupt):  # Ctrl+C is how a service is meant to end
        Server(config).run(sockets=[sock])


def _ready(address: str, *, open_browser: bool) -> None:
    t = speech()
    print(t.gettext(N_("netmap is ready: {address}")).format(address=address))
    print(t.gettext(N_("Stop it with Ctrl+C.")), flush=True)
    if open_browser:
        import webbrowser

        webbrowser.open(address)


def _has_a_screen() -> bool:
    if not sys.stdout.isatty():
        return False
    return sys.platform in {"win32", "darwin"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
