"""The look that every page shares: colours, type, pointer."""

from __future__ import annotations

THEME = {
    "primaryColor": "cyan",
    "primaryShade": 9,
    "fontFamily": "var(--face-font)",
    "fontSizes": {
        "xs": "var(--text-1)",
        "sm": "var(--text-2)",
        "md": "var(--text-3)",
        "lg": "var(--text-3)",
        "xl": "var(--text-4)",
    },
    "defaultRadius": "sm",
    "respectReducedMotion": True,
    "cursorType": "pointer",
}
