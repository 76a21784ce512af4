#!/bin/sh
# Proves the two commands on a bare machine: a Debian 12 root with git and ca-certificates and nothing else, a clean
# clone in it, an empty home, an ASCII locale; ./test and ./run as root, then ./run once more to see what it adds.
#   tools/bare_root.sh FOLDER [MIRROR] [REPOSITORY]
# FOLDER (outside the repository) keeps the root; delete it to start from nothing again. Needs root and debootstrap.
set -eu
usage() { sed -n '2,5s/^# //p' "$0"; }
case "${1:-}" in -h | --help) usage && exit ;; '') usage >&2 && exit 64 ;; esac
folder=$(realpath -m -- "${1:?a folder is wanted}")
case "$folder" in / | "$(cd "$(dirname "$0")/.." && pwd -P)"*) echo "$folder: a folder of its own is wanted" >&2; exit 64 ;; esac
mirror=${2:-http://deb.debian.org/debian}
repository=${3:-$(cd "$(dirname "$0")/.." && pwd -P)}

if [ ! -e "$folder/etc/debian_version" ]; then
  debootstrap --variant=minbase --include=git,ca-certificates bookworm "$folder" "$mirror"
fi
rm -rf "$folder/srv/ballast" "$folder/srv/home"
mkdir -p "$folder/srv/home"
git clone --quiet --no-hardlinks "$repository" "$folder/srv/ballast"

cat >"$folder/srv/prove" <<'PROVE'
cd /srv/ballast
timed() {
  began=$(date +%s%N)
  "$@" >/srv/out 2>/srv/err
  code=$?
  printf '== %s: exit %d, %d ms\n' "$*" "$code" $((($(date +%s%N) - began) / 1000000))
  grep -E '^(ballast|Cases):' /srv/err || true
  tail -n 12 /srv/out
  [ "$code" = 0 ] || { tail -n 40 /srv/err; exit "$code"; }
}
timed ./run
timed ./run version
timed ./test
timed ./test -R floors
timed ./run version
PROVE

# A private mount namespace: /proc is there for the build and nothing stays mounted afterwards.
# shellcheck disable=SC2016
exec unshare --mount --fork sh -c '
  mount -t proc proc "$1/proc" 2>/dev/null || echo "no /proc in the bare root" >&2
  exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/srv/home TERM=dumb \
    chroot "$1" /bin/sh /srv/prove' prove "$folder"
