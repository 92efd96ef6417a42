"""Makes a video with Kie.ai, or with whatever KIE_BASE_URL points at, using nothing but Python's own library.

    KIE_BASE_URL=http://127.0.0.1:7357 KIE_API_KEY=any-key python3 examples/generate_video.py 'A cat' cat.mp4

It shows the four things that integrations get wrong: a create request is sent once, because it costs money; a poll that
fails is not a task that failed; an error may come inside an HTTP 200; result links refuse Python's default user agent.
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
DOWNLOAD_ATTEMPTS = 3
# The hosts of result files refuse "Python-urllib" with a 403.
USER_AGENT = "generate-video/1.0"

# No usable response came: a broken connection, a timeout, a body that is not what Kie promises.
NO_ANSWER = (OSError, ValueError, http.client.HTTPException)


class KieError(Exception):
    """Kie said no, or said nothing that can be used."""

    # Of a refusal that says when to come back.
    retry_after_seconds = 0


def call(path, body=None):
    """Sends one request and returns what is under "data"."""
    headers = {"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json", "User-Agent": USER_AGENT}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(BASE_URL + path, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            headers, text = response.headers, response.read()
    except urllib.error.HTTPError as error:
        headers, text = error.headers, error.read()
    except http.client.IncompleteRead as error:
        # The beginning may name the task.
        headers, text = {}, error.partial
    try:
        answer = json.loads(text)
        code, message = answer["code"], answer["msg"]
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"not what Kie sends: {text[:300]!r}") from None
    # The live service answers errors with HTTP 200: only the body's code tells.
    if code != 200:
        error = KieError(f"{code}: {message}")
        retry_after = headers.get("Retry-After", "")
        error.retry_after_seconds = float(retry_after) if retry_after.isdigit() else 0
        raise error
    return answer["data"] if isinstance(answer.get("data"), dict) else {}


def create(prompt):
    """Sent once. Whoever sends it again after a broken connection may pay twice."""
    body = {"model": "wan/2-5-text-to-video", "input": {"prompt": prompt, "duration": "5"}}
    try:
        data = call("/api/v1/jobs/createTask", body)
    except NO_ANSWER as error:
        raise KieError(f"the task may exist, and be billed; look for it before you create another one: {error}") from error
    if not isinstance(data.get("taskId"), str):
        raise KieError(f"the task exists, and its id is not where it should be: {data}")
    return data["taskId"]


def wait(task_id):
    """Polls until the task has ended. A state we do not know is not an end."""
    deadline = time.monotonic() + GIVE_UP_AFTER_SECONDS
    while time.monotonic() < deadline:
        try:
            task = call(f"/api/v1/jobs/recordInfo?taskId={task_id}")
        except (KieError, *NO_ANSWER) as error:
            print(f"poll failed, asking again: {error}")
            time.sleep(max(0, getattr(error, "retry_after_seconds", 0) - POLL_SECONDS))
        else:
            print(task.get("state"))
            if task.get("state") == "success":
                return result_of(task)
            if task.get("state") == "fail":
                raise KieError(f"the task failed: {task.get('failCode')} {task.get('failMsg')}")
        time.sleep(POLL_SECONDS)
    raise KieError(f"task {task_id} has not ended; it may still be billed")


def result_of(task):
    """The link to the video."""
    try:
        return json.loads(task["resultJson"])["resultUrls"][0]
    except (ValueError, KeyError, TypeError, IndexError):
        raise KieError(f"the task succeeded without a result; tell Kie its id: {task.get('resultJson')!r}") from None


def download(link):
    """The bytes of the video. Reading costs nothing, so it is tried again."""
    request = urllib.request.Request(link, headers={"User-Agent": USER_AGENT})
    for attempt in range(1, DOWNLOAD_ATTEMPTS + 1):
        try:
            with urllib.request.urlopen(request, timeout=60) as video:
                content = video.read()
                kind = video.headers.get_content_type()
            if not kind.startswith("video/"):
                raise ValueError(f"{kind} instead of a video")
            return content
        except NO_ANSWER as error:
            if attempt == DOWNLOAD_ATTEMPTS:
                raise KieError(f"{link} cannot be downloaded: {error}") from error
            print(f"download failed, trying again: {error}")
            time.sleep(POLL_SECONDS)


def main(prompt, path):
    task_id = create(prompt)
    # Printed before anything else can go wrong: it is what was paid for.
    print(f"task {task_id}", flush=True)
    content = download(wait(task_id))
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
