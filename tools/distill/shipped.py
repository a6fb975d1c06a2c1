"""The shipped file as a network, to judge exactly what ships: half floats and projections."""

import json
import struct

import numpy as np
import torch
import torch.nn.functional as F


def read_safetensors(path):
    data = open(path, "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    metadata, body = header.pop("__metadata__"), data[8 + length :]
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        values = np.frombuffer(body[start:end], "<f2").astype(np.float32)
        tensors[name] = torch.tensor(values.reshape(entry["shape"]))
    return tensors, metadata


@torch.no_grad()
def load_convolutions(student, path):
    """Sets the student's convolutions to those of the shipped file; its maps are not in there and stay."""
    tensors, _ = read_safetensors(path)
    for index, (name, convolution) in enumerate(student.convolutions.items()):
        kernel = tensors[f"{name}.kernel"].permute(3, 2, 0, 1)
        # The file's first kernel has the student's input scale folded in.
        convolution.weight.copy_(kernel / 4 if index == 0 else kernel)
        convolution.bias.copy_(tensors[f"{name}.bias"])


class Shipped:
    def __init__(self, path):
        self.tensors, metadata = read_safetensors(path)
        self.layers = json.loads(metadata["layers"])
        self.pooling = metadata["pooling"]
        self.content_gain = float(metadata["contentGain"])
        self.mean = torch.tensor(json.loads(metadata["inputMean"])).view(1, 3, 1, 1)

    def decoded(self, pictures):
        """Projected feature maps `R~ [f, 1]`; their Grams and distances stand for VGG19's."""
        x, taps = pictures - self.mean, {}
        for layer in self.layers:
            if layer["kind"] == "pooling":
                x = F.max_pool2d(x, 2) if self.pooling == "max" else F.avg_pool2d(x, 2)
                continue
            name = layer["name"]
            kernel = self.tensors[f"{name}.kernel"].permute(3, 2, 0, 1)
            x = F.relu(F.conv2d(x, kernel, self.tensors[f"{name}.bias"], padding=1))
            if layer["tap"]:
                matrix = self.tensors[f"{name}.projection"].T[:, :, None, None]
                taps[name] = F.conv2d(x, matrix, self.tensors[f"{name}.projection_bias"])
        return taps
