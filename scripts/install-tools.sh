#!/usr/bin/env bash
# Installs, on Debian, what some tests use when it is there: ffmpeg, Chromium for the console, pytest and what builds a
# wheel, and the languages whose clients are run under a double, and wrk.
set -euo pipefail

missing=()
command -v ffmpeg >/dev/null || missing+=(ffmpeg)
command -v chromium >/dev/null || missing+=(chromium)
/usr/bin/python3 -m pytest --version >/dev/null 2>&1 || missing+=(python3-pytest)
/usr/bin/python3 -c 'import build, wheel, setuptools' 2>/dev/null || missing+=(python3-build python3-wheel python3-setuptools)
command -v wget >/dev/null || missing+=(wget)
command -v wrk >/dev/null || missing+=(wrk)
command -v haproxy >/dev/null || [ -x /usr/sbin/haproxy ] || missing+=(haproxy)
command -v ruby >/dev/null || missing+=(ruby)
command -v go >/dev/null || missing+=(golang-go)
command -v javac >/dev/null || missing+=(default-jdk-headless)
php -r 'exit(function_exists("curl_init") ? 0 : 1);' 2>/dev/null || missing+=(php-cli php-curl)
/usr/bin/python3 -c 'import requests, httpx, aiohttp, urllib3' 2>/dev/null ||
  missing+=(python3-requests python3-httpx python3-aiohttp python3-urllib3)
for tool in unshare:util-linux ip:iproute2; do
  command -v "${tool%:*}" >/dev/null || missing+=("${tool#*:}")
done
# The HTTP clients of Node have a lock file of their own.
[ -d test/run/clients/node_modules/undici6 ] || npm ci --prefix test/run/clients --ignore-scripts --silent
[ ${#missing[@]} -eq 0 ] && exit 0
if ! command -v apt-get >/dev/null; then
  echo "install-tools.sh knows only Debian's apt-get; install by hand: ${missing[*]}" >&2
  exit 1
fi
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
