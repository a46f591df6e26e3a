"""Compiles the messages of every language while the wheel, the sdist or an editable installation is made."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CataloguesHook(BuildHookInterface[Any]):
    """Compiles beside each `netmap.po`; without Babel it leaves that to the first use of the language."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what is not compiled yet."""
        root = Path(self.root)
        catalogues = load(root / "netmap" / "model" / "catalogues.py")
        try:
            for path in catalogues.build(root / "netmap" / "locales"):
                self.app.display_info(f"compiled: {path.relative_to(root).as_posix()}")
        except ImportError as problem:
            self.app.display_warning(f"messages are compiled when they are first used: {problem}")


def load(path: Path) -> Any:
    """A module of the project by its file: the packages that the rest of it needs are not here yet."""
    spec = spec_from_file_location("netmap_catalogues", path)
    assert spec is not None  # noqa: S101  (a file that is there has one)
    assert spec.loader is not None  # noqa: S101
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look for it
    spec.loader.exec_module(module)
    return module
