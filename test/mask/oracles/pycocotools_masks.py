"""What COCO's own tools make of polygons, of masks, and of a COCO file.

Reads JSON cases from standard input: {"width", "height", "points"}, answered with the places (x * height + y) of the
pixels inside and the compressed counts; {"rows"} of 0 and 1, answered with counts, area and box; {"file"}, answered with
the area, box and places of every annotation; or {"digests": file, "images": most}, answered with digests of the mask of
every annotation that has one, and of every image's labels: annotations in their order, crowds below all, each with the
place of its category from 1; 0 is the background, also where it is a category.
"""

import hashlib
import json
import sys

import numpy as np
from pycocotools import mask
from pycocotools.coco import COCO


def polygon(case):
    rle = mask.frPyObjects([case["points"]], case["height"], case["width"])[0]
    filled = mask.decode(rle)
    return {"places": np.flatnonzero(filled.T.ravel()).tolist(), "counts": rle["counts"].decode()}


def pixels(case):
    rle = mask.encode(np.asfortranarray(np.array(case["rows"], np.uint8)))
    return {"counts": rle["counts"].decode(), "area": int(mask.area(rle)), "box": mask.toBbox(rle).tolist()}


def opened(file):
    stdout, sys.stdout = sys.stdout, sys.stderr
    try:
        return COCO(file)
    finally:
        sys.stdout = stdout


def annotations(case):
    coco = opened(case["file"])
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


def digests(case):
    coco = opened(case["digests"])
    categories = coco.dataset["categories"]
    label_of = {one["id"]: i + 1 for i, one in enumerate(categories) if one["name"] != "_background_"}
    images = [image["id"] for image in coco.dataset["images"]]
    return [image_digests(coco, number, label_of) for number in images[: case["images"]]]


def image_digests(coco, number, label_of):
    image = coco.imgs[number]
    labels = np.zeros((image["height"], image["width"]), np.uint8)
    found = [one for one in coco.imgToAnns[number] if one["segmentation"]]
    filled = [coco.annToMask(one) for one in found]
    for crowds in (True, False):
        for one, inside in zip(found, filled):
            if bool(one.get("iscrowd", 0)) == crowds:
                labels[inside == 1] = label_of.get(one["category_id"], 0)
    shas = [hashlib.sha256(inside.tobytes()).hexdigest() for inside in filled]
    return {"image": image["file_name"], "masks": shas, "labels": hashlib.sha256(labels.tobytes()).hexdigest()}


known = {"file": annotations, "digests": digests, "rows": pixels, "points": polygon}
json.dump([next(known[key] for key in known if key in c)(c) for c in json.load(sys.stdin)], sys.stdout)
