"""A careful client with one switch for each mistake, named as the obligation that it breaks, as switchable.mjs is:

    MISTAKE=money/reset-after-create python3 switchable.py

It makes one video from PROMPT at Kie; its last line says how it ended. It uses nothing but Python's own library.
"""

import json
import os
import re
import signal
import ssl
import subprocess
import sys
import time
import urllib.request

from calls import call, opened, tls
from ends import tell, tell_failure
from job import DEADLINE, HABIT, KEY, Failure, elapsed, job, left
from receiver import Receiver
from switches import errs

USUAL_PAUSE = max(1, DEADLINE / (6 if HABIT == "slow-poller" else 20))
KNOWN = ("waiting", "queuing", "generating", "success", "fail")

# The mistake of whoever sends the create request again after this.
RESENDS = {
    "reset": "money/reset-after-create",
    "silence": "money/reset-after-create",
    "timeout": "money/timeout-after-create",
    "http-500": "money/server-error-after-create",
    "http-502": "money/bad-gateway-after-create",
    "unavailable": "money/unavailable-after-create",
    "http-504": "money/gateway-timeout-after-create",
    "truncated": "money/truncated-answer",
    "not-json": "money/invalid-answer",
    "empty": "money/empty-answer",
    "no-id": "money/idless-answer",
    "500-in-200": "money/error-in-200-after-create",
}
# The mistake of whoever repeats what is refused for good.
REPEATS = {
    401: "money/unauthorized-once",
    402: "money/out-of-credits-once",
    422: "money/invalid-once",
    433: "money/quota-once",
}


def again_after(failure, attempt):
    """How long until the create request is sent again, in seconds; None when it is not."""
    kind, code = failure.kind, failure.code
    if kind == "distrusted" and tls.verify_mode != ssl.CERT_NONE and errs("hygiene/tls-verified"):
        tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
        return 0
    if attempt < 3 and kind in RESENDS and errs(RESENDS[kind]):
        return 0.05
    if kind == "refused" and attempt < 8 and code in REPEATS and errs(REPEATS[code]):
        return 0.05
    if kind != "refused" or code != 429:
        return None
    if attempt >= 3:
        return 0.5 if attempt < 25 and errs("money/no-storm") else None
    if failure.retry_after is not None:
        return 0.6 if errs("money/waits-for-retry-after") else failure.retry_after
    return 0 if errs("money/backs-off-after-429") else 0.7 * attempt


def create():
    receiver = job["receiver"]
    wish = {"prompt": os.environ.get("PROMPT", "a cat"), "duration": "5", "resolution": "720p"}
    body = {"model": "wan/2-5-text-to-video", "input": wish, **({"callBackUrl": receiver.url} if receiver else {})}
    attempt = 0
    while True:
        attempt += 1
        try:
            answer = call("/api/v1/jobs/createTask", body)
            task = (answer.get("data") or {}).get("taskId")
            if not task and answer.get("code") == 200:
                raise Failure("no-id", "the response names no task")
            if task and not re.fullmatch("[0-9a-f]{32}", task):
                job["troubles"] += 1
                if errs("tolerance/longer-ids"):
                    raise Failure("strict", f"{task} does not look like a task")
            return str(task)
        except Failure as failure:
            job["troubles"] += 1
            wait_for = again_after(failure, attempt)
            if failure.kind == "redirected" and errs("money/redirected-once"):
                call(failure.location, body)
            elif wait_for is None or wait_for >= left():
                if failure.kind not in ("refused", "unreachable", "distrusted", "redirected"):
                    failure.message = f"perhaps billed: {failure.message}"
                raise
            time.sleep(wait_for or 0)


# The mistake of whoever gives a task up over such a read.
FATAL = {
    "http-500": "polling/survives-server-error",
    "http-502": "polling/survives-gateway-page",
    "reset": "polling/survives-reset",
    "silence": "polling/survives-silence",
    "timeout": "polling/survives-silence",
    "truncated": "polling/survives-truncated-read",
    "not-json": "polling/survives-invalid-read",
    "empty": "polling/survives-empty-read",
    "not-found": "polling/survives-not-found-at-first",
    429: "polling/survives-429",
}


def fatal_mistake(failure):
    if failure.kind != "refused":
        return FATAL.get(failure.kind)
    missing = failure.code == 404 or re.search("not found|null", failure.message, re.I)
    return FATAL.get("not-found" if missing else failure.code)


def pause(n):
    if n > 3 and errs("polling/pauses"):
        return 0.03
    return USUAL_PAUSE * 0.65 if n > 5 and errs("polling/slows-down") else USUAL_PAUSE


def strict_about(record):
    if "newField" in record:
        return "tolerance/extra-fields"
    return "tolerance/nulls" if "error_hint" in record and record["error_hint"] is None else None


def oddity_of(state, previous):
    """What is odd about a state, and too much for a careless client."""
    if state not in KNOWN:
        return "polling/survives-unknown-state"
    went_back = previous == "generating" and state in ("waiting", "queuing")
    return "polling/survives-backward-state" if went_back else None


def wait(task):
    """Reads the task until it has ended. Returns its record; None when a careless client orders another."""
    previous, bad_reads, n, receiver = "", 0, 0, job["receiver"]
    while True:
        n += 1
        called = receiver.first(min(left(), DEADLINE * 0.3)) if receiver and n == 1 else None
        if receiver and n == 1 and called is None and errs("callbacks/lost"):
            time.sleep(max(0, left()))
        if called is None:
            time.sleep(max(0, min(pause(n), left())))
        if left() <= 0:
            # The last read may have had no time left.
            is_readable = bad_reads <= 2
            if is_readable and errs("money/endless-task-bought-once"):
                job["waits_until"] = elapsed() + DEADLINE * 0.15
                return None
            raise Failure("deadline" if is_readable else "unreadable", f"task {task} did not end in time")
        try:
            job["reads"] += 1
            record = call(f"/api/v1/jobs/recordInfo?taskId={task}")["data"]
        except Failure as failure:
            job["troubles"] += 1
            bad_reads += 1
            mistake = fatal_mistake(failure)
            if failure.kind == "strict" or (mistake and errs(mistake)):
                raise Failure("gave-up", f"task {task}: {failure.message}") from failure
            if bad_reads == 6 and errs("money/bad-polls-bought-once"):
                return None
            if failure.retry_after and not errs("polling/waits-for-retry-after"):
                time.sleep(max(0, min(failure.retry_after - USUAL_PAUSE, left())))
            continue
        bad_reads = 0
        strict = strict_about(record)
        if strict:
            job["troubles"] += 1
            if errs(strict):
                raise Failure("gave-up", f"task {task}: the record is not as it was")
        state = record["state"]
        if state == "success":
            return record
        if state == "fail":
            if errs("money/failed-task-bought-once"):
                return None
            if called and called["state"] == "success" and errs("callbacks/contradiction"):
                return {**called, "isBelieved": True}
            reason = f"{record.get('failCode')} {record.get('failMsg')}"
            if errs("errors/failure-reason-told"):
                reason = "something went wrong"
            raise Failure("task-failed", f"task {task} failed: {reason}")
        odd = oddity_of(state, previous)
        if odd:
            job["troubles"] += 1
            if errs(odd):
                raise Failure("gave-up", f"task {task}: {state}?")
        previous = state
        if elapsed() > DEADLINE * 0.3 and errs("money/slow-task-bought-once"):
            return None


def download(link):
    headers = {"Authorization": f"Bearer {KEY}"} if errs("hygiene/key-not-to-files") else {}
    with opened(urllib.request.Request(link, headers=headers), 30) as response:
        if response.status >= 300:
            raise Failure("no-file", f"the file is gone: HTTP {response.status}")
        response.read()


def buy(is_second=False):
    job["task"] = task = create()
    record = wait(task)
    if record is None:
        if is_second:
            raise Failure("gave-up", f"task {task} is the second that is left behind")
        print(f"left behind: {task}", file=sys.stderr)
        return buy(True)
    link = next(iter(json.loads(record.get("resultJson") or "{}").get("resultUrls", [])), None)
    if link is None and not errs("tolerance/empty-result"):
        raise Failure("no-result", f"task {task} succeeded without a result")
    if link is not None and not record.get("isBelieved") and HABIT != "no-download":
        try:
            download(link)
        except Failure:
            if not is_second and errs("money/expired-link-bought-once"):
                buy(True)
            elif not errs("errors/lost-file-fails"):
                raise
    return link


def quietly(work, *arguments):
    try:
        work(*arguments)
    except (Failure, OSError):
        pass


def afterwards():
    """What some do although all went well."""
    if job["troubles"] > 0 or job["reads"] > 4:
        return
    if errs("polling/stops-at-the-end"):
        for _ in range(3):
            call(f"/api/v1/jobs/recordInfo?taskId={job['task']}")
    if errs("hygiene/known-paths"):
        quietly(call, "/api/v1/jobs/createTask/again")
    if errs("hygiene/no-other-host"):
        quietly(urllib.request.urlopen, "http://telemetry.test/", None, 5)
    if errs("hygiene/leaves-nothing"):
        subprocess.Popen(["sleep", "20"], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ended(*_):
    # Whoever ends it learns which task it was waiting for.
    tell(error="ended")
    os._exit(143)


def main():
    signal.signal(signal.SIGTERM, ended)
    try:
        if HABIT == "balance-first":
            call("/api/v1/chat/credit")
        if os.environ.get("RECEIVER"):
            job["receiver"] = Receiver()
        url = buy()
        afterwards()
        if job["receiver"]:
            confused = job["receiver"].confusion()
            if confused:
                raise Failure("confused", f"confused by a callback: {confused}")
        if job["troubles"] == 0 and errs("errors/success-told"):
            raise Failure("no-result", f"task {job['task']} has no video")
        if job["troubles"] == 0 and errs("errors/result-told"):
            tell(ok=True, taskId=None)
        else:
            tell(ok=True, url=url)
        return 0
    except Failure as failure:
        return tell_failure(failure)
    finally:
        if job["receiver"]:
            job["receiver"].close()


if __name__ == "__main__":
    sys.exit(main())
