"""Calls of the control API, which is on the simulator's own port under /__stuntdouble."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Mapping, Optional

Json = Any
"""What a JSON document holds."""

_TIMEOUT_S = 60.0

# Variables such as HTTP_PROXY are about other machines: the simulator is called directly.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class ControlError(Exception):
    """The simulator refused a call of its control API; the message is its own sentence."""


def call(
    url: str,
    method: str,
    path: str,
    *,
    key: Optional[str] = None,
    query: Optional[Mapping[str, object]] = None,
    body: Json = None,
) -> Json:
    """Calls the control API.

    :param url: where the simulator is, such as ``http://127.0.0.1:7357``
    :param path: what follows ``/__stuntdouble``
    :param key: whose account it is about; without one, the whole simulator
    :raises ControlError: with the simulator's own sentence when it refuses, or with the reason when it cannot be reached
    """
    headers = {"Content-Type": "application/json"}
    if key is not None:
        headers["Authorization"] = f"Bearer {key}"
    search = "?" + urllib.parse.urlencode(dict(query)) if query else ""
    request = urllib.request.Request(
        f"{url}/__stuntdouble{path}{search}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers=headers,
    )
    try:
        with _direct.open(request, timeout=_TIMEOUT_S) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise ControlError(_sentence_in(error)) from None
    except OSError as error:
        raise ControlError(f"The simulator at {url} cannot be reached: {error}.") from None


def _sentence_in(error: urllib.error.HTTPError) -> str:
    text = error.read().decode("utf-8", "replace")
    try:
        return str(json.loads(text)["error"])
    except (ValueError, KeyError, TypeError):
        return f"The simulator responded with {error.code}: {text[:300]}"
