"""What pytest finds by its entry point: options, fixtures, and the evidence beside a failure."""

from __future__ import annotations

import hashlib
import os
import re
from typing import Any, Generator, Iterator, List, Tuple, cast

import pytest

from .account import Account, Provider
from .control import ControlError
from .simulator import DEFAULT_COMMAND, Simulator, attach, start

_LONGEST_NAME = 60
_MOST_EXCHANGES = 30

_account_key = pytest.StashKey[Account]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("stuntdouble_command", f"how to start stuntdouble (default: {DEFAULT_COMMAND})", default="")
    parser.addini("stuntdouble_flags", "flags of stuntdouble start, one a line", type="linelist", default=[])
    parser.getgroup("stuntdouble").addoption(
        "--stuntdouble-url", metavar="URL", help="a simulator that already runs, instead of one for this run"
    )


@pytest.fixture(scope="session")
def stuntdouble(pytestconfig: pytest.Config) -> Iterator[Simulator]:
    """The simulator of this run, with a clock that tests move."""
    url = pytestconfig.getoption("--stuntdouble-url")
    if url:
        yield attach(str(url))
        return
    command = cast(str, pytestconfig.getini("stuntdouble_command")) or os.environ.get("STUNTDOUBLE_COMMAND", "")
    flags = cast(List[str], pytestconfig.getini("stuntdouble_flags"))
    simulator = start(command or DEFAULT_COMMAND, flags)
    yield simulator
    simulator.stop()


def _key_of(nodeid: str) -> str:
    """A key that is different for each test and the same in each run: seeded chance depends on it."""
    name = re.sub(r"\W+", "-", nodeid.rpartition("::")[2]).strip("-")[:_LONGEST_NAME]
    return f"test.{name}.{hashlib.sha256(nodeid.encode()).hexdigest()[:8]}"


@pytest.fixture
def account(stuntdouble: Simulator, request: pytest.FixtureRequest) -> Account:
    """The test's own account, new and empty."""
    own = stuntdouble.account(_key_of(request.node.nodeid))
    own.reset()
    request.node.stash[_account_key] = own
    return own


def _provider(
    name: str, variable: str, stuntdouble: Simulator, account: Account, monkeypatch: pytest.MonkeyPatch
) -> Provider:
    provider = stuntdouble.provider(name, account.api_key)
    monkeypatch.setenv(f"{variable}_BASE_URL", provider.base_url)
    monkeypatch.setenv(f"{variable}_API_KEY", provider.api_key)
    return provider


@pytest.fixture
def kie(stuntdouble: Simulator, account: Account, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """Kie.ai as this test sees it; KIE_BASE_URL and KIE_API_KEY are set while it runs."""
    return _provider("kie", "KIE", stuntdouble, account, monkeypatch)


@pytest.fixture
def evolink(stuntdouble: Simulator, account: Account, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """EvoLink as this test sees it; EVOLINK_BASE_URL and EVOLINK_API_KEY are set while it runs."""
    return _provider("evolink", "EVOLINK", stuntdouble, account, monkeypatch)


def _evidence(account: Account) -> List[Tuple[str, str]]:
    exchanges = account.exchanges(limit=_MOST_EXCHANGES)
    if not exchanges:
        return []
    lines: List[str] = []
    for each in exchanges:
        fault = f"  fault: {each['fault']}" if each["fault"] else ""
        note = f"\n    {each['note']}" if each["note"] else ""
        lines.append(f"{each['method']} {each['url']} -> {each['status'] or 'no response'}{fault}{note}")
    return [("stuntdouble: calls", "\n".join(lines)), ("stuntdouble: bill", str(account.bill()["report"]))]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, Any, None]:
    outcome = yield
    report = outcome.get_result()
    account = item.stash.get(_account_key, None)
    if report.when != "call" or not report.failed or account is None:
        return
    try:
        report.sections.extend(_evidence(account))
    except ControlError as error:
        report.sections.append(("stuntdouble", str(error)))
