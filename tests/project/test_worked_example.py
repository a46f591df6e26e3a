"""The worked example says what the library answers: every number of the page is worked out anew."""

from __future__ import annotations

import pytest

from tools import worked_example


@pytest.mark.shared
def test_the_page_is_what_the_library_answers() -> None:
    assert worked_example.PAGE.read_text("utf-8") == worked_example.page()
