"""The student's own style-transfer runs, which supply the pictures it is trained on."""

import random

import torch
import torch.nn.functional as F

from vgg19 import CONTENT_TAP, STYLE_TAPS


def objective_gradient(student, x, target, styles, weights, content_weights):
    """Gradient per picture of the mean relative Gram error plus the relative content distance."""
    x = x.detach().requires_grad_(True)
    maps = student(x)
    loss = 0
    for index, tap in enumerate(STYLE_TAPS):
        error = (student.decoded_gram(tap, maps[tap]) - styles[tap]).square().sum((1, 2))
        loss = loss + (weights[:, index] * error / styles[tap].square().sum((1, 2))).sum()
    distance = (student.maps[CONTENT_TAP](maps[CONTENT_TAP]) - target).square().sum((1, 2, 3))
    loss = loss + (content_weights * distance / target.square().sum((1, 2, 3))).sum()
    return torch.autograd.grad(loss, x)[0]


class Lane:
    """`count` runs at one size, each with its own pair, age and life."""

    def __init__(self, source, labeller, size, count):
        self.source, self.labeller, self.size, self.count = source, labeller, size, count
        empty = torch.zeros(count, 3, size, size)
        self.c, self.s, self.x, self.m, self.v = (empty.clone() for _ in range(5))
        self.age, self.life = torch.zeros(count), [0] * count
        self.weights, self.content_weights = torch.ones(count, 5) / 5, torch.full((count,), 0.1)
        self.c_labels, self.s_labels = {}, {}
        self.finished = []

    def advance(self, student):
        """Starts runs where one ended, and takes a few steps of Adam in all."""
        self.renew(student)
        steps = 1 + int(min(self.age.mean().item() / 12, 4))
        self.step(student, steps, self.x, self.m, self.v, self.c, self.s, range(self.count))

    def step(self, student, steps, x, m, v, c, s, which):
        which = list(which)
        with torch.no_grad():
            maps = student(torch.cat([c, s]))
            target = student.maps[CONTENT_TAP](maps[CONTENT_TAP][: len(c)])
            styles = {t: student.decoded_gram(t, maps[t][len(c) :]) for t in STYLE_TAPS}
        for _ in range(steps):
            g = objective_gradient(student, x, target, styles, self.weights[which], self.content_weights[which])
            self.age[which] += 1
            age = self.age[which].view(-1, 1, 1, 1)
            m.mul_(0.9).add_(g, alpha=0.1)
            v.mul_(0.99).addcmul_(g, g, value=0.01)
            update = (m / (1 - 0.9**age)) / ((v / (1 - 0.99**age)).sqrt() + 1e-12)
            x.sub_(update, alpha=0.02).clamp_(0, 1)

    def renew(self, student):
        ended = [k for k in range(self.count) if self.age[k] >= self.life[k]]
        if not ended:
            return
        for k in ended:
            self.begin(k)
        labels = self.labeller(torch.cat([self.c[ended], self.s[ended]]))
        for key, values in labels.items():
            contents, styles = values.chunk(2)
            for store, new in ((self.c_labels, contents), (self.s_labels, styles)):
                store.setdefault(key, new.new_zeros(self.count, *new.shape[1:]))[ended] = new
        for k in ended:
            if random.random() < 0.35:
                self.coarse_start(student, k)

    def begin(self, k):
        """A new pair; now and then a picture that was painted before serves as style or content."""
        source, size = self.source, self.size
        if self.life[k] and random.random() < 0.15:
            self.finished = [*self.finished[-20:], self.x[k].clone()]
        self.c[k] = source.content(size)
        self.s[k] = random.choice(self.finished) if self.finished and random.random() < 0.1 else source.style(size)
        draw = random.random()
        self.x[k] = self.c[k]
        if draw < 0.15:
            self.x[k] = source.disturb(self.c[k])
        elif draw < 0.22:
            self.x[k] = torch.rand(3, size, size)
        self.m[k], self.v[k], self.age[k] = 0, 0, 0
        self.life[k] = int(10 + 110 * random.random() ** 1.5)
        self.weights[k] = 0.2
        if random.random() < 0.4:
            drawn = torch.randn(5).mul(0.8).exp()
            self.weights[k] = drawn / drawn.sum()
        self.content_weights[k] = 0.1 * 10 ** random.uniform(-0.6, 0.4) if random.random() < 0.5 else 0.1

    def coarse_start(self, student, k):
        """The product paints small first: some steps at half the size, then enlarged."""
        half = self.size // 2
        small = lambda p: F.interpolate(p[k : k + 1], size=(half, half), mode="area")
        x = small(self.x)
        m, v = torch.zeros_like(x), torch.zeros_like(x)
        self.step(student, random.randint(15, 50), x, m, v, small(self.c), small(self.s), [k])
        self.age[k] = 0
        self.x[k] = F.interpolate(x, size=(self.size, self.size), mode="bilinear", align_corners=False)[0]

    def batch(self):
        labels = self.labeller(self.x)
        every = {key: torch.cat([labels[key], self.s_labels[key], self.c_labels[key]]) for key in labels}
        return {"roles": 3, "pictures": torch.cat([self.x, self.s, self.c]), "labels": every}
