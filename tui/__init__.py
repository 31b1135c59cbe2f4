"""Everything of dealwire that a person sees: the command line and the Textual app."""
