"""What a browser must not do while the page is used: speak on the console, ask elsewhere, open a dialog."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Dialog

PATIENCE_MS = 60_000
"""So long a page may take for what is awaited of it; a busy machine is slow."""

LAPTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

COUNT = """
window.netmapTest = { open: 0, done: 0, changes: 0 };
const counted = (ask) => async function (...given) {
  window.netmapTest.open += 1;
  try {
    return await ask.apply(this, given);
  } finally {
    window.netmapTest.open -= 1;
    window.netmapTest.done += 1;
  }
};
let asking = counted(window.fetch);
// The page puts a fetch of its own around the browser's: what it does with an answer is counted too.
Object.defineProperty(window, 'fetch', { get: () => asking, set: (ask) => { asking = counted(ask); } });
new MutationObserver(() => { window.netmapTest.changes += 1; })
  .observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
"""
"""Counts requests on their way and changes of the page, so that tests wait for quiet and not for time."""


class Watch:
    """Keeps everything that a context's pages did and should not have."""

    def __init__(self, context: BrowserContext, host: str) -> None:
        self.context = context
        self.host = host
        self.console: list[str] = []
        self.foreign: list[str] = []
        self.dialogs: list[str] = []
        context.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: self.console.append(str(error.error)))
        context.on("request", lambda request: self._asked(request.url))
        context.on("dialog", self._dialog)

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.host:
            self.foreign.append(url)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def assert_clean(self) -> None:
        """Nothing on the console, no request to another host, no dialog."""
        assert self.dialogs == []
        assert self.foreign == []
        assert self.console == []


@contextmanager
def watched(browser: Browser, address: str, **more: Any) -> Iterator[Watch]:
    """A context of its own whose pages are watched; fails at the end if they did what they must not."""
    given = {"viewport": LAPTOP, "reduced_motion": "reduce", "accept_downloads": True, **more}
    context = browser.new_context(**given)
    context.add_init_script(COUNT)
    context.set_default_timeout(PATIENCE_MS)
    watch = Watch(context, urlsplit(address).netloc)
    try:
        yield watch
    finally:
        context.close()
    watch.assert_clean()


@contextmanager
def borrowed(watch: Watch) -> Iterator[Watch]:
    """A context that others use afterwards: at the end its pages are gone, and what they kept."""
    yield watch
    for page in watch.context.pages:
        if urlsplit(page.url).netloc == watch.host:
            page.evaluate("() => window.localStorage.clear()")
        page.close()
    watch.context.clear_permissions()
    watch.assert_clean()


def on_a_phone() -> dict[str, Any]:
    """The options of a context that is a phone."""
    return {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
