"""How wrong the student is, measured on what the style transfer does with its features."""

import torch

from labels import thin_out
from vgg19 import CONTENT_TAP, STYLE_TAPS, TAPS


WEIGHTS = {"feature": 3, "gram": 2, "difference": 6, "content": 4}


def squares(difference):
    return difference.flatten(1).square().sum(1)


def bounded(error):
    """As `error` where it is small; grows slowly where it is large, so that no picture rules a step."""
    return 2 * torch.log1p(error / 2)


def training_loss(student, batch, variances, first=None):
    """Feature error, Gram error, and the errors of the differences that the optimizer follows.

    `batch["pictures"]` are `[n, 3, h, w]`: the pictures alone, or, when a run supplied them
    (`batch["roles"] == 3`), n/3 pictures under optimization, their styles and their contents.
    `batch["labels"]` is what the teacher says of all of them. With `first`, only this layer and the
    deeper ones are trained, from its inputs in `batch["inputs"]`. Returns the loss and its parts.
    """
    maps = student.after(first, batch["inputs"]) if first else student(batch["pictures"])
    labels, from_run, loss, parts = batch["labels"], batch["roles"] == 3, 0, {}
    for tap in maps:
        short = tap[4:]
        truth = labels[tap, "features"].float()
        decoded = student.maps[tap](thin_out(tap, maps[tap])).float()
        feature = (decoded - truth).square().sum(1).mean() / variances[tap]
        loss = loss + WEIGHTS["feature"] / len(TAPS) * feature
        if not from_run:
            parts[f"f{short}"] = feature.item()
        if tap in STYLE_TAPS:
            ours, theirs = student.decoded_gram(tap, maps[tap]).float(), labels[tap, "grams"]
            error = bounded(squares(ours - theirs) / squares(theirs)).mean()
            loss = loss + WEIGHTS["gram"] / len(STYLE_TAPS) * error
            if from_run:
                (run, style, _), norm = (ours - theirs).chunk(3), squares(theirs.chunk(3)[1])
                difference = bounded(squares(run - style) / norm).mean()
                loss = loss + WEIGHTS["difference"] / len(STYLE_TAPS) * difference
                parts[f"d{short}"] = difference.item()
        if tap == CONTENT_TAP and from_run:
            run, _, content = (decoded - truth).chunk(3)
            content = bounded(squares(run - content) / squares(truth.chunk(3)[2])).mean()
            loss = loss + WEIGHTS["content"] * content
            parts["content"] = content.item()
    return loss, parts
