"""The screens: the main one, pages that lead on from it, questions, the help."""
