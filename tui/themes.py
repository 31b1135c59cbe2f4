"""Our two themes: ink on paper, and the same at night. Textual's own themes work as well.

Contrast of text on its background is at least 7:1, of muted text at least 4.5:1 (WCAG 2.2, 1.4.3 and 1.4.6).
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="dealwire-dark",
    dark=True,
    background="#15181d",
    surface="#15181d",
    panel="#20252c",
    foreground="#d9d5cb",
    primary="#7fb2d9",
    secondary="#8fb8a3",
    accent="#e0b05c",
    warning="#e0b05c",
    success="#8cc98c",
    error="#e0857a",
    variables={
        "footer-key-foreground": "#e0b05c",
        "footer-background": "#15181d",
        "footer-description-foreground": "#a19d93",
        "scrollbar": "#343b45",
        "scrollbar-background": "#15181d",
        "scrollbar-background-hover": "#15181d",
        "scrollbar-background-active": "#15181d",
        "scrollbar-corner-color": "#15181d",
    },
)

LIGHT = Theme(
    name="dealwire-light",
    dark=False,
    background="#faf8f2",
    surface="#faf8f2",
    panel="#ece8dd",
    foreground="#24221d",
    primary="#1d5c8a",
    secondary="#1f6650",
    accent="#8f5600",
    warning="#8f5600",
    success="#2c6b2f",
    error="#a3261c",
    variables={
        "footer-key-foreground": "#8f5600",
        "footer-background": "#faf8f2",
        "footer-description-foreground": "#5f5b51",
        "scrollbar": "#cfc9ba",
        "scrollbar-background": "#faf8f2",
        "scrollbar-background-hover": "#faf8f2",
        "scrollbar-background-active": "#faf8f2",
        "scrollbar-corner-color": "#faf8f2",
    },
)
