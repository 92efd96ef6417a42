"""How the careful client says how its job ended."""

import json
import sys

from job import KEY, job
from switches import errs

# For each end: the mistake of whoever calls it a success, and of whoever does not say why.
ENDS = {
    401: ("errors/unauthorized-fails", "errors/unauthorized-told"),
    402: ("errors/out-of-credits-fails", "errors/out-of-credits-told"),
    "402-in-200": ("errors/refusal-in-200-fails", None),
    422: ("errors/invalid-request-fails", "errors/invalid-request-told"),
    429: ("errors/rate-limited-fails", None),
    433: ("errors/quota-fails", None),
    "reset": ("errors/lost-answer-fails", None),
    "silence": ("errors/lost-answer-fails", None),
    "unreachable": ("errors/no-connection-fails", None),
    "task-failed": ("errors/failed-task-fails", None),
    "deadline": ("errors/deadline-fails", None),
    "unreadable": ("errors/unreadable-task-fails", None),
}


def tell(**line):
    print(json.dumps({"ok": False, "taskId": job["task"], "url": None, "error": None, **line}), flush=True)


def tell_failure(failure):
    """Says how it failed. Returns the exit code."""
    kind, task = failure.kind, job["task"]
    end = kind if kind != "refused" else "402-in-200" if failure.in_200 and failure.code == 402 else failure.code
    fails, told = ENDS.get(end, (None, None))
    says = "something went wrong" if told and errs(told) else failure.message
    if end == 401 and errs("errors/no-key-in-output"):
        print(f"the key was {KEY}", file=sys.stderr)
    if kind == "task-failed" and errs("errors/failed-task-named"):
        tell(taskId=None, error=says.replace(task, ""))
        return 1
    if kind == "deadline" and errs("errors/waiting-task-named"):
        print("\n".join([f"task {task}", *["still waiting"] * 20]), file=sys.stderr)
        tell(taskId=None, error="it did not end in time")
        return 1
    if task is not None and errs("money/no-orphan"):
        tell(taskId=None, error=says.replace(task, ""))
        return 1
    if fails is not None and errs(fails):
        tell(ok=True)
        return 0
    tell(error=says)
    return 0 if kind == "task-failed" and errs("errors/line-and-exit-agree") else 1
