import base64
import hashlib
import hmac
import json
import os
import queue
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from switches import errs

LATE_SECONDS = 3
# How long it stays for whatever comes after the end.
AFTERWARDS_SECONDS = 1.5
WEBHOOK_KEY = os.environ.get("KIE_WEBHOOK_HMAC_KEY", "")


def is_forged(headers, record):
    if not WEBHOOK_KEY:
        return False
    signed = f"{record.get('taskId')}.{headers['x-webhook-timestamp']}".encode()
    expected = base64.b64encode(hmac.new(WEBHOOK_KEY.encode(), signed, hashlib.sha256).digest()).decode()
    return not hmac.compare_digest(headers.get("x-webhook-signature", ""), expected)


class Receiver:
    """Takes callbacks. They are only a nudge: what holds is what the provider says when it is asked."""

    def __init__(self):
        self.started = time.monotonic()
        self.taken = []
        self.confused = None
        self.came = queue.Queue()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                receiver.answer(self)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        # Closing waits for every answer that is under way.
        self.server.daemon_threads = False
        self.url = f"http://127.0.0.1:{self.server.server_port}/callback"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def answer(self, request):
        body = json.loads(request.rfile.read(int(request.headers["content-length"])))
        record = body.get("data") or {}
        if is_forged(request.headers, record) and not errs("callbacks/forged-refused"):
            request.send_response(401)
            request.end_headers()
            return
        self.consider(record)
        if len(self.taken) > 1 and errs("callbacks/acknowledged"):
            time.sleep(5.6)
        request.send_response(200)
        request.end_headers()
        self.came.put(record)

    def consider(self, record):
        """What is odd about this callback, and whether that matters to a careless receiver."""
        before = [each for each in self.taken if each.get("taskId") == record.get("taskId")]
        self.taken.append(record)
        state = record.get("state")
        if len(self.taken) > 1 and not before and errs("callbacks/foreign"):
            self.confused = "foreign"
        if any(each.get("state") == state for each in before) and errs("callbacks/duplicates"):
            self.confused = "duplicate"
        was_done = any(each.get("state") == "success" for each in before)
        if was_done and state != "success" and errs("callbacks/out-of-order"):
            self.confused = "out of order"
        if time.monotonic() - self.started > LATE_SECONDS and errs("callbacks/late"):
            self.confused = "late"

    def first(self, seconds):
        """The first callback, or None when none comes within `seconds`."""
        try:
            return self.came.get(timeout=max(0, seconds))
        except queue.Empty:
            return None

    def confusion(self):
        time.sleep(AFTERWARDS_SECONDS)
        return self.confused

    def close(self):
        self.server.shutdown()
        self.server.server_close()
