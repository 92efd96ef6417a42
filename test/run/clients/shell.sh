#!/bin/sh
# One create request per command-line client, each with a key of its own.
url=https://api.kie.ai/api/v1/jobs/createTask
body='{"model":"wan/2-5-text-to-video","input":{"prompt":"a cat"}}'
if [ "$1" = --list ]; then
  printf '%s\n' curl curl-http1.1 wget
  exit
fi
json='Content-Type: application/json'
curl -sS -o /dev/null -H 'Authorization: Bearer stunt.happy.shell.curl' -H "$json" -d "$body" $url || echo "shell.curl: $?" >&2
curl -sS -o /dev/null --http1.1 -H 'Authorization: Bearer stunt.happy.shell.curl-http1.1' -H "$json" -d "$body" $url ||
  echo "shell.curl-http1.1: $?" >&2
if command -v wget >/dev/null; then
  wget -q -O /dev/null --header 'Authorization: Bearer stunt.happy.shell.wget' --header "$json" --post-data "$body" $url ||
    echo "shell.wget: $?" >&2
fi
