"""The look that every page shares: colours, type, pointer."""

from __future__ import annotations

THEME = {
    "primaryColor": "cyan",
    "primaryShade": 9,
    "fontFamily": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
    "defaultRadius": "sm",
    "respectReducedMotion": True,
    "cursorType": "pointer",
}
