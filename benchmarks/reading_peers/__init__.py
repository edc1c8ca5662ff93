"""How well and how fast files are read, beside the readers one would pick instead: same files, same run, one machine.

The text and the cells of every file are known from what wrote it, never from a reader. ``make bench-reading`` prints
the tables; each peer runs in an environment and a process of its own, and none is ever installed by the product.
"""
