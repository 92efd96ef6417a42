"""The clock of an account, which a test moves."""

from __future__ import annotations

import datetime
import re
from typing import Callable, Union

from .control import Json

Duration = Union[str, datetime.timedelta]
"""A span of time: ``"250ms"``, ``"4s"``, ``"2m"``, ``"1h"``, or a timedelta."""

_UNITS_MS = {"ms": 1.0, "s": 1_000.0, "m": 60_000.0, "h": 3_600_000.0}


def milliseconds(duration: Duration) -> float:
    """How many milliseconds a duration has.

    :raises ValueError: when the text is not a duration
    :raises TypeError: for a bare number, whose unit nobody could know
    """
    if isinstance(duration, datetime.timedelta):
        return duration.total_seconds() * 1_000
    if not isinstance(duration, str):
        raise TypeError(f'{duration!r} has no unit; write it as "4s", "250ms" or a timedelta.')
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s|m|h)", duration.strip())
    if found is None:
        raise ValueError(f"{duration!r} is not a duration; examples: 250ms, 5s, 2m.")
    return float(found[1]) * _UNITS_MS[found[2]]


class Clock:
    """An account's clock. Whatever is due when it moves, callbacks included, has happened before the call returns."""

    def __init__(self, call: Callable[..., Json]) -> None:
        self._call = call

    def now(self) -> datetime.datetime:
        """What it shows, in UTC."""
        shown = self._call("GET", "/clock")["now"]
        return datetime.datetime.fromtimestamp(shown / 1_000, datetime.timezone.utc)

    def advance(self, duration: Duration) -> None:
        """Moves it on: ``clock.advance("4s")``."""
        self._call("PUT", "/clock", body={"action": "advance", "ms": milliseconds(duration)})

    def advance_to_next(self) -> None:
        """Moves it to the next thing that is due: a change of a task, or a callback."""
        self._call("PUT", "/clock", body={"action": "advanceToNext"})

    def run_until_idle(self) -> None:
        """Moves it until every task has ended and every callback was sent."""
        self._call("PUT", "/clock", body={"action": "runUntilIdle"})
