"""Distils VGG19 into the student, from the batches that `paint.py` writes beside it."""

import argparse
import random
import time
from functools import partial
from pathlib import Path

import torch

from initialize import solve_maps
from losses import training_loss
from shipped import load_convolutions
from spool import Replay
from student import Student


# Batches on which the maps are solved; with fewer the deep maps overfit.
FIRST_BATCHES = 22


def learning_rate(share, peak):
    """Short warm-up, constant, then a cosine to nothing over the last 40 %."""
    if share < 0.02:
        return peak * (0.05 + share / 0.02 * 0.95)
    if share < 0.6:
        return peak
    return peak * max(0.01, 0.5 + 0.5 * torch.cos(torch.tensor((share - 0.6) / 0.4 * 3.1416)).item())


def write(path, content):
    part = Path(f"{path}.part")
    torch.save(content, part)
    part.replace(path)


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", required=True, help="where both programs meet")
    parser.add_argument("--start", help="checkpoint, or shipped file, to go on from")
    parser.add_argument("--student-pooling", choices=("max", "average"), default="average")
    parser.add_argument("--first", help="train only this layer and the deeper ones (several times cheaper)")
    parser.add_argument("--decay", type=float, default=0.99, help="of the moving average of the weights")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--reuse", type=float, default=4, help="times that a batch is trained on, at most")
    parser.add_argument("--limit", type=int, default=600, help="batches that are kept")
    parser.add_argument("--accumulate", type=int, default=2, help="batches per step")
    parser.add_argument("--single", type=float, default=0.85, help="share of the time after which fp32 begins")
    parser.add_argument("--solve", type=int, nargs="*", default=[0], help="steps before which the maps are solved; none with --start")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    if options.first and not options.start:
        parser.error("--first needs --start, because the shallower layers must be trained already")
    if options.start:
        options.solve = []
    return options


def main():
    options = parse()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    folder = Path(options.folder)
    while not (folder / "labels.pt").exists():
        time.sleep(1)
    labels = torch.load(folder / "labels.pt")
    student = Student(labels["labels"], pooling=options.student_pooling).to(memory_format=torch.channels_last)
    average = None
    prepare = partial(keep_inputs, student, options.first) if options.first else lambda batch: batch
    replay = Replay(folder, options.limit, prepare)
    if options.start and options.start.endswith(".safetensors"):
        load_convolutions(student, options.start)
        solve_first_maps(student, replay)
    elif options.start:
        checkpoint = torch.load(options.start)
        student.load_state_dict(checkpoint["student"])
        average = checkpoint["ema"]
    train(student, average, labels, replay, options)


def solve_first_maps(student, replay):
    """A shipped file holds no maps, only their Cholesky factors: they are solved anew on the first batches."""
    raw = Replay(replay.folder, replay.limit)
    while len(raw.kept) < FIRST_BATCHES:
        time.sleep(1)
        raw.refill()
    solve_maps(student, raw.kept)
    replay.kept, replay.read = [replay.prepare(batch) for batch in raw.kept], raw.read


def keep_inputs(student, first, batch):
    """Replaces pictures by what the layer `first` sees, for training from there on."""
    with torch.autocast("cpu", torch.bfloat16):
        inputs = student.before(first, batch.pop("pictures"))
    batch["inputs"] = inputs.float()  # pooling by maxima leaves half floats, which the last part without autocast refuses
    batch["labels"] = {k: v for k, v in batch["labels"].items() if k[0] >= first}
    return batch


def train(student, average, labels, replay, options):
    folder = Path(options.folder)
    average = average or {k: v.clone() for k, v in student.state_dict().items()}
    optimizer = torch.optim.Adam(student.parameters(), lr=options.rate, betas=(0.9, 0.99))
    begun = saved = shown = time.time()
    seen, step, trained, pending = {}, 0, 0, []

    def save():
        kept = {"student": student.state_dict(), "ema": average, "architecture": student.architecture, "pooling": student.pooling}
        write(folder / "checkpoint.pt", {**kept, **labels})
        write(folder / "current.pt", student.state_dict())

    if not options.start:
        while len(replay.kept) < FIRST_BATCHES:
            time.sleep(1)
            replay.refill()
        student.load_state_dict(torch.load(folder / "start.pt"))
    save()
    while (elapsed := time.time() - begun) < options.minutes * 60:
        pending = (pending + replay.refill())[-8:]
        if not replay.kept or trained >= options.reuse * replay.read:
            time.sleep(0.2)
            continue
        if step in options.solve:
            solve_maps(student, replay.kept[-24:])
        share = elapsed / 60 / options.minutes
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(share, options.rate)
        optimizer.zero_grad(set_to_none=True)
        for _ in range(options.accumulate):
            fresh = bool(pending) and random.random() < 0.5
            batch = pending.pop() if fresh else replay.draw()
            with torch.autocast("cpu", torch.bfloat16, enabled=share < options.single):
                loss, parts = training_loss(student, batch, labels["variances"], options.first)
            (loss / options.accumulate).backward()
            trained += 1
            for key, value in parts.items() if fresh else ():
                seen[key] = value if key not in seen else 0.97 * seen[key] + 0.03 * value
        torch.nn.utils.clip_grad_norm_(student.parameters(), 2.0)
        optimizer.step()
        step += 1
        with torch.no_grad():
            decay = min(options.decay, 1 - 1 / (step * 0.2 + 1))
            for key, value in student.state_dict().items():
                average[key].lerp_(value, 1 - decay)
        if time.time() - shown > 20:
            shown = time.time()
            text = " ".join(f"{k} {v:.3f}" for k, v in sorted(seen.items()))
            print(f"{elapsed:.0f}s step {step} read {replay.read} rate {optimizer.param_groups[0]['lr']:.2g} {text}", flush=True)
        if time.time() - saved > 20:
            saved = time.time()
            save()
    save()


if __name__ == "__main__":
    main()
