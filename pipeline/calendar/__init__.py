"""Working days of Vietnamese civil servants: law, yearly notices, an office's own days; counting.

Nothing here imports pydantic, Django or Prefect: ``dossiers deadline`` must answer at once.
"""
