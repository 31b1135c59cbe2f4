"""Training of the sequence model, for developers: `python -m index.detection.training DATA_FOLDER OUT`."""
