"""Writes a training run as JSON lines for gradient-lab: drop the file on its page. Needs PyTorch 1.12 or newer only.

    trace = Trace(model, optimizer, "run.jsonl", task="classes", classes=10)  # before the first training step
    loss.backward(); optimizer.step()                                         # your training loop, as it is
    trace.step(loss, accuracy)  # after every optimizer.step(), before the rate changes; accuracy may be left out
"""
import json, math, torch

COLUMNS = ("a", "dz", "dw", "w", "by", "far", "zero", "flat", "off")  # root mean squares, then shares
SLOPES = {"Sigmoid": lambda a: 4 * a * (1 - a), "Tanh": lambda a: 1 - a * a, "ReLU": lambda a: 1 - (a <= 0).to(a.dtype)}
share = lambda mask: (mask.double().mean(), 1)

def rms(x):  # and the number of entries; scaled by the largest entry, so that no square leaves the range
    x = (x.to_dense() if x.is_sparse else x).detach().to(torch.promote_types(x.dtype, torch.float32))
    top = x.abs().max() if x.numel() else x.new_zeros(())
    return torch.where((top > 0) & (top < math.inf), top * (x / top).square().mean().sqrt(), top), x.numel()

class Trace:
    def __init__(self, model, optimizer, path, task=None, classes=None, chance=None):  # chance: loss of guessing
        self.optimizer, self.file = optimizer, open(path, "w", buffering=1, encoding="utf-8")
        self.names, self.owners, self.then = {module: name for name, module in model.named_modules()}, {}, {}
        self.steps, self.events, self.layer, dtype = 0, [], None, str(next(model.parameters()).dtype)
        self.head = dict(task=task, classes=classes, chance=chance, optimizer=type(optimizer).__name__,
                         dtype=dtype[6:], weight_decay=optimizer.defaults.get("weight_decay", 0))
        for module in self.names:
            module.register_forward_hook(self.forward)
            for p in module.parameters(isinstance(module, torch.nn.MultiheadAttention)):  # never calls its out_proj
                self.owners.setdefault(p, []).extend([module] if p.dim() > 1 else [])
        self.before = {p: p.detach().clone() for p, owners in self.owners.items() if owners}
        self.start, self.layers = dict(self.before), [module for owners in self.owners.values() for module in owners]
        for p in filter(lambda p: p.requires_grad, self.start):
            p.register_hook(lambda grad, p=p: self.see("backward", p, dw=rms(grad)))

    def see(self, phase, key, **measured):
        self.events += [(phase, key, what, *pair) for what, pair in measured.items()]

    def forward(self, module, _, output):
        output = output[0] if isinstance(output, (tuple, list)) else output
        if not (torch.is_grad_enabled() and torch.is_tensor(output) and output.is_floating_point()): return
        if module in self.layers:
            if self.layer:  # its a is the output of the module that ended last before this layer
                self.see("forward", self.layer, a=rms(self.output))
            self.layer = module
            self.see("forward", module, z=rms(output))
            if output.requires_grad:
                output.register_hook(lambda grad: self.see("backward", module, dz=rms(grad), zero=share(grad == 0)))
        elif self.layer and not any(module.children()):
            self.then.setdefault(self.layer, {})[(kind := type(module).__name__)] = None
            if kind in SLOPES:  # the units of images are their channels
                slope = SLOPES[kind](output.detach()).movedim(1 if output.dim() > 3 else -1, -1).flatten(0, -2)
                self.see("forward", self.layer, flat=share(slope < 0.05), off=share((slope == 0).all(0)))
        self.output = output

    def step(self, loss, accuracy=None, clipped=None):
        self.see("forward", self.layer, a=rms(self.output))
        self.see("loss", None, loss=(torch.as_tensor(loss).detach(), 1))
        for p, was in self.before.items():
            self.see("update", p, was=rms(was), w=rms(p), by=rms(p - was), far=rms(p - self.start[p]))
            self.before[p] = p.detach().clone()
        events, total = [(*event, value.item(), n) for *event, value, n in self.events], {}
        for _, key, what, value, n in events:
            for m in self.owners.get(key, [key]):
                norm, count = total.get((m, what), (0, 0))
                total[m, what] = math.hypot(norm, value * math.sqrt(n)), count + n
        mean = lambda *key: total[key][0] / math.sqrt(total[key][1] or 1) if key in total else None
        bad = sorted((e for e in events if not math.isfinite(e[3])), key=lambda e: "flbu".index(e[0][0]))
        if self.steps == 0:
            self.layers = list(dict.fromkeys(key for _, key, what, *_ in events if what == "z"))
            self.write(trace=1, **self.head, layers=[dict(
                name=self.names[m], kind=type(m).__name__, then=list(self.then.get(m, ())), start=mean(m, "was"),
                units=total[m, "z"][1], weights=total[m, "w"][1]) for m in self.layers])
        at = [self.layers.index(m) for _, key, *_ in bad[:1] for m in self.owners.get(key, [key]) if m in self.layers]
        self.write(step=self.steps, loss=float(loss), accuracy=accuracy and float(accuracy), clipped=clipped,
                   rate=self.optimizer.param_groups[0]["lr"], bad=bad and [bad[0][0], *bad[0][2:4], *at],
                   **{what: [mean(m, what) for m in self.layers] for what in COLUMNS})
        self.steps, self.events, self.layer = self.steps + 1, [], None

    def write(self, **line):
        exact = json.loads(json.dumps(line), parse_float=lambda text: float(f"{float(text):.8g}"), parse_constant=str)
        self.file.write(json.dumps(exact) + "\n")
