"""The teacher: VGG19 up to conv5_1, read from a TensorFlow.js manifest with uint8-quantized shards."""

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

TAPS = ("conv1_1", "conv2_1", "conv3_1", "conv4_1", "conv4_2", "conv5_1")
STYLE_TAPS = ("conv1_1", "conv2_1", "conv3_1", "conv4_1", "conv5_1")
CONTENT_TAP = "conv4_2"
# Keras' mean of each channel in RGB order, as a share of 255.
INPUT_MEAN = (123.68 / 255, 116.779 / 255, 103.939 / 255)
BLOCKS = (2, 2, 4, 4, 1)


def read_manifest(folder):
    """Name to float32 array for every weight whose shards are in `folder` (later ones may be absent)."""
    folder = Path(folder)
    arrays = {}
    for group in json.loads((folder / "model.json").read_text())["weightsManifest"]:
        paths = [folder / p for p in group["paths"]]
        data = b""
        for path in paths:
            if not path.exists():
                break
            data += path.read_bytes()
        offset = 0
        for weight in group["weights"]:
            count = int(np.prod(weight["shape"]))
            quantization = weight.get("quantization")
            width = 1 if quantization else 4
            chunk = data[offset : offset + count * width]
            offset += count * width
            if len(chunk) < count * width:
                break
            if quantization:
                q = np.frombuffer(chunk, np.uint8).astype(np.float64)
                values = (q * quantization["scale"] + quantization["min"]).astype(np.float32)
            else:
                values = np.frombuffer(chunk, np.float32)
            arrays[weight["name"]] = values.reshape(weight["shape"])
    return arrays


def find_array(arrays, layer, kind):
    block, index = layer[4:].split("_")
    matches = [n for n in arrays if f"block{block}_conv{index}" in n and kind in n]
    if len(matches) != 1:
        raise SystemExit(f"The manifest should hold one {kind} of {layer}, but holds {matches}.")
    return torch.tensor(arrays[matches[0]])


class Vgg19:
    """Feature maps after ReLU of pictures `[n, 3, h, w]`, RGB in 0..1.

    `dtype=torch.bfloat16` is about twice as fast on CPUs that have it, and exact enough for labels.
    """

    def __init__(self, folder, pooling="max", dtype=torch.float32):
        arrays = read_manifest(folder)
        self.pooling, self.dtype, self.layers, self.factors = pooling, dtype, [], {}
        for block, count in enumerate(BLOCKS, 1):
            for index in range(1, count + 1):
                name = f"conv{block}_{index}"
                kernel = find_array(arrays, name, "kernel").permute(3, 2, 0, 1)
                if name == "conv1_1":
                    kernel = kernel.flip(1) * 255  # Keras' BGR in 0..255 from our RGB in 0..1
                kernel = kernel.to(dtype).contiguous(memory_format=torch.channels_last)
                self.layers.append((name, kernel, find_array(arrays, name, "bias").to(dtype)))
            self.layers.append(("pool", None, None))

    def __call__(self, pictures):
        """The feature maps at the taps."""
        return {name: F.relu(y).float() for name, y in self.convolve(pictures) if name in TAPS}

    def before_relu(self, pictures):
        """What every convolution computes before ReLU."""
        return dict(self.convolve(pictures))

    def convolve(self, pictures):
        mean = torch.tensor(INPUT_MEAN).view(1, 3, 1, 1)
        x = (pictures - mean).to(self.dtype).contiguous(memory_format=torch.channels_last)
        for name, kernel, bias in self.layers:
            if name == "pool":
                x = F.max_pool2d(x, 2) if self.pooling == "max" else F.avg_pool2d(x, 2)
                continue
            y = F.conv2d(x, kernel, bias, padding=1)
            yield name, y
            if name == TAPS[-1]:
                return
            x = F.relu(y)


def gram(maps):
    """`[n, c, h, w]` to `[n, c, c]`, divided by the number of positions."""
    rows = maps.flatten(2)
    return rows @ rows.transpose(1, 2) / rows.shape[2]
