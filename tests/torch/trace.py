"""Trains exported networks with PyTorch and traces them: python3 trace.py FOLDER."""
import contextlib
import io
import json
import pathlib
import sys

import torch
from torch import nn

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "examples" / "trace"))
from gradient_lab_trace import Trace  # noqa: E402

UPDATE = "update(STEP)  # from the gradients that were compared\n"


def length(model):
    return torch.cat([p.grad.flatten() for p in model.parameters()]).norm().item()


def train(folder, job):
    """Runs a script up to its first update, and goes on with a trace."""
    text = (folder / job["script"]).read_text(encoding="utf-8")
    assert text.count(UPDATE) == 1
    space = {"__name__": "exported"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(text.split(UPDATE)[0], job["script"], "exec"), space)
    model, x, y = space["model"], space["x"], space["y"]
    # The batch has all examples: their variance is the loss of always answering the mean.
    chance = y.var(unbiased=False).item() if job["task"] == "regression" else None
    trace = Trace(model, space["optimizer"], folder / job["trace"], job["task"], job.get("classes"), chance)
    for step in range(job["steps"]):
        model.zero_grad()
        loss = space["loss_of"](model(x), y)
        loss.backward()
        before = length(model)
        space["update"](step)
        trace.step(loss, clipped=length(model) < 0.999 * before)


def others(folder):
    """Networks that the lab does not have."""
    torch.set_default_dtype(torch.float32)
    torch.manual_seed(0)
    block = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True)
    transformer = nn.Sequential(nn.Embedding(11, 16), nn.TransformerEncoder(block, 2), nn.Linear(16, 11))
    transformer[2].weight = transformer[0].weight  # one matrix for both ends
    letters = torch.randint(11, (4, 7))
    images = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(inplace=True), nn.Flatten(), nn.Linear(144, 10))
    for name, model, x, y in [
        ("transformer", transformer, letters, letters),
        ("images", images, torch.randn(5, 1, 8, 8), torch.randint(10, (5,))),
    ]:
        optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
        trace = Trace(model, optimizer, folder / f"{name}.jsonl", "classes", 11)
        for _ in range(25):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x).flatten(0, -2), y.flatten())
            loss.backward()
            optimizer.step()
            trace.step(loss)
            with torch.no_grad():
                model(x)  # an evaluation is not recorded


folder = pathlib.Path(sys.argv[1])
others(folder)
for job in json.loads((folder / "traces.json").read_text(encoding="utf-8")):
    train(folder, job)
