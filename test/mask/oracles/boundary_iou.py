"""Counts behind IoU and Boundary IoU by eroding with OpenCV: JSON cases {"width", "height", "first", "second"} in;
per case and distance (1, 2, 3 px, 2 % of the diagonal) the width of the band and [class, first, second, both] out."""

import json
import sys

import cv2
import numpy as np

SQUARE = np.ones((3, 3), np.uint8)


def band(mask, distance):
    framed = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    return mask - cv2.erode(framed, SQUARE, iterations=distance)[1:-1, 1:-1]


def compare(case):
    shape = (case["height"], case["width"])
    first, second = (np.array(case[name], np.int64).reshape(shape) for name in ("first", "second"))
    diagonal = max(1, int(round(0.02 * np.hypot(*shape))))
    answers = []
    for distance in (1, 2, 3, diagonal):
        counts = []
        for label in np.union1d(first, second).tolist():
            one, other = (band((labels == label).astype(np.uint8), distance) for labels in (first, second))
            counts.append([label, int(one.sum()), int(other.sum()), int((one & other).sum())])
        answers.append([distance, [count for count in counts if count[1] or count[2]]])
    return answers


json.dump([compare(case) for case in json.load(sys.stdin)], sys.stdout)
