"""What labelme's own loader finds in its files: JSON paths in; photo's name, shapes, and its label map of polygons out."""

import json
import sys

from labelme import utils
from labelme.label_file import LabelFile


def read(path):
    found = LabelFile(path)
    photo = utils.img_data_to_arr(found.imageData)
    shapes = [{"label": s["label"], "type": s["shape_type"], "corners": len(s["points"])} for s in found.shapes]
    polygons = [s for s in found.shapes if s["shape_type"] == "polygon"]
    names = {"_background_": 0, **{s["label"]: i + 1 for i, s in enumerate(polygons)}}
    labels, _ = utils.shapes_to_label(photo.shape, polygons, names)
    return {"photo": found.imagePath, "size": list(photo.shape[:2]), "shapes": shapes, "labels": labels.tolist()}


json.dump([read(path) for path in json.load(sys.stdin)], sys.stdout)
