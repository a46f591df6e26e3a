"""Answers as they were sent, kept beside their study: most views were looked at by somebody before."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from starlette.responses import Response

from netmap.model.derived import Recent, derived
from netmap.model.study import Study

MOST_BYTES = 48_000_000
"""So many bytes of answers are kept with each study."""

LARGEST = 4_000_000
"""An answer above so many bytes is made again each time."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it was sent."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    def again(self) -> Response:
        """The same answer once more."""
        return Response(self.body, headers=dict(self.headers))


@derived(most=1)
def answers_sent(study: Study) -> Recent[Sent]:
    """The answers about one version of a study, by all that was asked; the longest unasked goes first."""
    return Recent(MOST_BYTES, lambda sent: len(sent.body))


def keep(study: Study, asked: Hashable, answer: Response) -> None:
    """Keep an answer, unless it is large."""
    body = bytes(answer.body)
    if len(body) <= LARGEST:
        sent = Sent(body, tuple(answer.headers.items()))
        answers_sent(study).get(asked, lambda: sent)


def kept(study: Study, asked: Hashable) -> Response | None:
    """The answer that was sent to whoever asked the same about this version of the study."""
    sent = answers_sent(study).known(asked)
    return None if sent is None else sent.again()
