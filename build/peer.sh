#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# build/peer.sh NAME DIRECTORY compiles interop/src/test/c/NAME.c, or else c/NAME.c, against the installed DPDK and prints the program's path.
# Where gcc, pkg-config or DPDK's headers are missing it says so on standard error and exits with status 3.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
name=$1
directory=$2

missing=()
command -v gcc >/dev/null || missing+=(gcc)
command -v pkg-config >/dev/null || missing+=(pkg-config)
command -v pkg-config >/dev/null && pkg-config --exists libdpdk 2>/dev/null || missing+=(libdpdk-dev)
if ((${#missing[@]} > 0)); then
    echo "needs ${missing[*]}, not on this machine; to run it: sudo apt-get install -y gcc pkg-config libdpdk-dev" >&2
    exit 3
fi

source=$root/interop/src/test/c/$name.c
[[ -e $source ]] || source=$root/c/$name.c

mkdir -p "$directory"
program=$directory/$name
# DPDK's flags name an older processor, and the last -march wins. Its headers are the system's: warnings are about ours.
read -ra dpdk <<<"$(pkg-config --cflags libdpdk)"
dpdk=("${dpdk[@]/#-I/-isystem}")
# Complete before it has its name: another build may be starting the same program.
gcc -std=gnu99 -Wall -Wextra -O3 "${dpdk[@]}" -march=native -I"$root/c" "$source" -o "$program.$$" \
    -lrte_ring -lrte_eal -lpthread
mv "$program.$$" "$program"
echo "$program"
