"""Puts packages into the trays, and keeps the trays what the ledger says: ``forward hold return quarantine``.

The trays are a projection. :func:`project` is told which packages of a dossier are to stand and where, and makes it
so; whether it runs for the first time, again, or after a kill at any point, the end is the same:

1. a package is built beside the trays, on the same file system, synced and validated;
2. one rename puts it into its tray, where it is whole or absent;
3. only then the dossier's older packages leave the trays, each by one rename, and are removed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.durable import check_space, sync_folder
from pipeline.models.vocabulary import Recommendation
from pipeline.routing.bag import MANIFEST, Package, build, is_valid, manifest_of

_BUILDING = ".building"
_REMOVING = ".removing"
_NAME = re.compile(r"(?P<dossier>D-[0-9a-f]{8,64})-v[0-9]+-[0-9]+")


def make_trays(trays: Path) -> None:
    """Create the trays that are missing, and the two working folders beside them."""
    for name in (*(tray.value for tray in Recommendation), _BUILDING, _REMOVING):
        (trays / name).mkdir(mode=0o700, parents=True, exist_ok=True)


def project(trays: Path, dossier: str, packages: Sequence[Package]) -> dict[str, Path]:
    """Make exactly these packages of a dossier stand in the trays; answers their places by name.

    Raises:
        IntegrityError: ``sealed-damaged`` or ``bag-invalid``: nothing was published or taken away on that account.
        SetupError: ``disk-full``.
    """
    make_trays(trays)
    places = {package.name: _stand(trays, package) for package in packages}
    wanted = set(places.values())
    for place in list(standing(trays, dossier)):
        if place not in wanted:
            _remove(trays, place)
    return places


def standing(trays: Path, dossier: str | None = None) -> Iterator[Path]:
    """The packages in the trays, of one dossier or of all."""
    beginning = "D-" if dossier is None else f"{dossier}-v"
    for tray in Recommendation:
        # Names alone: a pattern for `glob` would be compiled anew for every dossier.
        for place in sorted(one for one in (trays / tray.value).iterdir() if one.name.startswith(beginning)):
            found = _NAME.fullmatch(place.name)
            if found and dossier in (None, found["dossier"]):
                yield place


def clean_up(trays: Path) -> None:
    """Remove what a killed run left half built or half removed; only for the one run that holds the lock."""
    for folder in (trays / _BUILDING, trays / _REMOVING):
        if folder.is_dir():
            for left in folder.iterdir():
                shutil.rmtree(left)


def _stand(trays: Path, package: Package) -> Path:
    target = trays / package.tray.value / package.name
    if _is_good(target, package):
        return target
    elsewhere = next((place for place in standing(trays, package.dossier) if place.name == package.name), None)
    if elsewhere is not None and elsewhere != target and _is_good(elsewhere, package):
        # An officer decided otherwise: the same package in another tray.
        _remove(trays, target)
        _rename(elsewhere, target)
        return target
    built = trays / _BUILDING / package.name
    if built.exists():
        shutil.rmtree(built)
    size = sum(file.size for file in package.files) + sum(len(content) for content in package.report.values())
    check_space(trays, size)
    build(package, built)
    _remove(trays, target)
    _rename(built, target)
    return target


def _is_good(place: Path, package: Package) -> bool:
    """Whether the package stands there whole, with these very files and this very report."""
    return place.is_dir() and is_valid(place) and (place / MANIFEST).read_bytes() == manifest_of(package)


def _remove(trays: Path, place: Path) -> None:
    if not place.exists():
        return
    leaving = trays / _REMOVING / place.name
    if leaving.exists():
        shutil.rmtree(leaving)
    _rename(place, leaving)
    shutil.rmtree(leaving)


def _rename(source: Path, target: Path) -> None:
    source.rename(target)
    sync_folder(target.parent)
    sync_folder(source.parent)
