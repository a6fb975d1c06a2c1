"""Where training starts: every student convolution imitates chosen channels of VGG19, in closed form.

Layer by layer, from the picture down: choose the VGG19 channels that explain most of their layer
(pivoted Cholesky of the covariance), regress their values before ReLU on the 3x3 patches that the
student's layer sees, and go on with what the student then computes. At last the taps' maps.
"""

import torch
import torch.nn.functional as F

from labels import thin_out
from vgg19 import TAPS

# Which VGG19 convolution a student's convolution imitates, where the names differ.
IMITATED = {"conv3_2": "conv3_2", "conv3_3": "conv3_4"}


def choose_channels(rows, count):
    """`rows` `[channels, positions]`: the channels that together explain the others best."""
    centred = rows - rows.mean(1, keepdim=True)
    residual = (centred @ centred.T / rows.shape[1]).double()
    chosen = []
    for _ in range(count):
        gain = residual.square().sum(0) / residual.diagonal().clamp(min=1e-9)
        gain[residual.diagonal() < 1e-6 * residual.diagonal().max()] = 0
        gain[chosen] = -1
        best = int(gain.argmax())
        chosen.append(best)
        column = residual[:, best].clone()
        residual -= torch.outer(column, column) / column[best].clamp(min=1e-9)
    return chosen


def regress(inputs, targets, ridge=1e-3):
    """Kernel `[out, in, 3, 3]` and bias that predict `targets` `[n, out, h, w]` from `inputs` `[n, in, h, w]`."""
    size = inputs.shape[1] * 9 + 1
    left, right = torch.zeros(size, size), torch.zeros(size, targets.shape[1])
    for some, wanted in zip(inputs.split(8), targets.split(8)):
        patches = F.unfold(some, 3, padding=1).transpose(0, 1).flatten(1)
        patches = torch.cat([patches, torch.ones(1, patches.shape[1])])
        left += patches @ patches.T
        right += patches @ wanted.transpose(0, 1).flatten(1).T
    left += ridge * left.diagonal()[:-1].mean() * torch.eye(size)
    solution = torch.linalg.solve(left, right).T
    return solution[:, :-1].reshape(-1, inputs.shape[1], 3, 3), solution[:, -1]


@torch.no_grad()
def imitate(student, teacher, pictures):
    """Sets all convolutions; a channel's mean activation is about 1 (VGG19's own calibration idea)."""
    before = {}
    for some in pictures.split(8):
        for name, maps in teacher.before_relu(some).items():
            before.setdefault(name, []).append(maps.bfloat16())
    x = (pictures - student.mean) * 4
    for layer in student.architecture:
        if layer == "pool":
            x = student.pool(x)
            continue
        name, count = layer
        wanted = torch.cat(before[IMITATED.get(name, name)]).float()
        rows = wanted.transpose(0, 1).flatten(1).relu()
        chosen = choose_channels(rows[:, :: max(1, rows.shape[1] // 40000)], count)
        wanted = wanted[:, chosen]
        wanted = wanted / wanted.relu().mean((0, 2, 3), keepdim=True).clamp(min=1e-3)
        kernel, bias = regress(x, wanted)
        convolution = student.convolutions[name]
        convolution.weight.copy_(kernel)
        convolution.bias.copy_(bias)
        after = torch.cat([convolution(some).relu() for some in x.split(8)])
        error = ((after - wanted.relu()).square().mean() / wanted.relu().var((0, 2, 3)).mean()).item()
        print(f"{name} imitates {count} channels of {IMITATED.get(name, name)}, unexplained {error:.3f}", flush=True)
        x = after


@torch.no_grad()
def solve_maps(student, batches, ridge=1e-2):
    """Sets every tap's map to the least-squares solution on `batches`."""
    products = {tap: [0, 0] for tap in TAPS}
    for batch in batches:
        maps = student(batch["pictures"])
        for tap in TAPS:
            f = thin_out(tap, maps[tap]).transpose(0, 1).flatten(1)
            f = torch.cat([f, torch.ones(1, f.shape[1])])
            z = batch["labels"][tap, "features"].float().transpose(0, 1).flatten(1)
            products[tap][0] += f @ f.T / f.shape[1]
            products[tap][1] += f @ z.T / f.shape[1]
    for tap, (ff, fz) in products.items():
        ff = ff + ridge * ff.diagonal().mean() * torch.eye(len(ff))
        solution = torch.linalg.solve(ff, fz).T
        student.maps[tap].weight.copy_(solution[:, :-1, None, None])
        student.maps[tap].bias.copy_(solution[:, -1])
