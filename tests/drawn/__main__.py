"""``python -m tests.drawn DIR --count 60 --seed 1 --split held``: writes NAME.pdf with NAME.json beside it."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.drawn.files import WRITERS, write_files
from tests.drawn.words import SPLITS

parser = argparse.ArgumentParser(prog="python -m tests.drawn", description=__doc__)
parser.add_argument("folder", type=Path)
parser.add_argument("--count", type=int, default=60)
parser.add_argument("--seed", default="1")
parser.add_argument("--split", choices=SPLITS, default="train")
parser.add_argument("--writer", choices=sorted(WRITERS), default="canvas")
parser.add_argument("--fonts", action="store_true", help="also set files in the system's fonts")
told = parser.parse_args()
names = write_files(told.folder, told.count, (told.seed, told.split), writer=told.writer, has_fonts=told.fonts)
print(f"{len(names)} forms in {told.folder}")
