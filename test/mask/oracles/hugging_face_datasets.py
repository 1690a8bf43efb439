"""What Hugging Face's datasets library finds in an image folder: JSON cases {"folder", "split"} in."""

import json
import sys

import datasets
import numpy as np


def read(case):
    found = datasets.load_dataset("imagefolder", data_dir=case["folder"], split=case["split"])
    return [{"columns": found.column_names, "sizes": [list(row["image"].size) for row in found]}]


json.dump([read(case) for case in json.load(sys.stdin)], sys.stdout)
