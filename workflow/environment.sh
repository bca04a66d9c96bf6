#!/bin/sh
# The environment of this clone, in .venv.
#   sh workflow/environment.sh fits          prints yes if .venv was made for this folder and for the Python that it has
#   sh workflow/environment.sh make PYTHON   makes it; where something is missing, reports it before pip starts
# The file .venv/ready is written last and names folder and Python: without it, .venv is made from nothing.
set -u
unset PYTHONPATH PYTHONHOME PYTHONSTARTUP PIP_TARGET PIP_PREFIX
megabytes=1300 # of .venv, and of what pip unpacks on its way
lock='
import fcntl
try:
    fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    raise SystemExit(75)
'
export PYTHONNOUSERSITE=1 PIP_USER=0

stop() {
  echo "Error: $1" >&2
  exit 1
}

made_for() {
  pwd -P
  .venv/bin/python -IS -c 'import sys; print("Python %d.%d" % sys.version_info[:2])' 2>/dev/null
}

fits() {
  [ ! -s .venv/ready ] || [ "$(cat .venv/ready)" = "$(made_for)" ]
}

check_folder() {
  free=$(df -Pk . | awk 'NR == 2 { print int($4 / 1024) }')
  [ -w . ] || stop "make writes .venv and results, but the folder $(pwd) cannot be written: clone into one of yours"
  case $(pwd -P) in
    *[:\"\$\`\\]*) stop "the path of the clone must not contain : \" \$ \` or \\, but it is $(pwd -P): move the folder" ;;
  esac
  [ -d .venv ] || [ "${free:-$megabytes}" -ge "$megabytes" ] ||
    stop ".venv takes $megabytes MB, but only $free MB are free on the disk of $(pwd)"
}

check_python() {
  command -v "$python" >/dev/null ||
    stop "Python 3.11 or newer is needed, but there is no $python: install it, or name it with make PYTHON=/path/to/python3"
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])') ||
    stop "Python 3.11 or newer is needed, but $python does not start: name another with make PYTHON=/path/to/python3"
  case $version in
    2.* | 3.? | 3.10)
      stop "Python 3.11 or newer is needed, but $python is $version: name another with make PYTHON=/path/to/python3"
      ;;
  esac
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "$python lacks its modules venv and ensurepip: install them (Debian, Ubuntu: apt install python3-venv)"
}

pip() {
  .venv/bin/python -m pip --disable-pip-version-check install --quiet --no-compile "$@" >>"$log" 2>&1
}

install_all() {
  "$python" -m venv ${clear:+--clear} .venv >>"$log" 2>&1 &&
    pip --require-hashes -r requirements.lock &&
    pip --no-deps --no-build-isolation --editable . &&
    packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') &&
    cp -R workflow/plugins/. "$packages" 2>>"$log" || return
  .venv/bin/python -m compileall -qq -j 0 "$packages" rgcore >>"$log" 2>&1 # on all cores; some packages' files are no Python
  return 0
}

leave_what_was_there() { # packages that were complete before are kept, what is half-made is not
  if [ -f .venv/earlier ]; then mv .venv/earlier .venv/ready; else rm -rf .venv; fi
  rm -f "$log" # last: who makes a new one does not see the lock
}

interrupted() {
  echo "The set-up was stopped; the same command starts it again." >&2
  leave_what_was_there
  exit 130
}

give_up() {
  reason=$(grep -E 'ERROR: |Error: |rror:' "$log" | tail -n 1 | sed 's/^ *ERROR: //')
  hint=
  grep -qE 'Retrying|No matching distribution' "$log" && hint=" (is there a network?)"
  leave_what_was_there
  stop "the packages of requirements.lock could not be installed$hint: ${reason:-pip gives no reason}. The same command tries again"
}

refuse_a_second_one() { # it would clear what the first installs; the lock ends with the last process of the set-up
  true >>"$log" || stop "nothing can be written to $(pwd): is the disk full?"
  exec 9>>"$log"
  "$python" -c "$lock" 2>/dev/null || [ $? -ne 75 ] || # other errors: a file system without locks
    stop "another make sets up .venv in $(pwd): wait until it has ended"
  : >"$log"
}

make_environment() {
  check_folder
  check_python
  log=.setup.log
  refuse_a_second_one
  trap interrupted INT TERM HUP
  clear=yes
  if [ -f .venv/ready ] && fits; then # the lock file is newer, or the file is of an earlier version
    clear=
    mv .venv/ready .venv/earlier
  fi
  echo "Setting up .venv, once: a minute or two"
  install_all || give_up
  made_for >.venv/ready.new && mv .venv/ready.new .venv/ready || give_up
  rm -f .venv/earlier "$log"
}

case $1 in
  fits) [ -f .venv/ready ] && fits && echo yes ;;
  make)
    python=$2
    make_environment
    ;;
esac
