"""Tagging: a sequence model that judges every word of an article at once: part of a company's name or not."""
