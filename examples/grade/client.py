"""The job that stuntdouble grade gives a client, done with examples/generate_video.py:

    npx --no stuntdouble grade -- python3 examples/grade/client.py
"""

import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import generate_video

job = {"ok": False, "taskId": None, "url": None, "error": None}
create = generate_video.create


def remembered(prompt):
    job["taskId"] = create(prompt)
    return job["taskId"]


generate_video.create = remembered
try:
    with tempfile.TemporaryDirectory() as folder:
        generate_video.main(os.environ.get("PROMPT", "a cat that surfs"), os.path.join(folder, "video.mp4"))
    job["ok"] = True
except Exception as error:
    job["error"] = f"{type(error).__name__}: {error}"
print(json.dumps(job))
sys.exit(0 if job["ok"] else 1)
