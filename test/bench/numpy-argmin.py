"""numpy-argmin.py OUT PALETTE FILE...: what people usually write: argmin over Euclidean distances to the palette."""
import os
import sys

import numpy as np
from PIL import Image

out, palette_path, *files = sys.argv[1:]
palette = np.array(Image.open(palette_path).convert("RGB"), dtype=np.float64).reshape(-1, 3)
for path in files:
    image = np.array(Image.open(path).convert("RGB"), dtype=np.float64)
    distances = np.linalg.norm(image[:, :, np.newaxis, :] - palette[np.newaxis, np.newaxis, :, :], axis=-1)
    labels = np.argmin(distances, axis=-1).astype(np.uint8)
    name = os.path.splitext(os.path.basename(path))[0] + ".png"
    Image.fromarray(labels).save(os.path.join(out, name))
