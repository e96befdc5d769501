import marimo

app = marimo.App()


@app.cell
def _():
    import anywidget
    import marimo as mo
    import traitlets

    return anywidget, mo, traitlets


@app.cell
def _(anywidget, mo, traitlets):
    class GradientLab(anywidget.AnyWidget):
        _esm = mo.notebook_dir() / "gradient-lab.js"
        experiment = traitlets.Unicode().tag(sync=True)
        seed = traitlets.Int(1).tag(sync=True)
        view = traitlets.Unicode("lab").tag(sync=True)

    return (GradientLab,)


@app.cell
def _(mo):
    mo.md("""
    # Week 7: Fifty layers

    Each layer multiplies the gradient by its weights and by the slope of its activation. A sigmoid’s slope is at most
    ¼, so fifty of them leave almost nothing of the gradient for the first layer.
    """)
    return


@app.cell
def _(GradientLab):
    GradientLab(experiment="hidden_layers=50&step=1", seed=23, view="flow")
    return


@app.cell
def _(mo):
    mo.md("""
    ## Hand in

    Change the activation to ReLU. What happens to the first layer, and why?
    """)
    return


if __name__ == "__main__":
    app.run()
