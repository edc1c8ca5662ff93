"""Run by the system's Python (the one that has ``uno``), never imported: keeps a LibreOffice that converts files.

Three processes, so that nothing is left behind whichever of them, or the worker that started them, is killed:

* the *guard* (this process) only waits; when the worker dies it kills the other two and removes the private folder;
* the *driver* talks UNO to LibreOffice and lines of JSON to the worker;
* LibreOffice itself dies with the driver.

LibreOffice gets a network of its own with nothing in it where the kernel lets an ordinary user make one; its profile
forbids links in any case.

Usage: ``driver.py FOLDER SOFFICE_BIN BYTES_OF_OUTPUT``. FOLDER is private and holds ``profile/``.
"""

import contextlib
import ctypes
import hashlib
import importlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

_LIBC = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_ASK_AGAIN = 0.03
_START_AGAIN = 81
"""So ends a LibreOffice that has just made its profile and wants to be started anew (EXITHELPER_NORMAL_RESTART)."""
_NO_MACROS = 0
"""com.sun.star.document.MacroExecMode.NEVER_EXECUTE"""
_NO_UPDATE = 0
"""com.sun.star.document.UpdateDocMode.NO_UPDATE: links are not looked at"""


def die_with(parent: int, sign: int = signal.SIGKILL) -> None:
    """Ask for a signal at the parent's death; gone already, end at once."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, sign)
    if os.getppid() != parent:
        os.kill(os.getpid(), sign)


def profile_of(folder: str) -> str:
    """Where this LibreOffice keeps its profile, as it is told."""
    return f"file://{folder}/profile"


def remove_pipes(folder: str) -> None:
    """Take away the names of LibreOffice's two sockets, which it puts beside the private folder and leaves when killed.

    One is ours; of the other, by which a second LibreOffice of the profile would find the first, the name ends with the
    digits of an MD5, each byte without its leading zero. Once connected, nobody needs the names.
    """
    digest = hashlib.md5(profile_of(folder).encode("utf-16-le"), usedforsecurity=False).digest()
    for name in (pipe_of(folder), "SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)):
        for place in ("/tmp", "/var/tmp"):  # noqa: S108 - the two places that LibreOffice knows
            with contextlib.suppress(OSError):
                Path(place, f"OSL_PIPE_{os.getuid()}_{name}").unlink()


def pipe_of(folder: str) -> str:
    """Name of the pipe between driver and LibreOffice."""
    return Path(folder).name


def guard(folder: str) -> None:
    """Fork the driver and return in it; the guard itself waits, tidies up and never returns."""
    worker, me = os.getppid(), os.getpid()
    _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1)  # what the driver leaves running becomes the guard's
    driver = os.fork()
    if driver == 0:
        die_with(me)
        return

    def tidy(*_: object) -> None:
        end_children(me, driver)
        remove_pipes(folder)
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)

    signal.signal(signal.SIGTERM, tidy)
    os.close(1)  # the worker is to see the end of the driver's answers
    die_with(worker, signal.SIGTERM)
    os.waitpid(driver, 0)
    tidy()


def end_children(me: int, first: int) -> None:
    """Kill all that descends from this process, and wait until it is gone."""
    children = [first]
    while True:
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return
        try:
            listed = Path(f"/proc/{me}/task/{me}/children").read_text(encoding="ascii")
        except OSError:  # a kernel without this list: LibreOffice has had its signal at the driver's death
            return
        children = [int(child) for child in listed.split()]


def without_network() -> None:
    """Leave the network, where the kernel allows it; a child tries first, for half a way out is no way back."""
    child = os.fork()
    if child == 0:
        try:
            leave_network()
        except OSError:
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        leave_network()


def leave_network() -> None:
    """Enter a network of one's own, with nothing in it; the same user inside as outside."""
    user, group = os.getuid(), os.getgid()
    if _LIBC.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    for name, line in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123 - one line, one write
            file.write(line)


def say(**answer: object) -> None:
    """One line to the worker."""
    print(json.dumps(answer), flush=True)


def start_office(folder: str, program: str, most_bytes: int) -> "subprocess.Popen[bytes]":
    """LibreOffice, dying with this process."""
    me = os.getpid()

    def before() -> None:
        die_with(me)
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        most = most_bytes if hard == resource.RLIM_INFINITY else min(most_bytes, hard)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        # The worker's processor time is one dossier's; a warm LibreOffice serves many, each under the wall clock.
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))

    arguments = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"]
    return subprocess.Popen(  # noqa: S603 - the program is the reader's choice
        [
            program,
            f"-env:UserInstallation={profile_of(folder)}",
            *arguments,
            f"--accept=pipe,name={pipe_of(folder)};urp;StarOffice.ComponentContext",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=before,
    )


def connect(uno: Any, office: "subprocess.Popen[bytes]", folder: str) -> Any:
    """The desktop of a LibreOffice that has just been started; None where it ended instead."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    while office.poll() is None:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe_of(folder)};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(_ASK_AGAIN)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    return None


def convert(uno: Any, desktop: Any, job: "dict[str, str]") -> "dict[str, object]":
    """Load one file, store it anew; an answer that says no means that LibreOffice could not read the file."""
    value = uno.getClass("com.sun.star.beans.PropertyValue")

    def properties(**given: object) -> tuple[Any, ...]:
        return tuple(value(name, 0, content, 0) for name, content in given.items())

    document = None
    try:
        how = properties(
            FilterName=job["filter"],
            Hidden=True,
            ReadOnly=True,
            MacroExecutionMode=_NO_MACROS,
            UpdateDocMode=_NO_UPDATE,
        )
        document = desktop.loadComponentFromURL(f"file://{job['source']}", "_blank", 0, how)
        if document is None:
            return {"done": False, "why": "not loaded"}
        document.storeToURL(f"file://{job['target']}", properties(FilterName=job["stored_as"]))
    except uno.getClass("com.sun.star.uno.RuntimeException"):
        raise  # LibreOffice is gone, or not to be trusted any more
    except uno.getClass("com.sun.star.uno.Exception") as error:
        return {"done": False, "why": f"{type(error).__name__} {'loading' if document is None else 'storing'}"}
    finally:
        if document is not None:
            document.close(True)
    return {"done": True}


def main() -> None:
    folder, program, most_bytes = sys.argv[1:]
    guard(folder)
    try:
        uno = importlib.import_module("uno")
    except ImportError:
        say(ready=False)
        return
    without_network()
    die_with(os.getppid())  # asked for anew: entering the namespaces may have taken it back
    for _ in range(2):
        office = start_office(folder, program, int(most_bytes))
        desktop = connect(uno, office, folder)
        if office.returncode != _START_AGAIN:
            break
    if desktop is None:
        sys.exit(3)
    remove_pipes(folder)
    say(ready=True)
    for line in sys.stdin:
        say(**convert(uno, desktop, json.loads(line)))


if __name__ == "__main__":
    main()
