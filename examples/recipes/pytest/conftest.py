import json
import re
import shutil
import subprocess
import urllib.request

import pytest


@pytest.fixture(scope="session")
def stuntdouble():
    """One simulator for the whole run, on a free port, with a clock the tests move."""
    command = [shutil.which("npx"), "stuntdouble", "--port", "0", "--clock", "manual", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    yield json.loads(process.stdout.readline())
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

    def advance(self, ms):
        return self.call("PUT", "/__stuntdouble/clock", {"action": "advance", "ms": ms})


@pytest.fixture
def double(stuntdouble, request):
    return Double(stuntdouble["url"], "test." + re.sub(r"\W", "-", request.node.nodeid))
