"""One request to Kie, and what became of it."""

import gzip
import http.client
import json
import socket
import ssl
import time
import urllib.error
import urllib.request

from job import DEADLINE, HABIT, KEY, Failure, job, left
from switches import errs

API = "https://api.kie.ai"
SURE = (400, 401, 402, 404, 422, 429, 433)

tls = ssl.create_default_context()


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


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
