"""Detection: article -> companies and deals. Pure functions; words and names live in `index.lexicon`."""
