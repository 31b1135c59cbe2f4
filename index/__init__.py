"""Everything of dealwire that works without a terminal: reading, cleaning, detection, storage and search."""
