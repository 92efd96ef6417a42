def test_a_video_is_ready_after_its_time(double):
    body = {"model": "wan/2-5-text-to-video", "input": {"prompt": "a cat"}}
    task_id = double.call("POST", "/api/v1/jobs/createTask", body)["data"]["taskId"]
    double.advance(4000)
    answer = double.call("GET", f"/api/v1/jobs/recordInfo?taskId={task_id}")
    assert answer["data"]["state"] == "success"
    double.assert_paid_once()


def test_the_journal_is_the_evidence(double):
    double.call("GET", "/api/v1/chat/credit")
    exchanges = double.call("GET", "/__stuntdouble/exchanges")["items"]
    assert [exchange["operation"] for exchange in exchanges] == ["kie.credit"]
