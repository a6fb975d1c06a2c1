"""What the teacher says: calibrated feature maps at the taps in leading principal components."""

import torch

from vgg19 import STYLE_TAPS, TAPS, gram

COMPONENTS = {"conv1_1": 32, "conv2_1": 64, "conv3_1": 128, "conv4_1": 192, "conv4_2": 192, "conv5_1": 192}
# Neighbours at the shallow taps say nearly the same; their feature error is taken at every n-th position.
STRIDES = {"conv1_1": 4, "conv2_1": 2}


def thin_out(tap, maps):
    stride = STRIDES.get(tap, 1)
    return maps[:, :, stride // 2 :: stride, stride // 2 :: stride]


class Labeller:
    """Calibration (mean activation 1) and the leading eigenvectors of each tap's second moments.

    Gram matrices and distances in this basis are those of the full maps but for the energy that the
    basis leaves out, which is measured and printed.
    """

    def __init__(self, teacher, source, checkpoint=None, pictures=96, size=96):
        self.teacher = teacher
        if checkpoint:
            for key in ("basis", "factors", "variances"):
                setattr(self, key, checkpoint[key])
        else:
            self.measure(source, pictures, size)
            self.measure_variances(source, size)
        self.counts = {tap: basis.shape[1] for tap, basis in self.basis.items()}

    def state(self):
        return {"basis": self.basis, "factors": self.factors, "variances": self.variances, "labels": self.counts}

    def measure_variances(self, source, size):
        batch = [source.disturb(source.content(size)) if i % 2 else source.style(size) for i in range(24)]
        labels = self(torch.stack(batch))
        self.variances = {t: labels[t, "features"].float().var(dim=(0, 2, 3)).sum().item() for t in TAPS}

    def measure(self, source, pictures, size):
        moments, means, steps = {}, {}, pictures // 6
        for step in range(steps):
            batch = [source.content(size) if i % 2 else source.style(size) for i in range(6)]
            if step % 3 == 0:
                batch = [source.disturb(p) for p in batch]
            for tap, maps in self.teacher(torch.stack(batch)).items():
                rows = maps.transpose(0, 1).flatten(1)
                moments[tap] = moments.get(tap, 0) + rows @ rows.T / rows.shape[1] / steps
                means[tap] = means.get(tap, 0) + rows.mean().item() / steps
        self.basis, self.factors = {}, {}
        for tap in TAPS:
            values, vectors = torch.linalg.eigh(moments[tap])
            count = COMPONENTS[tap]
            self.factors[tap] = 1 / means[tap]
            # The factor is folded in: labels = basis^T t.
            self.basis[tap] = vectors[:, -count:].flip(1).contiguous() * self.factors[tap]
            kept = (values[-count:].sum() / values.sum()).item()
            print(f"{tap}: mean {means[tap]:.4g}, {count} components keep {kept:.5f} of the energy", flush=True)

    @torch.no_grad()
    def __call__(self, pictures):
        """Per tap `features` `[n, k, h, w]` (thinned out, half floats) and, for style taps, `grams` `[n, k, k]`."""
        labels = {}
        for tap, maps in self.teacher(pictures).items():
            components = torch.einsum("nchw,ck->nkhw", maps, self.basis[tap])
            labels[tap, "features"] = thin_out(tap, components).half().clone()
            if tap in STYLE_TAPS:
                labels[tap, "grams"] = gram(components)
        return labels
