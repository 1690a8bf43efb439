"""Encodes RGB pictures by Pillow or OpenCV: a line of JSON and the pixels in, lengths (32 bits) and JPEGs out."""

import io
import json
import struct
import sys


def by_pillow(job, pixels):
    from PIL import Image

    picture = Image.frombytes("RGB", (job["width"], job["height"]), pixels)
    out = io.BytesIO()
    options = {"progressive": True, "optimize": True} if job["isProgressive"] else {}
    picture.save(out, "JPEG", quality=job["quality"], subsampling=job["subsampling"], **options)
    return out.getvalue()


def by_opencv(job, pixels):
    import cv2
    import numpy

    rgb = numpy.frombuffer(pixels, numpy.uint8).reshape(job["height"], job["width"], 3)
    options = [cv2.IMWRITE_JPEG_QUALITY, job["quality"], cv2.IMWRITE_JPEG_PROGRESSIVE, int(job["isProgressive"])]
    return cv2.imencode(".jpg", numpy.ascontiguousarray(rgb[:, :, ::-1]), options)[1].tobytes()


def main():
    source, target = sys.stdin.buffer, sys.stdout.buffer
    request = json.loads(source.readline())
    encode = {"Pillow": by_pillow, "OpenCV": by_opencv}[request["library"]]
    for job in request["jobs"]:
        jpeg = encode(job, source.read(job["width"] * job["height"] * 3))
        target.write(struct.pack(">I", len(jpeg)) + jpeg)


main()
