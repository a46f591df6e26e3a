"""Services that the tests of the pages share; they are only read."""

from __future__ import annotations

import pytest

from dashboards.services import Services
from netmap.model.bundled import bundled_studies
from tests.dashboards.studies import services_over, six_hostile_agencies, written


@pytest.fixture(scope="session")
def bundled() -> Services:
    """The two studies that come along."""
    return services_over(*bundled_studies().values())


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """One study in which every id and name is hostile."""
    return services_over(written(tmp_path_factory.mktemp("studies") / "hostile", six_hostile_agencies()))
