"""Visitors come in by their own language."""

from __future__ import annotations

import pytest

from dashboards.server import preferred_language


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "en"),
        ("it", "it"),
        (" IT-ch ;q=0.4", "it"),
        ("it-IT,it;q=0.9,en;q=0.8", "it"),
        ("en-GB,it;q=0.9", "en"),
        ("de, it;q=0.5, en;q=0.6", "en"),
        ("de", "en"),
        ("it;q=0", "en"),
        ("it;q=x, ,;;", "en"),
        ("*", "en"),
    ],
)
def test_the_language_liked_best_is_shown(accept: str, language: str) -> None:
    assert preferred_language(accept) == language
