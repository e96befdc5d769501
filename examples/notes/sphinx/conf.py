project = "Course notes"
author = "A teacher"

extensions = ["myst_parser"]
html_theme = "furo"
html_static_path = ["_static"]
html_js_files = [("gradient-lab.js", {"type": "module"})]
