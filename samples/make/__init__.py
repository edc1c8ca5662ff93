"""Makes the invented dossiers of ``samples/`` and what is expected of each: ``python -m samples.make``.

Each dossier is a scenario (``model.Scenario``) written by hand in ``cases/``, with the outcomes that an officer who
knows the letter would give it. Nothing expected here is ever taken from a run of the checker.
"""
