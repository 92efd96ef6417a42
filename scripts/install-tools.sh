#!/usr/bin/env bash
# Installs, on Debian, what some tests use when it is there: ffprobe.
set -euo pipefail

command -v ffprobe >/dev/null && exit 0
if ! command -v apt-get >/dev/null; then
  echo "install-tools.sh knows only Debian's apt-get; install ffmpeg by hand" >&2
  exit 1
fi
apt-get update -qq
apt-get install -y -qq --no-install-recommends ffmpeg >/dev/null
