"""What the fixtures are for: each test is an example."""

import datetime
import json
import os
import urllib.request

import pytest

from stuntdouble_pytest import ControlError
from stuntdouble_pytest.clock import milliseconds


def post(url, key, body):
    """Stands for your own client."""
    request = urllib.request.Request(
        url,
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def make_kie_video(base_url, key, prompt="a cat", **more):
    body = {"model": "wan/2-5-text-to-video", "input": {"prompt": prompt}, **more}
    return post(f"{base_url}/api/v1/jobs/createTask", key, body)["data"]["taskId"]


def make_evolink_video(base_url, key, prompt="a cat"):
    return post(f"{base_url}/v1/videos/generations", key, {"model": "wan2.5-text-to-video", "prompt": prompt})["id"]


def test_a_video_is_ready_after_its_time_and_paid_for_once(kie):
    task_id = make_kie_video(kie.base_url, kie.api_key)
    kie.clock.advance("4s")
    assert [task["id"] for task in kie.tasks(phase="succeeded")] == [task_id]
    kie.to_have_paid_once()


def test_code_that_reads_its_environment_finds_the_double(kie, evolink):
    make_kie_video(os.environ["KIE_BASE_URL"], os.environ["KIE_API_KEY"])
    make_evolink_video(os.environ["EVOLINK_BASE_URL"], os.environ["EVOLINK_API_KEY"])
    assert [task["provider"] for task in kie.tasks()] == ["kie", "evolink"]


def test_a_test_finds_its_account_empty(account):
    assert account.tasks() == []
    with pytest.raises(AssertionError, match="expected something to be bought"):
        account.to_have_paid_once()


def test_a_lost_response_that_is_sent_again_is_paid_twice(evolink):
    evolink.fault("connection-reset", calls=1, at="accepted")
    with pytest.raises(OSError):
        make_evolink_video(evolink.base_url, evolink.api_key)
    make_evolink_video(evolink.base_url, evolink.api_key)
    with pytest.raises(AssertionError, match="paid twice"):
        evolink.to_have_paid_once()


def test_a_fault_that_does_not_exist_is_refused_in_one_sentence(account):
    with pytest.raises(ControlError, match="server-errors"):
        account.fault("server-errors")


def test_a_scenario_holds_from_then_on(kie):
    kie.scenario("moderated")
    make_kie_video(kie.base_url, kie.api_key)
    kie.clock.run_until_idle()
    assert [task["phase"] for task in kie.tasks()] == ["failed"]


def test_a_callback_has_arrived_when_the_clock_was_moved(kie, stuntdouble):
    inbox = f"{stuntdouble.url}/__stuntdouble/inbox/pytest"
    make_kie_video(kie.base_url, kie.api_key, callBackUrl=inbox)
    kie.clock.advance_to_next()
    kie.clock.run_until_idle()
    assert [delivery["state"] for delivery in kie.deliveries()] == ["delivered"]


def test_the_clock_shows_its_time(account):
    before = account.clock.now()
    account.clock.advance(datetime.timedelta(minutes=1))
    assert account.clock.now() - before == datetime.timedelta(minutes=1)


@pytest.mark.parametrize(("duration", "expected"), [("250ms", 250), ("1.5s", 1500), ("2m", 120_000), ("1h", 3_600_000)])
def test_a_duration_is_written_with_its_unit(duration, expected):
    assert milliseconds(duration) == expected


def test_a_duration_without_a_unit_is_refused():
    with pytest.raises(TypeError, match="has no unit"):
        milliseconds(4)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="is not a duration"):
        milliseconds("4 sec")


def test_a_provider_that_does_not_exist_is_refused(stuntdouble):
    with pytest.raises(LookupError, match="There is no provider 'veo'; there are kie, evolink"):
        stuntdouble.provider("veo", "a-key")


FAILING = """
import urllib.request

def test_fails(kie):
    urllib.request.urlopen(urllib.request.Request(
        kie.base_url + "/api/v1/chat/credit", headers={"Authorization": "Bearer " + kie.api_key}))
    assert False
"""


def test_a_test_that_fails_shows_the_calls_of_its_account(pytester, stuntdouble):
    pytester.makepyfile(FAILING)
    result = pytester.runpytest_inprocess("--stuntdouble-url", stuntdouble.url)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*stuntdouble: calls*", "GET */api/v1/chat/credit -> 200*", "*stuntdouble: bill*"])


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("stuntdouble_command = no-such-program", "*there is no program 'no-such-program'*"),
        ("stuntdouble_flags = --profile=obsreved", "*exit code 2*obsreved*"),
    ],
)
def test_a_simulator_that_does_not_start_says_why(pytester, setting, said):
    pytester.makeini(f"[pytest]\n{setting}\n")
    pytester.makepyfile("def test_one(account): pass")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([said])


def test_nothing_listens_at_the_url_that_was_given(pytester):
    pytester.makepyfile("def test_one(account): pass")
    result = pytester.runpytest_inprocess("--stuntdouble-url", "http://127.0.0.1:9")
    result.stdout.fnmatch_lines(["*The simulator at http://127.0.0.1:9 cannot be reached*"])
