"""Measurements: ``./run bench NAME`` prints medians as JSON. Each module here with a ``run()`` is one bench."""
