"""Speed side by side with what one would pick instead: ratios, measured in one run on one machine.

``python -m benchmarks [name…] [--quick]`` prints a table and writes ``build/bench.json``. Seconds depend on the machine
and on what else runs on it, ratios of things measured in turns much less, so a ratio is what each promise is held to.
"""
