"""A careful client with one switch for each mistake, named as the obligation that it breaks, as switchable.mjs is:

    MISTAKE=money/reset-after-create python3 switchable.py

It makes one video from PROMPT at Kie; its last line says how it ended. It uses nothing but Python's own library.
"""

import gzip
import http.client
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request

from receiver import Receiver
from switches import errs

API = "https://api.kie.ai"
KEY = os.environ.get("KIE_API_KEY", "")
HABIT = os.environ.get("HABIT", "")
DEADLINE = int(os.environ.get("STUNTDOUBLE_DEADLINE_MS") or 60_000) / 1000
USUAL_PAUSE = max(1, DEADLINE / (6 if HABIT == "slow-poller" else 20))
STARTED = time.monotonic()
SURE = (400, 401, 402, 404, 422, 429, 433)
KNOWN = ("waiting", "queuing", "generating", "success", "fail")

tls = ssl.create_default_context()
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


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def elapsed():
    return time.monotonic() - STARTED


def left():
    seconds = job["waits_until"] - elapsed()
    return DEADLINE if seconds <= 0 and errs("polling/deadline") else seconds


def failure_of(error, took):
    reason = getattr(error, "reason", error)
    if isinstance(reason, (socket.timeout, TimeoutError)):
        return Failure("timeout", "no response in time")
    if isinstance(reason, ssl.SSLCertVerificationError):
        return Failure("distrusted", str(reason))
    if isinstance(reason, ConnectionRefusedError):
        return Failure("unreachable", str(reason))
    return Failure("silence" if took > 2.5 else "reset", str(reason) or "the connection ended")


def opened(request, timeout):
    """Sends a request. Returns the response, whatever its status."""
    sent = time.monotonic()
    opener = urllib.request.build_opener(NoRedirects, urllib.request.HTTPSHandler(context=tls))
    try:
        return opener.open(request, timeout=timeout)
    except urllib.error.HTTPError as error:
        return error
    except (OSError, http.client.HTTPException) as error:
        raise failure_of(error, time.monotonic() - sent) from error


def body_of(response, is_read):
    pieces = []
    try:
        # One chunk, or what has arrived of it, at a time.
        while piece := response.read1(65_536):
            pieces.append(piece)
        announced = response.headers.get("content-length")
        if announced is not None and len(b"".join(pieces)) < int(announced):
            raise http.client.IncompleteRead(b"")
    except (OSError, http.client.HTTPException) as error:
        raise Failure("truncated", f"HTTP {response.status}, and the response broke off") from error
    if len(pieces) > 1:
        job["troubles"] += 1
    if is_read and len(pieces) > 1 and errs("tolerance/in-pieces"):
        return pieces[0]
    return b"".join(pieces)


def call(path, body=None):
    """Sends one request. Returns what Kie says, or raises a Failure that says what is known."""
    is_read = body is None
    headers = {"Authorization": f"Bearer {KEY}", "Accept-Encoding": "gzip"}
    if HABIT == "no-keep-alive":
        headers["Connection"] = "close"
    if not is_read:
        headers["Content-Type"] = "text/json" if errs("hygiene/content-type") else "application/json"
    if is_read and errs("hygiene/key-not-in-url"):
        path += ("&" if "?" in path else "?") + "key=" + KEY
    data = None if is_read else json.dumps(body).encode()
    request = urllib.request.Request(API + path, data=data, headers=headers)
    with opened(request, max(0.01, min(DEADLINE / 4, left()))) as response:
        text = body_of(response, is_read)
    status, headers = response.status, response.headers
    if 300 <= status < 400:
        raise Failure("redirected", f"HTTP {status}", location=headers.get("location"))
    if headers.get("content-encoding") == "gzip":
        text = gzip.decompress(text)
        job["troubles"] += 1
        if is_read and errs("tolerance/gzip"):
            raise Failure("strict", "the response is compressed")
    if text == b"":
        raise Failure("empty", f"HTTP {status} without a body")
    try:
        answer = json.loads(text)
    except ValueError as error:
        kind = f"http-{status}" if status >= 500 else "not-json"
        raise Failure(kind, f"HTTP {status} with a body that is not JSON") from error
    if is_read and "json" not in headers.get("content-type", ""):
        job["troubles"] += 1
        if errs("tolerance/content-type"):
            raise Failure("strict", "the response does not say that it is JSON")
    code = answer.get("code")
    if code == 200 or (status == 200 and not is_read and code == 402 and errs("errors/refusal-in-200-seen")):
        return answer
    retry_after = headers.get("retry-after")
    more = {"code": code, "in_200": status == 200, "retry_after": retry_after and float(retry_after)}
    kind = "unavailable" if retry_after else f"{code}-in-200" if status == 200 else f"http-{status}"
    kind = "refused" if code in SURE else kind
    raise Failure(kind, f"HTTP {status}, {code}: {answer.get('msg')}", **more)


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
