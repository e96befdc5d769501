"""PyTorch on one thread of this machine: python3 worker.py WORKLOAD. The same lines in and out as node/worker.mjs."""
import json
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
began = time.perf_counter()
import torch
from torch import nn

CHUNK, WARM = 0.06, 1.2
ACTIVATIONS = {"tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "relu": nn.ReLU}


class Recurrent(nn.Module):
    """A cell whose last state is answered by a linear map."""

    def __init__(self, kind, inputs, units, outputs):
        super().__init__()
        self.cell = (nn.LSTM if kind == "lstm" else nn.GRU)(inputs, units, batch_first=True)
        self.top = nn.Linear(units, outputs)

    def forward(self, x):
        return self.top(self.cell(x)[0][:, -1])


def network(row):
    if row.get("cell"):
        return Recurrent(row["cell"], row["inputs"], row["hidden"][0], row["outputs"])
    layers = []
    for k, (inputs, outputs) in enumerate(zip(row["sizes"], row["sizes"][1:])):
        layers.append(nn.Linear(inputs, outputs))
        if row["activation"] == "relu":
            nn.init.kaiming_uniform_(layers[-1].weight, nonlinearity="relu")
        if k < len(row["sizes"]) - 2:
            layers.append(ACTIVATIONS[row["activation"]]())
    return nn.Sequential(*layers)


def batches(row):
    read = lambda part: torch.frombuffer(bytearray(open(f"{row['data_folder']}/{row['id']}.{part}", "rb").read()), dtype=torch.float32)
    y = read("y").reshape(-1, row["outputs"])
    shape = (row["steps"], row["inputs"]) if row.get("cell") else (row["inputs"],)
    x, size = read("x").reshape(-1, *shape), row["batch"]
    answers = y.argmax(1) if row.get("softmax") else y
    return [(x[n : n + size].clone(), answers[n : n + size].clone()) for n in range(0, len(x) - size + 1, size)]


def main():
    row = json.loads(sys.argv[1])
    torch.set_num_threads(1)
    torch.manual_seed(1)
    net, data = network(row), batches(row)
    optimizer = torch.optim.SGD(net.parameters(), lr=row["rate"])
    measure = nn.CrossEntropyLoss() if row.get("softmax") else nn.MSELoss()
    taken = 0

    def steps(count):
        nonlocal taken
        for _ in range(count):
            x, y = data[taken % len(data)]
            taken += 1
            optimizer.zero_grad()
            loss = measure(net(x), y)
            loss.backward()
            optimizer.step()
        return float(loss.detach())

    def timed(count):
        cpu = time.process_time()
        loss = steps(count)
        return time.process_time() - cpu, loss

    first, count = steps(1), 1
    start = 1000 * (time.perf_counter() - began)
    warm = 0
    while warm < WARM:
        spent, _ = timed(count)
        warm += spent
        if spent < CHUNK:
            count = max(count + 1, int(count * min(8, 1.2 * CHUNK / max(spent, 0.001))))
    say(first=first, start=start, version=torch.__version__)
    for line in sys.stdin:
        cpu, done, losses, wall = 0.0, 0, [], time.perf_counter()
        while 1000 * cpu < float(line):
            spent, loss = timed(count)
            cpu, done = cpu + spent, done + count
            losses.append(loss)
        say(spent=1000 * cpu, steps=done, wall=1000 * (time.perf_counter() - wall), loss=sum(losses) / len(losses))


def say(**answer):
    print(json.dumps(answer), flush=True)


main()
