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


KEPT = "cookies,local_storage,indexeddb,service_workers,cache_storage"
"""All that a page can keep on a device; what the browser keeps of files for its own use is not among it."""


class Watch:
    """Keeps everything that a context's pages did and should not have."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        context.add_init_script(COUNT)
        context.set_default_timeout(PATIENCE_MS)
        self.context = context
        self.host = urlsplit(address).netloc
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

    def leave(self, address: str) -> None:
        """Close every page, and forget what they kept: what a page still writes while it is left as well."""
        left, blank = self.context.pages, self.context.new_page()
        for page in left:
            page.close()
        kept = {"origin": address, "storageTypes": KEPT}
        self.context.new_cdp_session(blank).send("Storage.clearDataForOrigin", kept)
        blank.close()
        self.context.clear_permissions()

    def assert_clean(self) -> None:
        """Nothing on the console, no request to another host, no dialog."""
        assert self.dialogs == []
        assert self.foreign == []
        assert self.console == []


_free: dict[tuple[Browser, str, str], list[Watch]] = {}
"""Contexts that somebody left tidy, by browser, address and options; they hold the files all pages share."""


@contextmanager
def watched(browser: Browser, address: str, **more: Any) -> Iterator[Watch]:
    """A context of its own whose pages are watched; fails at the end if they did what they must not.

    It may be one that somebody left: no page of theirs is open, and nothing is kept that a page can read.
    """
    given = {"viewport": LAPTOP, "reduced_motion": "reduce", "accept_downloads": True, **more}
    free = _free.setdefault((browser, address, repr(sorted(given.items()))), [])
    watch = free.pop() if free else Watch(browser.new_context(**given), address)
    try:
        yield watch
        watch.leave(address)
        watch.assert_clean()
    except BaseException:
        watch.context.close()
        raise
    free.append(watch)


def on_a_phone() -> dict[str, Any]:
    """The options of a context that is a phone."""
    return {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
