project = "My documentation"
extensions = ["myst_parser"]
html_js_files = [("https://your.host/interleave/embed.js", {"type": "module"})]
