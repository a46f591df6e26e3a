"""The pages, in an explicit list; each is a module with `show`, `register` and `fail`."""

from __future__ import annotations

from types import ModuleType

from dashboards.pages.board import page as board

PAGES: tuple[ModuleType, ...] = (board,)
