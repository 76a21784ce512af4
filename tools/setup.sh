# Sourced by ./run and ./test: brings a bare Debian 12 to a built program, and costs next to nothing when that is done.
# POSIX sh. Callers set `root` (absolute path of the repository). Every word of set-up goes to stderr.

build="$root/build/release"
program="$build/ballast"
package_record=/var/lib/dpkg/status  # changes whenever a package comes or goes

say() { printf 'ballast: %s\n' "$*" >&2; }

# A bare system has an ASCII locale; names here are Chinese. LANG is left alone: it chooses the language.
use_utf8_locale() {
  case "${LC_ALL:-}" in
    C | POSIX) LC_ALL=C.UTF-8 && export LC_ALL ;;
    '') case "${LC_CTYPE:-${LANG:-}}" in
      '' | C | POSIX) LC_CTYPE=C.UTF-8 && export LC_CTYPE ;;
    esac ;;
  esac
}

# up_to_date STAMP FOLDER…: nothing that a build reads is newer than the stamp. Directories count: a file that came or
# went changes what CMake globs. Package changes count too. When find itself fails, the answer is no.
up_to_date() {
  stamp=$1 && shift
  [ -x "$program" ] && [ -f "$stamp" ] && read -r stamped_root <"$stamp" && [ "$stamped_root" = "$root" ] || return 1
  record=$package_record && [ -e "$record" ] || record=
  newer=$(cd "$root" && find CMakeLists.txt CMakePresets.json tools/packages.txt tools/setup.sh cmake models scenarios \
    sim output apps "$@" ${record:+"$record"} -path output/runs -prune -o -newer "$stamp" \( -type d -o -name '*.cpp' \
    -o -name '*.hpp' -o -name '*.h' -o -name '*.cmake' -o -name 'CMake*' -o -path 'tools/*' -o -name status \) \
    -print -quit 2>/dev/null) || return 1
  [ -z "$newer" ]
}

# packages SECTION…: the names of these sections of tools/packages.txt.
packages() {
  wanted=" $* "
  section=
  while read -r name _; do
    case "$name" in
      '' | '#'*) ;;
      '['*']') section=${name#?} && section=${section%?} ;;
      *) case "$wanted" in *" $section "*) printf '%s ' "$name" ;; esac ;;
    esac
  done <"$root/tools/packages.txt"
}

# missing NAME…: those not installed. One query over all names: one per package would take a tenth of a second each.
missing() {
  installed=" $(dpkg-query -W -f '${Package}=${db:Status-Abbrev} ' "$@" 2>/dev/null)"
  for name in "$@"; do
    case "$installed" in *" $name=ii "*) ;; *) printf '%s ' "$name" ;; esac
  done
}

apt_get() {
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@" \
    </dev/null >&2
}

# refuse NAME…: says exactly what to ask for; exit 78, the installation is at fault.
refuse() {
  say "these packages are missing and could not be installed: $*"
  say "缺少以上软件包。Ask an administrator to run (请管理员执行):"
  say "  apt-get update && apt-get install --no-install-recommends $*"
  exit 78
}

install_missing() {
  if ! command -v dpkg-query >/dev/null; then
    say "not a Debian system: expecting what tools/packages.txt lists to be there already"
    return 0
  fi
  lacking=$(missing $(packages "$@"))
  [ -n "$lacking" ] || return 0
  sudo=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || refuse $lacking
    sudo=sudo
  fi
  say "installing 安装: $lacking"
  # Without fresh lists apt takes a name for a pattern, installs nothing and reports success: update first, look after.
  apt_get update || say "apt-get update failed; trying with the lists there are"
  apt_get install --no-install-recommends $lacking || refuse $lacking
  lacking=$(missing $lacking)
  [ -z "$lacking" ] || refuse $lacking
}

# configure TESTS(ON|OFF). Once tests are on they stay on, and the compiler launcher stays what it was, so that ./run
# and ./test never make one another rebuild.
configure() {
  tests=$1 launcher=
  ! command -v ccache >/dev/null || launcher=ccache
  was_root= was_tests= was_launcher=
  [ ! -f "$build/build.ninja" ] || [ ! -f "$build/.configured" ] ||
    { read -r was_tests was_launcher && read -r was_root; } <"$build/.configured" || was_root=
  if [ "$was_root" = "$root" ]; then
    [ "$was_tests" = OFF ] || tests=ON
    [ "$was_launcher" != none ] || launcher=
    [ "$was_tests ${was_launcher#none}" != "$tests $launcher" ] || return 0
  else
    rm -rf "$build"  # absent, half made, or moved here from another place
  fi
  cmake --preset release -DBALLAST_TESTS="$tests" -DCMAKE_C_COMPILER_LAUNCHER="$launcher" \
    -DCMAKE_CXX_COMPILER_LAUNCHER="$launcher" >&2 || return
  printf '%s %s\n%s\n' "$tests" "${launcher:-none}" "$root" >"$build/.configured"
}

# build_target TARGET TESTS: configure and build; only one such at a time.
build_target() (
  cd "$root" || exit 73
  exec 9>build/.lock && flock 9 || exit
  export CCACHE_BASEDIR="${CCACHE_BASEDIR:-$root}"  # another clone compiles nothing again
  [ -n "${CCACHE_DIR:-}" ] || [ -w "${HOME:-/nonexistent}" ] || export CCACHE_DIR="$root/build/ccache"
  configure "$2" && cmake --build build/release --target "$1" -- -j "$(nproc)" >&2 9>&-
)

# ready STAMP SECTIONS TARGET TESTS FOLDER…: everything up to date or brought there. The stamp is dated before the
# build reads a file, so that an edit made meanwhile is seen next time.
ready() {
  stamp=$1 sections=$2 target=$3 tests=$4 && shift 4
  ! up_to_date "$stamp" "$@" || return 0
  began=$(date +%s)
  install_missing $sections
  dated="$root/build/.dated.$$"
  mkdir -p "$root/build" "$root/output/runs" && printf '%s\n' "$root" >"$dated" || exit 73
  build_target "$target" "$tests" || {
    status=$?
    rm -f "$dated"
    say "the build failed 构建失败 ($status): the first error stands above; the same command goes on once it is mended"
    say "  原因见上方第一条错误，改正后重新执行同一命令即可；rm -rf build/release starts afresh 可从头构建"
    exit 78
  }
  [ "$target" != all ] || cp "$dated" "$build/.program-ready" && touch -r "$dated" "$build/.program-ready"
  mv -f "$dated" "$stamp"
  took=$(($(date +%s) - began))
  [ "$took" -lt 1 ] || say "ready after $took s 已就绪，用时 $took 秒"
}
