"""One key's account: its tasks, credits, clock, scenario, journal and bill."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Union

from . import control
from .clock import Clock, Duration, milliseconds
from .control import Json


class Account:
    """What one API key owns. Tests with keys of their own never see each other."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url
        self.api_key = key
        self.clock = Clock(self._call)

    def _call(self, method: str, path: str, *, query: Optional[Mapping[str, object]] = None, body: Json = None) -> Json:
        return control.call(self.url, method, path, key=self.api_key, query=query, body=body)

    def tasks(self, **filters: object) -> List[Dict[str, Any]]:
        """Its tasks, oldest first: ``account.tasks(phase="failed")``."""
        return list(self._call("GET", "/tasks", query=filters)["items"])

    def exchanges(self, **filters: object) -> List[Dict[str, Any]]:
        """Its requests with their responses, oldest first: ``account.exchanges(operation="kie.createTask")``."""
        return list(self._call("GET", "/exchanges", query=filters)["items"])

    def deliveries(self, **filters: object) -> List[Dict[str, Any]]:
        """Its callbacks with every attempt, oldest first."""
        return list(self._call("GET", "/deliveries", query=filters)["items"])

    def scenario(self, chosen: Union[str, Mapping[str, object]]) -> None:
        """What goes wrong from now on: a name such as ``"flaky"``, or ``{"rules": [{"fault": …}]}``."""
        self._call("PUT", "/scenario", body={"scenario": chosen})

    def fault(
        self,
        name: str,
        *,
        calls: Union[int, str, None] = None,
        every: Optional[int] = None,
        chance: Optional[float] = None,
        operation: Optional[str] = None,
        prompt: Optional[str] = None,
        **settings: object,
    ) -> None:
        """One fault, in the place of the scenario: ``account.fault("server-error", calls="..2", operation="create")``.

        :param name: a name that ``stuntdouble faults`` lists
        :param calls: which calls of the operation meet it, from 1: ``1``, ``"2..3"``, ``"..2"``; all when absent
        :param settings: the fault's own, such as ``after="2s"``
        :raises ControlError: when there is no such fault or setting
        """
        conditions = {"call": calls, "every": every, "chance": chance, "operation": operation, "prompt": prompt}
        rule: Dict[str, object] = {"fault": name}
        rule.update({each: value for each, value in conditions.items() if value is not None})
        if settings:
            rule["with"] = settings
        self.scenario({"rules": [rule]})

    def settled(self, wait: Duration = "10s") -> None:
        """Waits until no callback is under way, so that what a slow receiver did with it can be looked at.

        :raises ControlError: when one still is after ``wait``, in real time
        """
        self._call("GET", "/settled", query={"wait": f"{milliseconds(wait):.0f}ms"})

    def reset(self) -> None:
        """A new start: no tasks, full credits, an empty journal."""
        self._call("POST", "/reset")

    def bill(self) -> Dict[str, Any]:
        """What its create requests would have cost; docs/bill.md names every member."""
        return dict(self._call("GET", "/bill"))

    def to_have_paid_once(self) -> None:
        """Something was bought, and nothing was paid for twice.

        :raises AssertionError: with the bill and its evidence
        """
        __tracebackhide__ = True
        bill = self.bill()
        if bill["creates"]["accepted"] == 0:
            raise AssertionError(f"expected something to be bought\n\n{bill['report']}")
        if bill["paidTwice"] > 0:
            raise AssertionError(f"expected everything to be paid for once\n\n{bill['report']}")


class Provider(Account):
    """An account as one provider sees it: ``base_url`` and ``api_key`` are what your code is given."""

    def __init__(self, url: str, key: str, base_url: str) -> None:
        super().__init__(url, key)
        self.base_url = base_url
