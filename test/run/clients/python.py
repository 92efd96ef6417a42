"""One create request per HTTP client of Python, each with a key of its own."""

import asyncio
import json
import sys

URL = "https://api.kie.ai/api/v1/jobs/createTask"
DATA = {"model": "wan/2-5-text-to-video", "input": {"prompt": "a cat"}}
BODY = json.dumps(DATA).encode()


def headers_of(client):
    return {"authorization": "Bearer stunt.happy." + client, "content-type": "application/json"}


def use_urllib(client):
    import urllib.request

    urllib.request.urlopen(urllib.request.Request(URL, BODY, headers_of(client)), timeout=15).read()


def use_urllib_no_proxy(client):
    import urllib.request

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    opener.open(urllib.request.Request(URL, BODY, headers_of(client)), timeout=15).read()


def use_http_client(client):
    import http.client

    connection = http.client.HTTPSConnection("api.kie.ai", timeout=15)
    connection.request("POST", "/api/v1/jobs/createTask", BODY, headers_of(client))
    connection.getresponse().read()


def use_requests(client):
    import requests

    requests.post(URL, json=DATA, headers=headers_of(client), timeout=15)


def use_requests_no_env(client):
    import requests

    session = requests.Session()
    session.trust_env = False
    session.post(URL, json=DATA, headers=headers_of(client), timeout=15)


def use_httpx(client):
    import httpx

    httpx.post(URL, json=DATA, headers=headers_of(client), timeout=15)


def use_httpx_no_env(client):
    import httpx

    with httpx.Client(trust_env=False, timeout=15) as session:
        session.post(URL, json=DATA, headers=headers_of(client))


def use_aiohttp(client, trust_env=False):
    import aiohttp

    async def main():
        async with aiohttp.ClientSession(trust_env=trust_env) as session:
            async with session.post(URL, json=DATA, headers=headers_of(client)) as answer:
                await answer.read()

    asyncio.run(main())


def use_aiohttp_env(client):
    use_aiohttp(client, True)


def use_urllib3(client):
    import urllib3

    urllib3.PoolManager().request("POST", URL, body=BODY, headers=headers_of(client), timeout=15, retries=False)


CLIENTS = {name[4:].replace("_", "-"): use for name, use in list(globals().items()) if name.startswith("use_")}


def attempt(name):
    try:
        CLIENTS[name]("python." + name)
    except ImportError as error:
        print("python.%s: not installed (%s)" % (name, error), file=sys.stderr)
    except Exception as error:
        print("python.%s: %s %s" % (name, type(error).__name__, error), file=sys.stderr)


if sys.argv[1:] == ["--list"]:
    print("\n".join(CLIENTS))
else:
    for each in sys.argv[1:] or CLIENTS:
        attempt(each)
