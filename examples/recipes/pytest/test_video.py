import json
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


def create_video(base_url, api_key, prompt, callback_url=None):
    """Stands for your own code: it takes its base URL and key from outside."""
    body = {"model": "wan/2-5-text-to-video", "input": {"prompt": prompt}}
    if callback_url:
        body["callBackUrl"] = callback_url
    request = urllib.request.Request(
        f"{base_url}/api/v1/jobs/createTask",
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {api_key}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["data"]["taskId"]


@pytest.fixture
def receiver():
    """Stands for your own receiver of callbacks."""
    videos = {}

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            task = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["data"]
            videos[task["taskId"]] = task["state"]
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        server.videos = videos
        server.url = f"http://127.0.0.1:{server.server_port}/done"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()


def test_a_callback_that_comes_twice_is_stored_once(kie, receiver):
    prompt = "a cat [[stunt: callback-duplicated]]"
    task_id = create_video(kie.base_url, kie.api_key, prompt, receiver.url)
    kie.clock.run_until_idle()
    kie.settled()
    assert len(kie.deliveries()) == 2
    assert receiver.videos == {task_id: "success"}


def test_a_video_is_ready_after_its_time(kie):
    task_id = create_video(kie.base_url, kie.api_key, "a cat")
    kie.clock.advance("4s")
    assert [task["id"] for task in kie.tasks(phase="succeeded")] == [task_id]
    kie.to_have_paid_once()


def test_a_server_error_is_not_a_video(kie):
    kie.fault("server-error", calls=1)
    try:
        create_video(kie.base_url, kie.api_key, "a cat")
    except OSError:
        pass
    assert kie.tasks() == []
