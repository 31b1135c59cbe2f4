"""Trains the sequence models: `python -m index.detection.training DATA_FOLDER OUT_FOLDER [--folds N]`.

DATA_FOLDER holds `smartdata/` and `english/` as `corpora` reads them; OUT_FOLDER gets `model_de.npz` and
`model_en.npz`. With `--folds` the German mentions found in texts that a model has not seen are counted first. Training
needs python-crfsuite, a development dependency, about 1 GB of memory and some minutes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from index.detection.lexicon import load_lexicon
from index.detection.training.corpora import english, smartdata
from index.detection.training.recipe import folds, train_english, train_german
from index.detection.training.scoring import Counts, count


def main() -> None:
    """Measures, trains and writes as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m index.detection.training", description=__doc__)
    parser.add_argument("texts", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("out", type=Path, metavar="OUT_FOLDER")
    parser.add_argument("--folds", type=int, default=0, metavar="N")
    options = parser.parse_args()
    lexicon = load_lexicon()
    companies = smartdata(options.texts)
    if options.folds:
        counts = (count(model, unseen, lexicon) for model, unseen in folds(companies, lexicon, options.folds))
        sys.stdout.write(f"mentions, {options.folds}-fold: {sum(counts, Counts())}\n")
    german = train_german(companies, lexicon)
    german.save(options.out / "model_de.npz")
    train_english(companies, english(options.texts), german, lexicon).save(options.out / "model_en.npz")


if __name__ == "__main__":
    main()
