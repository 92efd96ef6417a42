#!/bin/sh
# The job that stuntdouble grade gives a client, for a script around curl:
#   npx --no stuntdouble grade -- sh examples/grade/curl.sh
api=https://api.kie.ai/api/v1/jobs
ask() { curl -s --max-time 15 -H "Authorization: Bearer $KIE_API_KEY" -H 'Content-Type: application/json' "$@"; }
created=$(ask "$api/createTask" -d "{\"model\":\"wan/2-5-text-to-video\",\"input\":{\"prompt\":\"$PROMPT\"}}")
id=$(printf %s "$created" | sed -n 's/.*"taskId":"\([^"]*\)".*/\1/p')
[ -n "$id" ] || { echo "no task, perhaps billed: $created" >&2; exit 1; }
echo "task $id" >&2
end=$(($(date +%s) + STUNTDOUBLE_DEADLINE_MS / 1000 - 5))
while [ "$(date +%s)" -lt "$end" ]; do
  sleep 2
  task=$(ask "$api/recordInfo?taskId=$id") || continue
  case $task in
    *'"state":"success"'*) printf %s "$task" | grep -o 'http[^"\\]*' | head -1 | grep . && exit 0; echo "no result: $task" >&2; exit 1 ;;
    *'"state":"fail"'*) echo "failed: $task" >&2; exit 1 ;;
  esac
done
echo "task $id has not ended" >&2
exit 1
