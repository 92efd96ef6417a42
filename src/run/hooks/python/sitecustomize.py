"""
Loaded into every Python of a run by PYTHONPATH. Names that the run stands in for resolve to its port on this machine, and
every set of trusted authorities also trusts the run's own, which is good for those names alone.
"""

import json
import os
import sys


def _load_the_one_behind():
    """There is one sitecustomize per Python, and another may stand behind this one."""
    here = os.path.dirname(os.path.abspath(__file__))
    for folder in sys.path:
        path = os.path.join(folder or ".", "sitecustomize.py")
        if os.path.abspath(folder or ".") == here or not os.path.isfile(path):
            continue
        import importlib.util

        spec = importlib.util.spec_from_file_location("_sitecustomize_behind", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return


def _name_of(host):
    name = host.decode("ascii", "replace") if isinstance(host, (bytes, bytearray)) else host
    return name.lower().rstrip(".") if isinstance(name, str) else ""


def _is_here(name):
    return name in ("", "localhost", "::1", "::", "0.0.0.0") or name.startswith("127.") or name.endswith(".localhost")


def _redirect(run):
    import socket

    named = frozenset(run["hosts"])

    def note(name, fate):
        try:
            with open(run["others"], "a", encoding="utf-8") as file:
                file.write(fate + " " + name + "\n")
        except OSError:
            pass  # The run is over, and nobody reads it any more.

    def is_named(host):
        """Whether the host is the run's. Raises what an unknown name raises where it is blocked."""
        name = _name_of(host)
        if name in named:
            return True
        if not _is_here(name):
            note(name, "blocked" if run["isBlocking"] else "passed")
            if run["isBlocking"]:
                raise socket.gaierror(
                    socket.EAI_NONAME,
                    "stuntdouble run blocks %s; with --others block, only the hosts it stands in for can be reached" % name,
                )
        return False

    getaddrinfo = socket.getaddrinfo

    def getaddrinfo_here(host, port, *args, **options):
        if host is not None and is_named(host):
            host, port = "127.0.0.1", run["port"]
            # A client that wants IPv6 alone gets what there is.
            args = (0,) + args[1:] if args else args
            options.pop("family", None)
        return getaddrinfo(host, port, *args, **options)

    socket.getaddrinfo = getaddrinfo_here

    # These name no port, so they can only keep a client from the provider.
    for each in ("gethostbyname", "gethostbyname_ex"):
        original = getattr(socket, each)

        def here(host, original=original):
            return original("127.0.0.1" if is_named(host) else host)

        setattr(socket, each, here)


def _trust(run):
    try:
        import ssl
    except ImportError:
        return  # A Python that was built without it.

    authority = run["authority"]
    load = ssl.SSLContext.load_verify_locations

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        load(self, cafile=cafile, capath=capath, cadata=cadata)
        load(self, cafile=authority)

    def with_authority(original):
        def loading(self, *args, **options):
            original(self, *args, **options)
            load(self, cafile=authority)

        return loading

    ssl.SSLContext.load_verify_locations = load_verify_locations
    for each in ("load_default_certs", "set_default_verify_paths"):
        setattr(ssl.SSLContext, each, with_authority(getattr(ssl.SSLContext, each)))


_load_the_one_behind()
if os.environ.get("STUNTDOUBLE_RUN_HOOKS"):
    _run = json.loads(os.environ["STUNTDOUBLE_RUN_HOOKS"])
    _redirect(_run)
    _trust(_run)
