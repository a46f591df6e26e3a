"""The look that every page shares: colours, type, pointer."""

from __future__ import annotations

THEME = {
    "primaryColor": "blue",
    "primaryShade": 8,
    "fontFamily": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
    "defaultRadius": "sm",
    "respectReducedMotion": True,
    "cursorType": "pointer",
}
