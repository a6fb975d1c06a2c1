"""The student: a thin VGG, and one linear map per tap to VGG19's features."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from vgg19 import INPUT_MEAN, TAPS

# Full resolution is where the time and the memory go: one thin layer there, the width further down.
ARCHITECTURE = (
    ("conv1_1", 16), "pool",
    ("conv2_1", 48), ("conv2_2", 48), "pool",
    ("conv3_1", 96), ("conv3_2", 96), ("conv3_3", 96), "pool",
    ("conv4_1", 160), ("conv4_2", 160), "pool",
    ("conv5_1", 160),
)  # fmt: skip


class Student(nn.Module):
    """`labels[tap]` is the number of principal components of VGG19 that the tap predicts."""

    def __init__(self, labels, architecture=ARCHITECTURE, pooling="average"):
        super().__init__()
        self.architecture, self.labels, self.pooling = architecture, dict(labels), pooling
        self.convolutions, self.maps = nn.ModuleDict(), nn.ModuleDict()
        self.register_buffer("mean", torch.tensor(INPUT_MEAN).view(1, 3, 1, 1))
        before = 3
        for layer in architecture:
            if layer == "pool":
                continue
            name, channels = layer
            self.convolutions[name] = nn.Conv2d(before, channels, 3, padding=1)
            nn.init.kaiming_normal_(self.convolutions[name].weight)
            nn.init.zeros_(self.convolutions[name].bias)
            if name in TAPS:
                self.maps[name] = nn.Conv2d(channels, labels[name], 1)
                nn.init.normal_(self.maps[name].weight, std=(1 / channels) ** 0.5)
                nn.init.zeros_(self.maps[name].bias)
            before = channels

    def forward(self, pictures):
        """Feature maps f at the taps of pictures `[n, 3, h, w]`, RGB in 0..1."""
        x = (pictures - self.mean) * 4  # about unit variance
        return self.run(x, self.architecture)[0]

    def pool(self, x):
        return F.max_pool2d(x, 2) if self.pooling == "max" else F.avg_pool2d(x, 2)

    def run(self, x, layers):
        """The taps among `layers`, and what the last of them computes."""
        x = x.contiguous(memory_format=torch.channels_last)
        taps = {}
        for layer in layers:
            if layer == "pool":
                x = self.pool(x)
                continue
            x = F.relu(self.convolutions[layer[0]](x))
            if layer[0] in TAPS:
                taps[layer[0]] = x
        return taps, x

    @torch.no_grad()
    def before(self, name, pictures):
        """The input of layer `name`."""
        return self.run((pictures - self.mean) * 4, self.architecture[: self.position(name)])[1]

    def after(self, name, x):
        """The taps from layer `name` on, from its input."""
        return self.run(x, self.architecture[self.position(name) :])[0]

    def position(self, name):
        return next(i for i, layer in enumerate(self.architecture) if layer[0] == name)

    def decoded(self, pictures):
        """VGG19's feature maps as the student sees them, `M f + b`, in principal components."""
        return {name: self.maps[name](f) for name, f in self(pictures).items()}

    def decoded_gram(self, name, f):
        """Gram matrix of `M f + b` without computing it at every position: `M~ (f~^T f~) M~^T`."""
        rows = F.pad(f.flatten(2), (0, 0, 0, 1), value=1.0)
        small = rows @ rows.transpose(1, 2) / rows.shape[2]
        matrix = self.matrix(name)
        return matrix @ small @ matrix.T

    def matrix(self, name):
        """`M~ = [M b]`, `[labels, channels + 1]`."""
        layer = self.maps[name]
        return torch.cat([layer.weight[:, :, 0, 0], layer.bias[:, None]], 1)


def load_student(path, weights="ema"):
    checkpoint = torch.load(path, map_location="cpu")
    student = Student(checkpoint["labels"], checkpoint["architecture"], checkpoint.get("pooling", "average"))
    student.load_state_dict(checkpoint[weights])
    for parameter in student.parameters():
        parameter.requires_grad_(False)
    return student.eval()
