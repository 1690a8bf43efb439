"""For each [from, to]: which pixel of a row of `from` each of `to` pixels is taken of, by PyTorch and by Pillow."""

import json
import sys

import numpy
import torch
from PIL import Image
from torch.nn.functional import interpolate


def by_torch(row, count):
    # What torchvision calls for tensors by InterpolationMode.NEAREST_EXACT.
    pixels = torch.from_numpy(row.astype(numpy.float64))[None, None]
    return interpolate(pixels, size=count, mode="nearest-exact")[0, 0].numpy()


def by_pillow(row, count):
    return numpy.array(Image.fromarray(row[None]).resize((count, 1), Image.NEAREST))[0]


answers = []
for size, count in json.load(sys.stdin):
    row = numpy.arange(size, dtype=numpy.int32)
    answers.append([[int(place) for place in resize(row, count)] for resize in (by_torch, by_pillow)])
print(json.dumps(answers))
