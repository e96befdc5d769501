"""Runs exported scripts with PyTorch: python3 check.py FOLDER. Each must find the lab's loss and gradients by itself;
here the parameters after one update are compared, too. Prints a table, and fails if one script fails."""
import base64
import contextlib
import io
import json
import pathlib
import re
import subprocess
import sys
import traceback

import torch

UPDATE = "update(STEP)  # from the gradients that were compared\n"
KEEP = UPDATE + "AFTER = {name: p.detach().clone() for name, p in model.named_parameters()}\n" \
    "AFTER_RUNNING = [s.clone() for m in model.modules() if isinstance(m, nn.BatchNorm1d) " \
    "for s in (m.running_mean, m.running_var)]\n"


def updated(space, after):
    """The largest difference of an update, relative to its size, over the tensors; raises if one is too large."""
    def numbers(text):
        return torch.frombuffer(bytearray(base64.b64decode(text) or bytes(8)), dtype=space["DTYPE"])

    norm, rtol, eps = space["norm"], space["RTOL"], torch.finfo(space["DTYPE"]).eps
    labs, before = space["by_name"](numbers(after["values"])), space["by_name"](space["VALUES"])
    worst = 0.0
    for name, mine in space["AFTER"].items():
        step, difference = norm(labs[name] - before[name]), norm(mine - labs[name])
        # The new parameter is rounded by both.
        bound = rtol * step + 2 * eps * norm(before[name]) + space["TINY"]
        if name in space.get("CANCELLED", ()):
            continue  # an adaptive optimizer makes a step of what is nothing but rounding
        if not difference <= bound:
            raise AssertionError(f"the update of {name}: {difference:.2e} of {step:.2e}")
        worst = max(worst, (difference - 2 * eps * norm(before[name])) / max(step, space["TINY"]))
    if space["AFTER_RUNNING"]:
        mine, labs = torch.cat(space["AFTER_RUNNING"]), numbers(after["running"])
        if not torch.allclose(mine, labs, rtol=rtol, atol=rtol * 1e-2):
            raise AssertionError(f"the running statistics: {(mine - labs).abs().max():.2e}")
    return worst


def run(folder, row):
    text = (folder / row["script"]).read_text(encoding="utf-8")
    assert text.count(UPDATE) == 1
    space, said = {"__name__": "exported"}, io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(text.replace(UPDATE, KEEP), row["script"], "exec"), space)
    said = said.getvalue()
    gradient = float(re.search(r"largest difference ([\d.e+-]+)", said).group(1))
    loss = abs(space["loss"].item() - space["LOSS"]) if "LATER" not in space else 0.0
    later = [[float(n) for n in re.findall(r": ([\d.e+-]+), the lab's ([\d.e+-]+)", line)[0]]
             for line in said.splitlines() if line.startswith("loss after") and "LATER" in space]
    drift = max([abs(a - b) / abs(b) for a, b in later if b], default=None)
    rounded = space.get("rounded", [])  # gradients that are too much rounding to compare in float32
    if rounded and not row["rounds"]:
        raise AssertionError(f"it amplifies rounding, and is not on the list: {rounded}")
    update = None if row["after"]["stopped"] or rounded else updated(space, row["after"])
    return {"double": space["DTYPE"] == torch.float64, "gradient": gradient, "update": update, "drift": drift,
            "rounded": len(rounded) or None}


def as_program(folder, rows):
    """A script as a program of its own, then with one weight changed; and a notebook, cell by cell."""
    row = next(row for row in rows if row.get("script"))
    script = folder / row["script"]
    text = script.read_text(encoding="utf-8")
    status = lambda path: subprocess.run([sys.executable, path], capture_output=True, text=True)
    good = status(script)
    assert good.returncode == 0 and "agree" in good.stdout, good.stderr
    other = folder / "changed.py"
    other.write_text(text.replace("        model.get_parameter(name).copy_(values)",
                                  "        model.get_parameter(name).copy_(1.001 * values)"), encoding="utf-8")
    bad = status(other)
    assert bad.returncode != 0 and "computes otherwise" in bad.stderr, bad.stdout
    book = json.loads(script.with_suffix(".ipynb").read_text(encoding="utf-8"))
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    space = {"__name__": "notebook"}
    with contextlib.redirect_stdout(io.StringIO()) as said:
        for cell in book["cells"]:
            assert re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", cell["id"])
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), space)
    assert "agree" in said.getvalue()


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
    failed, results = [], []
    for row in rows:
        if row.get("refusal"):
            print(f"{row['name']:<34} not exported: {row['refusal']}")
            continue
        try:
            result = run(folder, row)
            results.append(result)
            figures = [f"{key} {result[key]:.1e}" for key in ("gradient", "update", "drift") if result[key] is not None]
            words = f", tensors with more rounding than the tolerance: {result['rounded']}" if result["rounded"] else ""
            print(f"{row['name']:<34} {'f64' if result['double'] else 'f32'} {' '.join(figures)}{words}")
        except Exception as error:
            failed.append(row["name"])
            print(f"{row['name']:<34} FAILED: {error} ({row['script']}: {row['link']})")
            if not isinstance(error, AssertionError):
                traceback.print_exc()
    as_program(folder, rows)
    for double in (True, False):
        mine = [result for result in results if result["double"] == double and not result["rounded"]]
        worst = {key: max((result[key] or 0.0 for result in mine), default=0.0) for key in ("gradient", "update")}
        print(f"{'f64' if double else 'f32'}: {len(mine)} scripts agree, worst gradient {worst['gradient']:.1e}, "
              f"worst update {worst['update']:.1e}")
    rounded = sum(1 for result in results if result["rounded"])
    print(f"{rounded} more agree but for rounding")
    refused = sum(1 for row in rows if row.get("refusal"))
    print(f"PyTorch {torch.__version__}: {len(results)} scripts agree, {len(failed)} do not, {refused} not exported")
    sys.exit(1 if failed else 0)


main()
