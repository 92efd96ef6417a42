"""What the careful client knows of its job: the time it has, and how it goes."""

import os
import time

from switches import errs

KEY = os.environ.get("KIE_API_KEY", "")
HABIT = os.environ.get("HABIT", "")
DEADLINE = int(os.environ.get("STUNTDOUBLE_DEADLINE_MS") or 60_000) / 1000
STARTED = time.monotonic()

# Of its deadline, a tenth is for the end.
job = {"task": None, "troubles": 0, "reads": 0, "receiver": None, "waits_until": DEADLINE * 0.9}


class Failure(Exception):
    """A request or a job that failed. `kind` says how, in one word."""

    def __init__(self, kind, message, **more):
        super().__init__(message)
        self.kind, self.message = kind, message
        self.code, self.retry_after, self.in_200, self.location = (
            more.get(name) for name in ("code", "retry_after", "in_200", "location")
        )


def elapsed():
    return time.monotonic() - STARTED


def left():
    seconds = job["waits_until"] - elapsed()
    return DEADLINE if seconds <= 0 and errs("polling/deadline") else seconds
