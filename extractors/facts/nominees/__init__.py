"""Nominees of a dossier: who is nominated for what, and which of them are committees or sit on one."""

from extractors.facts.nominees.find import NomineeFacts, find

__all__ = ["NomineeFacts", "find"]
