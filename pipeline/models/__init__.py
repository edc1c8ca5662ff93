"""Frozen values that pass between the stages; import them from their modules."""
