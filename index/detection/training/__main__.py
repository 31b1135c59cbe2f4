"""Trains the sequence models: `python -m index.detection.training DATA_FOLDER OWN_FOLDER OUT_FOLDER [--folds N]`.

DATA_FOLDER holds `smartdata/` and `english/` as `corpora` reads them, OWN_FOLDER is `tests/quality`; OUT_FOLDER gets
`model_de.npz`, `model_en.npz` and `spelling_de.npz`. With `--folds` the mentions found in texts that a model has not
seen are counted first, and the German models that count them are kept in OWN_FOLDER for the tests. Training needs
python-crfsuite, a development dependency, about 1 GB of memory and some minutes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from index.detection.lexicon import load_lexicon
from index.detection.training.corpora import blind_english, nothing_named, own_english, smartdata
from index.detection.training.recipe import folds, train_english, train_german
from index.detection.training.scoring import Counts, count
from index.detection.training.spelling import learn, nouns, words_of_names


def main() -> None:
    """Measures, trains and writes as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m index.detection.training", description=__doc__)
    parser.add_argument("texts", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("own", type=Path, metavar="OWN_FOLDER")
    parser.add_argument("out", type=Path, metavar="OUT_FOLDER")
    parser.add_argument("--folds", type=int, default=0, metavar="N")
    options = parser.parse_args()
    lexicon = load_lexicon()
    german, english = smartdata(options.texts), own_english(options.own) + blind_english(options.own)
    for language, texts in (("de", german), ("en", english)) if options.folds else ():
        counts = Counts()
        for number, (model, unseen) in enumerate(folds(texts, lexicon, options.folds)):
            counts += count(model, unseen, lexicon)
            if language == "de":
                model.save(options.own / "folds" / f"{number}.npz")
        sys.stdout.write(f"{language} mentions, {options.folds}-fold: {counts}\n")
    common = nouns(german)
    learn(words_of_names(lexicon) - common, common).save(options.out / "spelling_de.npz")
    train_german(german, lexicon).save(options.out / "model_de.npz")
    train_english(english, nothing_named(options.texts), lexicon).save(options.out / "model_en.npz")


if __name__ == "__main__":
    main()
