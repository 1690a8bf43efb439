"""Masks as Pillow and OpenCV see them: paths in, [mode, rows by Pillow, rows by OpenCV unchanged] out."""

import json
import sys

import cv2
import numpy as np
from PIL import Image


def read(path):
    image = Image.open(path)
    return [image.mode, np.array(image).tolist(), cv2.imread(path, cv2.IMREAD_UNCHANGED).tolist()]


json.dump([read(path) for path in json.load(sys.stdin)], sys.stdout)
