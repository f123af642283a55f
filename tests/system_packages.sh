#!/bin/sh
# Brings what the tests need and no Python package holds: PostgreSQL with PostGIS, Chromium and
# letters of every script, through Debian's apt. Where that cannot be, it says which tests are left out and why.
set -eu

missing=''
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
    missing="$missing postgresql"
ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 ||
    missing="$missing postgresql-postgis"
command -v chromium >/dev/null || missing="$missing chromium"
ls /usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf >/dev/null 2>&1 ||
    missing="$missing fonts-noto-core"
[ -n "$missing" ] || exit 0

as_root=''
reason='there is no apt-get here'
if command -v apt-get >/dev/null; then
    [ "$(id -u)" = 0 ] || as_root='sudo -n'
    if $as_root true 2>/dev/null; then
        echo "Installing$missing…"
        # Recommended packages would bring printers and desktops along.
        export DEBIAN_FRONTEND=noninteractive
        # shellcheck disable=SC2086 # words are meant to split
        if $as_root apt-get update -qq &&
            $as_root apt-get install -qq --no-install-recommends $missing >/dev/null; then
            exit 0
        fi
        reason='apt-get could not install it'
    else
        reason='only an administrator may install it'
    fi
fi

for package in $missing; do
    case $package in
        postgresql) tests='The tests on PostgreSQL are left out (those on SQLite run)' ;;
        postgresql-postgis) tests='The search is not compared with PostGIS' ;;
        chromium) tests='The tests in a browser are left out' ;;
        *) tests='Pages in Arabic may be tested with other letters, none is left out' ;;
    esac
    echo "$tests: $package is missing, and $reason." >&2
done
if [ "${CI:-}" = true ]; then
    echo 'With CI=true nothing may be left out.' >&2
    exit 1
fi
