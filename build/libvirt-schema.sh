#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# build/libvirt-schema.sh prints the file of libvirt's own schema for domains: that of the installed libvirt, or else of
# Debian's package, which is unpacked below target/libvirt and not installed.
# Where it cannot be had, or xmllint is missing, it says so on standard error and exits with status 3.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
kept=$root/target/libvirt

missing() {
    echo "$*" >&2
    exit 3
}

command -v xmllint >/dev/null ||
    missing "needs xmllint, not on this machine; to run it: sudo apt-get install -y --no-install-recommends libxml2-utils"

schema=usr/share/libvirt/schemas/domain.rng
for place in / "$kept/"; do
    if [[ -e $place$schema ]]; then
        echo "$place$schema"
        exit
    fi
done

command -v apt-get >/dev/null && command -v dpkg >/dev/null ||
    missing "needs libvirt's schemas, and without apt-get and dpkg there is no way to get them; to run it: install libvirt"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Debian 13 has the schemas in libvirt-common, Debian 12 in libvirt0. A download is not an installation: it needs no root.
for package in libvirt-common libvirt0; do
    (cd "$scratch" && apt-get download "$package") </dev/null >>"$scratch/log" 2>&1 || continue
    dpkg -x "$scratch/$package"_*.deb "$scratch/unpacked"
    if [[ -e $scratch/unpacked/$schema ]]; then
        mkdir -p "$kept"
        # Of several at once, one is first, and the others have the same.
        mv -T "$scratch/unpacked/usr" "$kept/usr" 2>/dev/null || [[ -e $kept/$schema ]]
        echo "$kept/$schema"
        exit
    fi
done
tail -n 3 "$scratch/log" >&2
missing "needs Debian's package libvirt-common or libvirt0, which apt-get cannot download here; to try again: sudo apt-get update"
