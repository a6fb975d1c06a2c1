"""Writes a checkpoint as the safetensors file that ships: kernels and, per tap, the projection R~."""

import argparse
import json
import struct
from pathlib import Path

import numpy as np
import torch

from student import load_student
from vgg19 import INPUT_MEAN, TAPS


def projection(matrix):
    """Upper Cholesky factor R~ of M~^T M~, by QR, which loses no digits to squaring."""
    upper = torch.linalg.qr(matrix.double(), mode="r").R
    return (upper * upper.diagonal().sign()[:, None]).float()


def collect(student):
    """The tensors by name, and the table of layers."""
    tensors, table = {}, []
    for layer in student.architecture:
        if layer == "pool":
            table.append({"kind": "pooling"})
            continue
        name = layer[0]
        convolution = student.convolutions[name]
        kernel = convolution.weight.detach() * (4 if not tensors else 1)  # the input's scale, folded in
        tensors[f"{name}.kernel"] = kernel.permute(2, 3, 1, 0)
        tensors[f"{name}.bias"] = convolution.bias.detach()
        if name in TAPS:
            upper = projection(student.matrix(name).detach())
            tensors[f"{name}.projection"] = upper[:, :-1].T
            tensors[f"{name}.projection_bias"] = upper[:, -1]
        table.append({
            "kind": "convolution", "name": name, "inputChannels": kernel.shape[1],
            "outputChannels": kernel.shape[0], "tap": name in TAPS,
        })  # fmt: skip
    return tensors, table


def write_safetensors(path, tensors, metadata):
    header, chunks, offset = {"__metadata__": metadata}, [], 0
    for name, tensor in tensors.items():
        values = np.ascontiguousarray(tensor.numpy().astype("<f2"))
        if not np.isfinite(values).all():
            raise SystemExit(f"{name} does not fit into half floats; its largest value is {tensor.abs().max():.3g}.")
        header[name] = {"dtype": "F16", "shape": list(values.shape), "data_offsets": [offset, offset + values.nbytes]}
        chunks.append(values.tobytes())
        offset += values.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    part = Path(f"{path}.part")
    part.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(chunks))
    part.replace(path)


def positive(text):
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"should be a number above 0, but {text} came")
    return value


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("file")
    parser.add_argument("--content-gain", type=positive, default=1, help="what content losses of the student are multiplied by")
    options = parser.parse_args()
    student = load_student(options.checkpoint)
    tensors, table = collect(student)
    metadata = {
        "network": "vgg19-lite",
        "version": "1",
        "inputMean": json.dumps([round(m, 8) for m in INPUT_MEAN]),
        "pooling": student.pooling,
        "contentGain": f"{options.content_gain:g}",
        "layers": json.dumps(table, separators=(",", ":")),
        "licence": "CC BY 4.0, derived from VGG19 by Simonyan & Zisserman",
    }
    write_safetensors(options.file, tensors, metadata)
    size, count = Path(options.file).stat().st_size, sum(t.numel() for t in tensors.values())
    print(f"{count} numbers, {size} bytes, largest value {max(t.abs().max().item() for t in tensors.values()):.4g}")


if __name__ == "__main__":
    main()
