"""What OpenCV's fillPoly makes of polygons: JSON cases {"width", "height", "rings"} in, and OpenCV's major version with rows of 0 and 1
out."""

import json
import sys

import cv2
import numpy as np


def fill(case):
    canvas = np.zeros((case["height"], case["width"]), np.uint8)
    rings = [np.array(ring, np.float64).reshape(-1, 2).astype(np.int32) for ring in case["rings"]]
    cv2.fillPoly(canvas, rings, 1)
    return canvas.ravel().tolist()


masks = [fill(case) for case in json.load(sys.stdin)]
json.dump({"major": int(cv2.__version__.split(".")[0]), "masks": masks}, sys.stdout)
