"""Batches on their way from the painter to the trainer, as files in one folder."""

import random
from pathlib import Path

import torch


def write_batch(folder, index, batch):
    part = Path(folder) / f"{index:07}.part"
    torch.save(batch, part)
    part.rename(part.with_suffix(".batch"))


class Replay:
    """Everything read so far, up to `limit`: labelling costs more than training again on what is labelled."""

    def __init__(self, folder, limit, prepare=lambda batch: batch):
        self.folder, self.limit, self.kept, self.read = Path(folder), limit, [], 0
        self.prepare = prepare

    def refill(self):
        """Takes in what has come since; returns the new batches."""
        new = []
        for path in sorted(self.folder.glob("*.batch")):
            new.append(self.prepare(torch.load(path)))
            path.unlink()
        self.read += len(new)
        for batch in new:
            if len(self.kept) < self.limit:
                self.kept.append(batch)
            else:
                self.kept[random.randrange(self.limit)] = batch
        return new

    def draw(self):
        """A random batch; every other one from the most recent eighth."""
        recent = self.kept[-max(1, len(self.kept) // 8) :]
        return random.choice(recent if random.random() < 0.5 else self.kept)
