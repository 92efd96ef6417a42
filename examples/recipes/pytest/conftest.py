import json
import re
import shutil
import subprocess
import urllib.request

import pytest


@pytest.fixture(scope="session")
def stuntdouble():
    """One simulator for the whole run, on a free port, with a clock the tests move."""
    # --no: what is not installed here is not fetched from a registry either.
    command = [shutil.which("npx"), "--no", "--", "stuntdouble", "--port", "0", "--clock", "manual", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    ready = process.stdout.readline()
    if not ready:
        pytest.exit(f"stuntdouble did not start (exit code {process.wait()}); install it in this folder with npm", 1)
    yield json.loads(ready)
    process.terminate()
    process.wait(timeout=10)


class Double:
    """An account of its own for one test."""

    def __init__(self, url, key):
        self.url, self.key = url, key

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def assert_paid_once(self):
        """Something was bought, and nothing was paid for twice; a failure shows the bill with its evidence."""
        bill = self.call("GET", "/__stuntdouble/bill")
        assert bill["creates"]["accepted"] > 0 and bill["paidTwice"] == 0, bill["report"]

    def advance(self, ms):
        return self.call("PUT", "/__stuntdouble/clock", {"action": "advance", "ms": ms})


@pytest.fixture
def double(stuntdouble, request):
    return Double(stuntdouble["url"], "test." + re.sub(r"\W", "-", request.node.nodeid))
