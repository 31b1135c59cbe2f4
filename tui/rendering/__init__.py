"""Domain objects drawn as lines of styled text. Knows rich, and nothing of Textual: widgets lay the lines out."""
