"""The profile of the LibreOffice that converts submitted files: it runs nothing, follows no link and asks nobody.

Paths and names are those of LibreOffice's own registry (``org.openoffice.Office.Common`` and ``.Writer``, schemas in
``officecfg``); a name that a version does not know is passed over by it.
"""

from __future__ import annotations

from pathlib import Path

_COMMON, _WRITER = "/org.openoffice.Office.Common", "/org.openoffice.Office.Writer"
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    # No macro runs, whoever signed it; Basic of a Word file is not even taken in.
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_WRITER}/Filter/Import/VBA", "Load", "false"),
    (f"{_WRITER}/Filter/Import/VBA", "Executable", "false"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    # No place is trusted, so pictures and sections that stand elsewhere are not fetched; links are never updated.
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_WRITER}/Content/Update", "Link", "2"),
    (f"{_WRITER}/Content/Update", "Field", "false"),
    (f"{_WRITER}/Content/Update", "Chart", "false"),
    # One file after another by a program: nothing to take back, nothing to recover.
    (f"{_COMMON}/Undo", "Steps", "0"),
    (f"{_COMMON}/Save/Document", "CreateBackup", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
)


def write_profile(folder: Path) -> None:
    """Make the profile ``folder``, which must not exist."""
    user = folder / "user"
    user.mkdir(parents=True, mode=0o700)
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n',
        encoding="utf-8",
    )
