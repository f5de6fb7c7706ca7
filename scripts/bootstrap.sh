#!/usr/bin/env bash
# Makes .venv from hashed locks: bootstrap.sh kit|dev. The stamp comes last: an interrupted run is run again.
set -euo pipefail
cd "$(dirname "$0")/.."
stop() { echo "$1 Fix: $2." >&2; exit 2; }
fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; }

python=$(command -v python3.11 || command -v python3 || stop "Python is not on PATH." "apt-get install python3")
fits "$python" || stop "$python is $("$python" -V), not 3.11 to 3.13." "put such a Python on PATH, first"
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  [ "$(id -u)" = 0 ] || stop "$python cannot make environments." "sudo apt-get install python3-venv"
  echo "installing python3-venv ..." >&2
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3-venv >/dev/null
fi
if [ "$1" = dev ] && ! { command -v node && command -v npm; } >/dev/null; then # the judge of tests/judges/iam
  if [ "$(id -u)" = 0 ]; then
    echo "installing nodejs and npm ..." >&2
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends nodejs npm >/dev/null
  else
    echo "node and npm are not on PATH, and a judge of the tests runs on them. Fix: sudo apt-get install nodejs npm." >&2
  fi
fi
rm -f .venv/installed .venv/installed-dev
{ fits .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; } || "$python" -m venv --clear .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
mirror=${PIP_INDEX_URL:-$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)}
export UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$mirror} # uv does not read pip's settings
export UV_SYSTEM_CERTS=true UV_PYTHON=.venv/bin/python  # what this machine trusts, as Go and git do
[ -n "$UV_DEFAULT_INDEX" ] || unset UV_DEFAULT_INDEX
echo "installing requirements/$1.txt into .venv ..." >&2
.venv/bin/uv pip sync --quiet --require-hashes "requirements/$1.txt"
.venv/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
[ "$1" = kit ] || touch .venv/installed-dev
touch .venv/installed # the development lock holds all of the kit's
