"""Runs the Python example once per line of JSON, as its users run it, and prints how each run ended.

Nobody waits between polls: the time that a sleep would take has passed at once.
"""

import contextlib
import io
import json
import os
import runpy
import sys
import time
import traceback

monotonic = time.monotonic
skipped = 0.0


def skip(seconds):
    global skipped
    skipped += seconds


time.sleep = skip
time.monotonic = lambda: monotonic() + skipped

for line in sys.stdin:
    job = json.loads(line)
    os.environ["KIE_API_KEY"] = job["key"]
    # What an example imports has read the environment, too.
    sys.modules.pop("generate_video", None)
    sys.argv = [job["file"], "a cat", job["to"]]
    said = io.StringIO()
    thrown, exit_code = None, 0
    with contextlib.redirect_stdout(said):
        try:
            runpy.run_path(job["file"], run_name="__main__")
        except SystemExit as end:
            # As Python does it: a text is said, and means 1.
            exit_code = end.code if isinstance(end.code, int) else 1
            if isinstance(end.code, str):
                print(end.code)
        except BaseException:
            thrown = traceback.format_exc()
    print(json.dumps({"said": said.getvalue(), "thrown": thrown, "exitCode": exit_code}), flush=True)
