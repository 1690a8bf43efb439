"""An independent check of COCO panoptic files: JSON cases {"json", "folder"} in, what is wrong with each out.

The id of a pixel is R + 256 G + 65536 B, 0 is void; every id of a picture is a segment of its annotation and the other
way round; area and box are those of its pixels; every category is named.
"""

import json
import os
import sys

import numpy as np
from PIL import Image


def faults_of(annotation, folder, categories):
    with Image.open(os.path.join(folder, annotation["file_name"])) as picture:
        if picture.mode != "RGB":
            return [f"{annotation['file_name']} is {picture.mode}"]
        ids = np.asarray(picture).astype(np.int64) @ [1, 256, 65536]
    told = {segment["id"]: segment for segment in annotation["segments_info"]}
    faults = [f"{i} is in the picture only" for i in sorted(set(np.unique(ids).tolist()) - {0} - set(told))]
    for number, segment in told.items():
        ys, xs = np.nonzero(ids == number)
        if len(xs) == 0:
            faults.append(f"{number} is in the JSON only")
            continue
        box = [int(xs.min()), int(ys.min()), int(np.ptp(xs)) + 1, int(np.ptp(ys)) + 1]
        if segment["area"] != len(xs) or [round(v) for v in segment["bbox"]] != box:
            faults.append(f"{number}: told {segment['area']} {segment['bbox']}, is {len(xs)} {box}")
        if segment["category_id"] not in categories:
            faults.append(f"{number} has the unknown category {segment['category_id']}")
    return faults


def check(case):
    with open(case["json"]) as file:
        told = json.load(file)
    categories = {category["id"] for category in told["categories"]}
    images = {image["id"] for image in told["images"]}
    faults = [f"no image {a['image_id']}" for a in told["annotations"] if a["image_id"] not in images]
    for annotation in told["annotations"]:
        faults += faults_of(annotation, case["folder"], categories)
    return {"pictures": len(told["annotations"]), "faults": faults}


json.dump([check(case) for case in json.load(sys.stdin)], sys.stdout)
