"""What COCO's own tools make of polygons, and of a COCO file.

Reads JSON cases from standard input: {"width", "height", "points"}, answered with the places (x * height + y) of the
pixels inside and the compressed counts; or {"file"}, answered with the area, box and label map of every annotation.
"""

import json
import sys

import numpy as np
from pycocotools import mask
from pycocotools.coco import COCO


def polygon(case):
    rle = mask.frPyObjects([case["points"]], case["height"], case["width"])[0]
    filled = mask.decode(rle)
    return {"places": np.flatnonzero(filled.T.ravel()).tolist(), "counts": rle["counts"].decode()}


def annotations(case):
    stdout, sys.stdout = sys.stdout, sys.stderr
    coco = COCO(case["file"])
    sys.stdout = stdout
    return [
        {
            "image": coco.loadImgs(one["image_id"])[0]["file_name"],
            "category": coco.loadCats(one["category_id"])[0]["name"],
            "area": int(mask.area(coco.annToRLE(one))),
            "box": mask.toBbox(coco.annToRLE(one)).tolist(),
            "told": [one["area"], one["bbox"]],
            "places": np.flatnonzero(coco.annToMask(one).T.ravel()).tolist(),
        }
        for one in coco.loadAnns(coco.getAnnIds())
    ]


json.dump([annotations(c) if "file" in c else polygon(c) for c in json.load(sys.stdin)], sys.stdout)
