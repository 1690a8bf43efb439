"""What Ultralytics makes of a data.yaml: JSON paths in, names and classes of the first rows out."""

import json
import sys

from ultralytics.data.utils import check_det_dataset


def read(path):
    stdout, sys.stdout = sys.stdout, sys.stderr
    found = check_det_dataset(path, autodownload=False)
    sys.stdout = stdout
    return {"names": found["names"], "train": str(found["train"])}


json.dump([read(path) for path in json.load(sys.stdin)], sys.stdout)
