"""`netmap serve`: the pages, for one person on this machine."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Annotated

import typer

from netmap.cli.choices import BaselineOption, DatesOption, baseline_of, order_of, port_of
from netmap.cli.speech import speech
from netmap.cli.workers import HOST, Pages, claim, run
from netmap.library.named_studies import place_of
from netmap.model.bundled import bundled_studies
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

MOST_WORKERS = 64

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
    workers: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=1,
            max=MOST_WORKERS,
            help=N_("so many processes answer; one of them writes. One is enough for a few people"),
        ),
    ] = 1,
    no_open: Annotated[bool, typer.Option("--no-open", help=N_("do not open a browser"))] = False,
) -> None:
    """Serve the pages on loopback until stopped."""
    day, order = baseline_of(baseline), order_of(dates)
    places: list[Path | str] = [place_of(study) for study in studies or ()]
    if new is not None:
        places.append(_new_store(Path(new).expanduser()))
    paths = places or list(bundled_studies().values())
    with claim(port_of(port)) as sock:
        address = f"http://{HOST}:{sock.getsockname()[1]}/"
        pages = Pages(paths, day, order, secrets.token_urlsafe(32))
        run(pages, sock, workers, lambda: _ready(address, open_browser=not no_open and _has_a_screen()))


def _new_store(path: Path) -> Path:
    """A store that was not there before, made."""
    from netmap.store.opening import open_store

    if path.exists():
        raise ArgumentError(N_("There is already something at {path}; open it without --new."), path=path)
    open_store(path).close()
    return path


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
