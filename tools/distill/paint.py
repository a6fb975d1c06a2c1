"""Paints with the student as it is at the moment and lets VGG19 label the pictures, for `train.py` beside it."""

import argparse
import random
import time
from pathlib import Path

import torch

from initialize import imitate
from labels import Labeller
from pictures import PictureSource
from runs import Lane
from spool import write_batch
from student import Student
from vgg19 import Vgg19


def off_policy_batch(source, labeller, count, size):
    """Pictures that no run supplied; one in two is disturbed."""
    pictures = [source.content(size) if i % 2 else source.style(size) for i in range(count)]
    pictures = torch.stack([source.disturb(p) if source.random.random() < 0.5 else p for p in pictures])
    return {"roles": 1, "pictures": pictures, "labels": labeller(pictures)}


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vgg19", required=True, help="folder with model.json and its shards")
    parser.add_argument("--photographs", required=True)
    parser.add_argument("--paintings", required=True)
    parser.add_argument("--exclude", nargs="*", default=[], help="paintings kept for judging")
    parser.add_argument("--folder", required=True, help="where both programs meet")
    parser.add_argument("--pooling", choices=("max", "average"), default="max", help="of the teacher")
    parser.add_argument("--student-pooling", choices=("max", "average"), default="average")
    parser.add_argument("--warm-up", type=float, default=8, help="minutes of pictures from no run")
    parser.add_argument("--minutes", type=float, default=60, help="in all")
    parser.add_argument("--imitate", type=int, default=160, help="pictures for the closed-form start")
    parser.add_argument("--sizes", type=int, nargs="+", default=[96, 128, 160])
    parser.add_argument("--pixels", type=int, default=4 * 96 * 96, help="per batch and role")
    parser.add_argument("--ahead", type=int, default=12, help="batches that may wait for the trainer")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def main():
    options = parse()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    folder = Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    source = PictureSource(options.photographs, options.paintings, options.exclude, options.seed)
    basis = folder / "labels.pt"
    teacher = Vgg19(options.vgg19, options.pooling, torch.bfloat16)
    labeller = Labeller(teacher, source, torch.load(basis) if basis.exists() else None)
    torch.save(labeller.state(), folder / "labels.part")
    (folder / "labels.part").rename(basis)
    student, loaded = Student(labeller.counts, pooling=options.student_pooling).to(memory_format=torch.channels_last), 0
    if not (folder / "start.pt").exists():
        pictures = [source.style(112) if i % 3 else source.content(112) for i in range(options.imitate)]
        imitate(student, teacher, torch.stack(pictures))
        torch.save(student.state_dict(), folder / "start.pt")
    lanes, begun, index = [], time.time(), 0
    while (minutes := (time.time() - begun) / 60) < options.minutes:
        if len(list(folder.glob("*.batch"))) >= options.ahead:
            time.sleep(0.5)
            continue
        index += 1
        current = folder / "current.pt"
        if current.exists() and current.stat().st_mtime > loaded:
            loaded = current.stat().st_mtime
            student.load_state_dict(torch.load(current))
        if minutes < options.warm_up or index % 5 == 0:
            size = random.choice(options.sizes)
            count = max(2, options.pixels * 3 // 2 // size**2)
            write_batch(folder, index, off_policy_batch(source, labeller, count, size))
            continue
        if not lanes:
            lanes = [Lane(source, labeller, s, max(1, options.pixels // s**2)) for s in options.sizes]
        lane = lanes[index % len(lanes)]
        lane.advance(student)
        write_batch(folder, index, lane.batch())


if __name__ == "__main__":
    main()
