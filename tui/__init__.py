"""Everything of dealwire that a person sees: the command line and the Textual app."""

import os

__version__ = "0.1.0"

# Textual paints at most so often a second, at steps of that. What is found comes 20 ms after the letter was painted: at
# its own 60 a second that frame waited for up to 30 ms more. At 240 frames are painted at the start that show nothing
# new, 0.1 s of them.
os.environ.setdefault("TEXTUAL_FPS", "160")
