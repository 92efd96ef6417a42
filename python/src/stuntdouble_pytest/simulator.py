"""Starting and stopping the simulator."""

from __future__ import annotations

import json
import os
import queue
import shlex
import shutil
import signal
import subprocess
import tempfile
import threading
from typing import IO, Any, Dict, List, Mapping, Optional, Sequence

from . import control
from .account import Account, Provider

DEFAULT_COMMAND = "npx --no -- stuntdouble"
"""``--no``: what is not installed here is not fetched from a registry either."""

_READY_WITHIN_S = 60.0
_ENDS_WITHIN_S = 10.0


class StartError(Exception):
    """The simulator did not start; the message says why, and what to do."""


class Simulator:
    """A simulator that is ready."""

    def __init__(self, url: str, base_urls: Mapping[str, str], process: Optional[_Process] = None) -> None:
        self.url = url
        self.base_urls: Dict[str, str] = dict(base_urls)
        self._process = process

    def account(self, key: str) -> Account:
        """The account of a key; it is opened by its first use."""
        return Account(self.url, key)

    def provider(self, name: str, key: str) -> Provider:
        """A provider by its name (``kie``, ``evolink``), with this key."""
        if name not in self.base_urls:
            raise LookupError(f"There is no provider {name!r}; there are {', '.join(self.base_urls)}.")
        return Provider(self.url, key, self.base_urls[name])

    def stop(self) -> None:
        """Ends it, if it was started here."""
        if self._process is not None:
            self._process.stop()


class _Process:
    def __init__(self, command: Sequence[str]) -> None:
        self._errors: IO[bytes] = tempfile.TemporaryFile()
        self._pid: Optional[int] = None
        try:
            self._child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._errors
            )
        except OSError as error:
            raise StartError(f"stuntdouble did not start: {command[0]}: {error.strerror}.") from None

    def ready(self) -> Dict[str, Any]:
        """Waits for its first line, which says where it is."""
        lines: queue.Queue[bytes] = queue.Queue()
        stdout = self._child.stdout
        assert stdout is not None
        # A thread, because a pipe cannot be read with a timeout on every system.
        threading.Thread(target=lambda: lines.put(stdout.readline()), daemon=True).start()
        try:
            line = lines.get(timeout=_READY_WITHIN_S)
        except queue.Empty:
            self.stop()
            raise StartError(f"stuntdouble was not ready within {_READY_WITHIN_S:.0f} s. {self._said()}") from None
        if not line:
            code = self._child.wait()
            raise StartError(
                f"stuntdouble did not start (exit code {code}). {self._said()}\n"
                "Install it in this folder with npm, or name the command as stuntdouble_command in your pytest settings."
            )
        ready: Dict[str, Any] = json.loads(line)
        self._pid = ready["pid"]
        return ready

    def stop(self) -> None:
        # npx is the parent of the simulator, and ends without it.
        if self._pid is not None and self._pid != self._child.pid:
            try:
                os.kill(self._pid, signal.SIGTERM)
            except OSError:
                pass
        else:
            self._child.terminate()
        try:
            self._child.wait(_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        if self._child.stdout is not None:
            self._child.stdout.close()
        self._errors.close()

    def _said(self) -> str:
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", "replace").strip()


def _words(command: str) -> List[str]:
    words = shlex.split(command, posix=os.name != "nt")
    found = shutil.which(words[0]) if words else None
    if found is None:
        raise StartError(
            f"stuntdouble did not start: there is no program {words[0] if words else ''!r}. "
            "Install Node, or name another command as stuntdouble_command in your pytest settings."
        )
    return [found, *words[1:]]


def start(command: str = DEFAULT_COMMAND, flags: Sequence[str] = ()) -> Simulator:
    """Starts a simulator on a free port, with a clock that tests move, and waits until it is ready.

    :param command: a command line that runs stuntdouble
    :param flags: further flags of ``stuntdouble start``, such as ``--profile=observed``
    :raises StartError: with what it said, when it does not start
    """
    process = _Process([*_words(command), "--json", "--port=0", "--clock=manual", *flags])
    ready = process.ready()
    return Simulator(ready["url"], ready["baseUrls"], process)


def attach(url: str) -> Simulator:
    """A simulator that already runs, for example in a container.

    :raises ControlError: when nothing responds there
    """
    base = url.rstrip("/")
    control.call(base, "GET", "/ready")
    return Simulator(base, {"kie": base, "evolink": base, "reseller": f"{base}/apiv1"})
