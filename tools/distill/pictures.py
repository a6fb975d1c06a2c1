"""Training pictures: crops of photographs and paintings, procedural textures, and their disturbances."""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

HOLD_OUT_EVERY = 25


def read_folder(folder, excluded=()):
    paths = sorted(p for p in Path(folder).iterdir() if p.suffix.lower() in (".jpg", ".jpeg", ".png"))
    return [np.asarray(Image.open(p).convert("RGB")) for p in paths if p.stem not in excluded]


class PictureSource:
    """Gives random pictures `[3, size, size]`, RGB in 0..1."""

    def __init__(self, photographs, paintings, excluded_paintings, seed=0):
        everything = read_folder(photographs)
        self.photographs = [p for i, p in enumerate(everything) if i % HOLD_OUT_EVERY]
        self.held_out = everything[::HOLD_OUT_EVERY]
        self.paintings = read_folder(paintings, excluded_paintings)
        self.random = np.random.default_rng(seed)

    def crop(self, pool, size):
        random = self.random
        picture = pool[random.integers(len(pool))]
        height, width = picture.shape[:2]
        # From one pixel for one pixel to the whole picture made small, as previews show it.
        whole = min(height, width)
        side = whole if random.random() < 0.25 else int(size * (whole / size) ** random.random())
        side = min(side, whole)
        y, x = random.integers(height - side + 1), random.integers(width - side + 1)
        part = Image.fromarray(picture[y : y + side, x : x + side])
        values = np.asarray(part.resize((size, size), Image.BICUBIC), np.float32) / 255
        if random.random() < 0.5:
            values = values[:, ::-1]
        return torch.tensor(np.ascontiguousarray(values)).permute(2, 0, 1)

    def content(self, size):
        if self.random.random() < 0.1:
            return self.texture(size)
        picture = self.crop(self.photographs, size)
        return self.change_colours(picture) if self.random.random() < 0.25 else picture

    def style(self, size):
        draw = self.random.random()
        if draw < 0.2:
            return self.texture(size)
        picture = self.crop(self.paintings if draw < 0.7 else self.photographs, size)
        return self.change_colours(picture) if self.random.random() < 0.6 else picture

    def change_colours(self, picture):
        """Contrast, brightness, saturation, a random mix of the channels, now and then the negative."""
        random = self.random
        if random.random() < 0.4:
            mix = np.linalg.qr(random.standard_normal((3, 3)))[0] * 0.35 + np.eye(3) * 0.65
            picture = torch.einsum("ij,jhw->ihw", torch.tensor(mix, dtype=torch.float32), picture - 0.5) + 0.5
        if random.random() < 0.3:
            picture = picture[torch.randperm(3)]
        if random.random() < 0.15:
            picture = 1 - picture
        grey = picture.mean(0, keepdim=True)
        picture = grey + (picture - grey) * random.uniform(0, 2)
        picture = (picture - 0.5) * random.uniform(0.5, 1.8) + 0.5 + random.uniform(-0.2, 0.2)
        return picture.clamp(0, 1)

    def disturb(self, picture):
        """Noise at several scales: pictures under optimization are noisy and over-saturated."""
        size = picture.shape[1]
        side = int(self.random.choice([size, size, size // 2, size // 4]))
        noise = torch.randn(1, 3, side, side) * self.random.uniform(0, 0.25)
        noise = F.interpolate(noise, size=(size, size), mode="bilinear", align_corners=False)[0]
        return (picture + noise).clamp(0, 1)

    def texture(self, size):
        """Sums of sine waves, or filtered noise cut into flat colours, with a random palette."""
        random = self.random
        field = torch.zeros(size, size)
        if random.random() < 0.5:
            axis = torch.linspace(0, 1, size)
            for _ in range(random.integers(1, 4)):
                frequency, angle, phase = random.uniform(2, size / 5), random.uniform(0, 6.3), random.uniform(0, 6.3)
                bend = torch.sin(6.3 * axis[None] * random.uniform(0, 3)) * random.uniform(0, 0.2)
                wave = np.cos(angle) * axis[None] + np.sin(angle) * axis[:, None] + bend
                field = field + torch.sin(6.3 * frequency * wave + phase)
        else:
            for octave in range(2, 7):
                side = min(size, 2**octave)
                noise = torch.randn(1, 1, side, side) * random.uniform(0, 1)
                field = field + F.interpolate(noise, size=(size, size), mode="bicubic", align_corners=False)[0, 0]
        field = (field - field.min()) / (field.max() - field.min() + 1e-6)
        colours = int(random.integers(2, 7))
        palette = torch.tensor(random.random((colours, 3)), dtype=torch.float32)
        position = field * (colours - 1)
        if random.random() < 0.5:
            position = position.round()
        low = position.floor().long().clamp(0, colours - 2)
        share = (position - low)[..., None]
        return (palette[low] * (1 - share) + palette[low + 1] * share).permute(2, 0, 1)
