"""The page of introductions: what each pair would gain, and a message to the two that can be copied."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from dash import html

from dashboards.answer_page.parts import card, to_copy
from dashboards.answer_page.plain import Shown, plain_page
from netmap.model.i18n import N_, Translator
from netmap.questions.introductions import QUESTION, draft_of

PAIR = N_("{source} and {target}")
COMMON = N_("In common: {things}.")
DRAFT = N_("A message to copy")
COPY = N_("Copy the message")
FEW = N_("Change it as you like: it names nobody else and gives no figures.")


def drawn(shown: Shown) -> Sequence[html.Section]:
    """A card for each pair."""
    rows = shown.answer.facts.to_dict("records")
    return [_card(row, place, shown.t) for place, row in enumerate(rows)]


def _card(row: Mapping[Hashable, object], place: int, t: Translator) -> html.Section:
    heading = t.gettext(PAIR).format(source=row["source_name"], target=row["target_name"])
    message = to_copy(f"message-{place}", t.gettext(DRAFT), t.gettext(COPY), draft_of(row, t), html.P, t)
    return card(
        heading,
        None,
        html.P(t.gettext(COMMON).format(things=row["in_common"]), className="hint"),
        html.Details(
            [html.Summary(t.gettext(DRAFT)), html.P(t.gettext(FEW), className="hint"), *message],
            open=place == 0,
        ),
    )


PAGE = plain_page(QUESTION, drawn)
