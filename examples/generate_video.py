"""Makes a video with Kie.ai, or with whatever KIE_BASE_URL points at, using nothing but Python's own library.

    KIE_BASE_URL=http://127.0.0.1:7357 KIE_API_KEY=any-key python3 examples/generate_video.py 'A cat' cat.mp4

It shows the three things that integrations get wrong: a create request is sent once, because it costs money; a poll that
fails is not a task that failed; an error may come inside an HTTP 200.
"""

import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.request

BASE_URL = os.environ.get("KIE_BASE_URL", "https://api.kie.ai")
API_KEY = os.environ["KIE_API_KEY"]
POLL_SECONDS = float(os.environ.get("POLL_SECONDS", "1"))
GIVE_UP_AFTER_SECONDS = float(os.environ.get("STUNTDOUBLE_DEADLINE_MS", 30 * 60 * 1000)) / 1000


class KieError(Exception):
    """Kie understood, and said no."""


def call(path, body=None):
    """Sends one request and returns what is under "data"."""
    headers = {"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(BASE_URL + path, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        answer = json.load(error)
    # The live service answers errors with HTTP 200: only the body's code tells.
    if answer["code"] != 200:
        raise KieError(f"{answer['code']}: {answer['msg']}")
    return answer["data"]


def create(prompt):
    """Sent once. Whoever sends it again after a broken connection may pay twice."""
    body = {"model": "wan/2-5-text-to-video", "input": {"prompt": prompt, "duration": "5"}}
    return call("/api/v1/jobs/createTask", body)["taskId"]


def wait(task_id):
    """Polls until the task has ended. A state we do not know is not an end."""
    deadline = time.monotonic() + GIVE_UP_AFTER_SECONDS
    while time.monotonic() < deadline:
        try:
            task = call(f"/api/v1/jobs/recordInfo?taskId={task_id}")
        except (KieError, OSError, ValueError, http.client.HTTPException) as error:
            print(f"poll failed, asking again: {error}")
        else:
            print(task["state"])
            if task["state"] == "success":
                return json.loads(task["resultJson"])["resultUrls"][0]
            if task["state"] == "fail":
                raise KieError(f"the task failed: {task['failCode']} {task['failMsg']}")
        time.sleep(POLL_SECONDS)
    raise TimeoutError(f"task {task_id} has not ended; it may still be billed")


def main(prompt, path):
    task_id = create(prompt)
    # Printed before anything else can go wrong: it is what was paid for.
    print(f"task {task_id}")
    with urllib.request.urlopen(wait(task_id), timeout=60) as video:
        content = video.read()
    with open(path, "wb") as file:
        file.write(content)
    print(f"{path}: {len(content)} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: generate_video.py PROMPT FILE")
    try:
        main(*sys.argv[1:])
    except (KieError, OSError) as error:
        sys.exit(str(error))
