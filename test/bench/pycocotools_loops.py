"""What people do with COCO files: python pycocotools_loops.py labels|files|encode FILE OUT.

labels: opens the file and fills a label map for each image. files: writes each as a PNG besides. encode: reads label maps
(width, height, then pixels) and encodes each category's pixels with area and box; prints the seconds of that alone.
"""

import os
import struct
import sys
import time

import numpy as np
from pycocotools import mask
from pycocotools.coco import COCO


def label_maps(path):
    coco = COCO(path)
    for number in coco.getImgIds():
        image = coco.imgs[number]
        labels = np.zeros((image["height"], image["width"]), np.uint8)
        for one in coco.loadAnns(coco.getAnnIds(imgIds=number)):
            labels[coco.annToMask(one) == 1] = one["category_id"]
        yield image["file_name"], labels


def write(path, out):
    from PIL import Image

    for name, labels in label_maps(path):
        Image.fromarray(labels).save(os.path.join(out, os.path.splitext(name)[0] + ".png"))


def encode(path):
    with open(path, "rb") as file:
        content = file.read()
    width, height, count = struct.unpack("<III", content[:12])
    maps = np.frombuffer(content, np.uint8, offset=12).reshape(count, height, width)
    started = time.perf_counter()
    regions = 0
    for labels in maps:
        for category in np.unique(labels)[1:]:
            rle = mask.encode(np.asfortranarray(labels == category))
            mask.area(rle), mask.toBbox(rle)
            regions += 1
    return {"regions": regions, "seconds": time.perf_counter() - started}


what, path, *rest = sys.argv[1:]
if what == "labels":
    print(sum(int(labels.any()) for _, labels in label_maps(path)), file=sys.stderr)
elif what == "files":
    write(path, rest[0])
else:
    import json

    print(json.dumps(encode(path)))
