"""What COCO's mask API makes of polygons, worked out point by point.

Reads JSON cases {"width", "height", "points"} from standard input and writes the places (x * height + y) of the pixels
inside. Written from the description of the algorithm, not from its source: every edge is walked on a grid five times as
fine as the pixels, and a column of pixels is switched where the outline passes its middle.
"""

import json
import math
import sys


def walk(points):
    corners = [(int(5 * x + 0.5), int(5 * y + 0.5)) for x, y in points]
    path = []
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1]):
        steps = max(abs(x1 - x0), abs(y1 - y0))
        is_flat = abs(x1 - x0) >= abs(y1 - y0)
        is_backward = x0 > x1 if is_flat else y0 > y1
        (ax, ay), (bx, by) = ((x1, y1), (x0, y0)) if is_backward else ((x0, y0), (x1, y1))
        edge = []
        for t in range(steps + 1):
            if is_flat:
                slope = (by - ay) / steps if steps else 0.0
                edge.append((ax + t, int(ay + slope * t + 0.5)))
            else:
                slope = (bx - ax) / steps
                edge.append((int(ax + slope * t + 0.5), ay + t))
        path += reversed(edge) if is_backward else edge
    return path


def fill(width, height, points):
    switches = {}
    path = walk(points)
    for (x0, y0), (x1, y1) in zip(path, path[1:]):
        if x0 == x1:
            continue
        column = (min(x0, x1) + 0.5) / 5 - 0.5
        if column != math.floor(column) or column < 0 or column > width - 1:
            continue
        row = math.ceil(min(max((min(y0, y1) + 0.5) / 5 - 0.5, 0), height))
        place = int(column) * height + row
        switches[place] = not switches.get(place, False)
    is_inside = False
    inside = []
    for place in range(width * height):
        is_inside ^= switches.get(place, False)
        if is_inside:
            inside.append(place)
    return inside


cases = json.load(sys.stdin)
answers = [fill(c["width"], c["height"], list(zip(c["points"][::2], c["points"][1::2]))) for c in cases]
json.dump(answers, sys.stdout)
