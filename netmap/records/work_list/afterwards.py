"""After a change the work list is looked at again, in the background: what it closed is recorded that day."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace

from netmap.library.principals import LOCAL_USER
from netmap.library.study_library import StudyLibrary
from netmap.model.errors import NetmapError
from netmap.records.requests import RecordContext, Request
from netmap.records.work_list.recording import look_again

LOG = logging.getLogger(__name__)

PAUSE_S = 2.0
"""So long after a change it is looked: several changes in a row are looked at once."""

BY_ITSELF = replace(LOCAL_USER, name="netmap")
"""Under whose name it is recorded."""


class Afterwards:
    """Looks again at the work lists of studies that changed, one after the other, and waits for nobody.

    A study whose work list nobody has opened yet is left alone.
    """

    def __init__(self, library: StudyLibrary, pause: float = PAUSE_S) -> None:
        self._library = library
        self._pause = pause
        self._changed: dict[str, str] = {}
        self._lock = threading.Lock()
        self._running = False

    def changed(self, study: str, language: str) -> None:
        """Say that a study changed, and in which language what is recorded is called."""
        if not self._library.is_stored(study):
            return
        with self._lock:
            self._changed[study] = language
            if self._running:
                return
            self._running = True
        threading.Thread(target=self._run, name="netmap-afterwards", daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(self._pause)
            with self._lock:
                studies, self._changed = self._changed, {}
                if not studies:
                    self._running = False
                    return
            for study, language in studies.items():
                self._look(RecordContext(self._library, study, BY_ITSELF, language))

    def _look(self, at: RecordContext) -> None:
        try:
            if len(at.now().work_items):
                look_again(at, Request())
        except NetmapError:  # whoever opens the list is told what is wrong
            return
        except Exception:
            LOG.exception("looking again at the work list failed")
