"""Judges a network by the real VGG19 in fp32: the same optimization with either network, then S and C.

S is the mean over the five style layers of |G - A|^2 / |A|^2, C the relative content distance at
conv4_2, both by VGG19 with max pooling (the original network) on the picture rounded to 8 bits.
"closed" is the share of the way from the content picture's S to VGG19's S that the student went.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from shipped import Shipped
from student import load_student
from vgg19 import CONTENT_TAP, STYLE_TAPS, Vgg19, gram


def read_picture(path, long_side):
    picture = Image.open(path).convert("RGB")
    scale = long_side / max(picture.size)
    size = [max(16, round(s * scale)) for s in picture.size]
    values = np.asarray(picture.resize(size, Image.LANCZOS), np.float32) / 255
    return torch.tensor(values).permute(2, 0, 1)[None]


def optimize(features, content, style, iterations, content_weight, start=None):
    """Adam as in the product: lr 0.02 in 0..1, beta 0.9/0.99, clamped, from the content picture."""
    with torch.no_grad():
        target = features(content)[CONTENT_TAP]
        styles = {l: gram(m) for l, m in features(style).items() if l in STYLE_TAPS}
    x = (content if start is None else start).clone()
    m, v = torch.zeros_like(x), torch.zeros_like(x)
    for step in range(1, iterations + 1):
        x.requires_grad_(True)
        maps = features(x)
        loss = content_weight * ((maps[CONTENT_TAP] - target) ** 2).sum() / (target**2).sum()
        for layer, a in styles.items():
            loss = loss + ((gram(maps[layer]) - a) ** 2).sum() / (a**2).sum() / len(styles)
        (g,) = torch.autograd.grad(loss, x)
        with torch.no_grad():
            m, v = 0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g * g
            x = x - 0.02 * (m / (1 - 0.9**step)) / ((v / (1 - 0.99**step)).sqrt() + 1e-12)
            x = x.clamp(0, 1)
    return (x.detach() * 255).round() / 255


def judge(vgg, picture, content, style):
    with torch.no_grad():
        maps, target, styles = vgg(picture), vgg(content)[CONTENT_TAP], vgg(style)
        layers = {}
        for layer in STYLE_TAPS:
            a = gram(styles[layer])
            layers[layer] = (((gram(maps[layer]) - a) ** 2).sum() / (a**2).sum()).item()
        distance = ((maps[CONTENT_TAP] - target) ** 2).sum() / (target**2).sum()
    return {"S": sum(layers.values()) / len(layers), "C": distance.item(), "layers": layers}


def write_picture(path, picture):
    values = (picture[0].permute(1, 2, 0).numpy() * 255).round().astype(np.uint8)
    Image.fromarray(values).save(path)


def read_student(path):
    return Shipped(path) if path.endswith(".safetensors") else load_student(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vgg19", required=True, help="folder with model.json and its shards")
    parser.add_argument("--contents", required=True)
    parser.add_argument("--styles", required=True)
    parser.add_argument("--pairs", nargs="+", required=True, help="content:style by file name without ending")
    parser.add_argument("--student", help="checkpoint or shipped file; without it only VGG19 runs")
    parser.add_argument("--size", type=int, default=128, help="long side in pixels")
    parser.add_argument("--iterations", type=int, default=100)
    parser.add_argument("--content-weight", type=float, default=0.1)
    parser.add_argument("--content-gain", type=float, help="of the student; default: what its file says, 1 for a checkpoint")
    parser.add_argument("--pooling", choices=("max", "average"), default="max", help="of VGG19's own run")
    parser.add_argument("--out", required=True, help="folder for pictures and VGG19's cached results")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    judging = Vgg19(options.vgg19, "max")
    painting = judging if options.pooling == "max" else Vgg19(options.vgg19, options.pooling)
    student = read_student(options.student) if options.student else None
    gain = options.content_gain or getattr(student, "content_gain", 1)
    closed, contents_kept = [], []
    for pair in options.pairs:
        c_name, s_name = pair.split(":")
        content = read_picture(next(Path(options.contents).glob(f"{c_name}.*")), options.size)
        style = read_picture(next(Path(options.styles).glob(f"{s_name}.*")), options.size)
        weight = options.content_weight
        label = f"{c_name}-{s_name}-{options.size}-{options.iterations}-{weight}"
        cache = out / f"{label}-vgg-{options.pooling}.json"
        if not cache.exists():
            begun = time.time()
            picture = optimize(painting, content, style, options.iterations, weight)
            write_picture(cache.with_suffix(".png"), picture)
            result = judge(judging, picture, content, style)
            result.update(S0=judge(judging, content, content, style)["S"], seconds=time.time() - begun)
            cache.write_text(json.dumps(result))
        vgg = json.loads(cache.read_text())
        line = {"pair": pair, "S0": vgg["S0"], "S_vgg": vgg["S"], "C_vgg": vgg["C"]}
        if student is None:
            line["layers_vgg"] = vgg["layers"]
        else:
            picture = optimize(student.decoded, content, style, options.iterations, weight * gain)
            write_picture(out / f"{label}-lite.png", picture)
            lite = judge(judging, picture, content, style)
            line.update(S_lite=lite["S"], C_lite=lite["C"], layers_lite=lite["layers"])
            line["closed"] = (vgg["S0"] - lite["S"]) / (vgg["S0"] - vgg["S"])
            line["C_ratio"] = lite["C"] / vgg["C"]
            closed.append(line["closed"])
            contents_kept.append(line["C_ratio"])
        print(json.dumps(line, default=float), flush=True)
    if closed:
        print(f"mean closed {np.mean(closed):.3f}, mean C ratio {np.mean(contents_kept):.3f}", flush=True)


if __name__ == "__main__":
    main()
