#!/usr/bin/env bash
# Installs, on Debian, what some tests use when it is there: ffmpeg, Chromium for the console, pytest for its recipe.
set -euo pipefail

missing=()
command -v ffmpeg >/dev/null || missing+=(ffmpeg)
command -v chromium >/dev/null || missing+=(chromium)
/usr/bin/python3 -m pytest --version >/dev/null 2>&1 || missing+=(python3-pytest)
[ ${#missing[@]} -eq 0 ] && exit 0
if ! command -v apt-get >/dev/null; then
  echo "install-tools.sh knows only Debian's apt-get; install by hand: ${missing[*]}" >&2
  exit 1
fi
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
