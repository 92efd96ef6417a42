import json
import urllib.request


def create_video(base_url, api_key, prompt):
    """Stands for your own code: it takes its base URL and key from outside."""
    request = urllib.request.Request(
        f"{base_url}/api/v1/jobs/createTask",
        data=json.dumps({"model": "wan/2-5-text-to-video", "input": {"prompt": prompt}}).encode(),
        headers={"Authorization": f"Bearer {api_key}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["data"]["taskId"]


def test_a_video_is_ready_after_its_time(kie):
    task_id = create_video(kie.base_url, kie.api_key, "a cat")
    kie.clock.advance("4s")
    assert [task["id"] for task in kie.tasks(phase="succeeded")] == [task_id]


def test_a_video_is_paid_for_once(kie):
    create_video(kie.base_url, kie.api_key, "a cat")
    kie.to_have_paid_once()


def test_a_server_error_is_not_a_video(kie):
    kie.fault("server-error", calls=1)
    try:
        create_video(kie.base_url, kie.api_key, "a cat")
    except OSError:
        pass
    assert kie.tasks() == []
