#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# build/guest.sh PATH... makes what a guest boots from: Debian's kernel, and an initramfs with a Java runtime, busybox and
# the given jars and class directories, which become the guest's class path. It prints the directory that then holds both,
# as "kernel" and "initrd". What is made once is kept below target/guest; nothing but Debian packages is downloaded.
# Where something is missing it says so on standard error and exits with status 3.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
# shellcheck source=build/jdk.sh
source "$root/build/jdk.sh"
guest=$root/target/guest
# What the command, its libraries and HdrHistogram need of the JDK: what jdeps says, and what picocli may ask for by name.
modules=java.base,jdk.unsupported

say() { echo "guest image: $*" >&2; }

missing() {
    say "$@"
    exit 3
}

(($# > 0)) || annulus_fail "usage: build/guest.sh PATH..."
[[ $(uname -m) == x86_64 ]] || missing "guests are x86-64, and this machine is $(uname -m)"

mkdir -p "$guest/packages"
# Of several at once, one makes it and the others wait.
exec 9>"$guest/lock"
flock 9

# Prints the package of Debian's current kernel for virtual machines, or nothing.
kernel_package() {
    apt-cache depends linux-image-cloud-amd64 2>/dev/null |
        sed -n 's/.*Depends: \(linux-image-[0-9][^ ]*-cloud-amd64\)$/\1/p' | head -n 1
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Downloads and unpacks the given package to $guest/packages/$2.
unpack() {
    local package=$1 into=$guest/packages/$2 downloads=$scratch/$2
    [[ ! -e $into ]] || return 0
    mkdir "$downloads"
    say "downloading $package"
    # A download is not an installation: it needs no root. But it needs a list of packages that is not out of date.
    if ! (cd "$downloads" && apt-get download "$package") </dev/null >"$downloads/log" 2>&1; then
        tail -n 5 "$downloads/log" >&2
        missing "needs Debian's package $package, which apt-get cannot download here; to try again: sudo apt-get update"
    fi
    rm -rf "$into.new"
    dpkg -x "$downloads"/*.deb "$into.new"
    mv "$into.new" "$into"
}

command -v apt-get >/dev/null && command -v dpkg >/dev/null ||
    missing "needs the kernel package linux-image-cloud-amd64, busybox-static and cpio, and without apt-get and dpkg" \
        "there is no way to get them; to run it: use Debian or a container of it"
kernel=$(kernel_package)
if [[ -z $kernel ]]; then
    # Any kernel that was unpacked before is better than none.
    kernel=$(find "$guest/packages" -maxdepth 1 -name 'linux-image-*' -printf '%f\n' | sort -V | tail -n 1)
    [[ -n $kernel ]] || missing "needs Debian's package linux-image-cloud-amd64, unknown to apt; to run it: sudo apt-get update"
fi
unpack "$kernel" "$kernel"
unpack busybox-static busybox
unpack cpio cpio
cpio=$guest/packages/cpio/bin/cpio
[[ -x $cpio ]] || cpio=$guest/packages/cpio/usr/bin/cpio

# Copies what a dynamic program or library needs to the same place below $1.
copy_libraries() {
    local into=$1 library
    shift
    while IFS= read -r library; do
        mkdir -p "$into$(dirname "$library")"
        cp -L "$library" "$into$library"
    done < <(ldd "$@" 2>/dev/null | sed -n 's/.*\(=> \|\t\)\(\/[^ ]*\) (0x.*/\2/p' | grep -v "^$into" | sort -u)
}

# Copies modules of the kernel to below $1, as far as it has them (in later kernels some are part of others), and writes down
# which needs which.
copy_modules() {
    local into=$1 from=$guest/packages/$kernel version module
    shift
    version=$(basename "$from"/lib/modules/*)
    for module in "$@"; do
        (cd "$from" && find "lib/modules/$version" -name "$module.ko" -exec cp --parents -t "$into" {} +)
    done
    "$into/bin/busybox" depmod -b "$into" "$version"
}

archive() {
    (cd "$1" && find . -mindepth 1 -printf '%P\n' | LC_ALL=C sort | "$cpio" --quiet --create --format=newc --owner=0:0) >"$2.new"
    mv "$2.new" "$2"
}

# Everything but the class path, once for each kernel, JDK and version of these scripts.
key=$(cat "$0" "$root/build/guest-init" "$JAVA_HOME/release" <(echo "$kernel $JAVA_HOME") | sha256sum | cut -c 1-16)
base=$guest/base-$key
if [[ ! -e $base/base.cpio ]]; then
    say "making the base image: $kernel, and a Java runtime by jlink"
    rm -rf "$guest"/base-*
    work=$guest/base.new
    rm -rf "$work"
    mkdir -p "$work/root/bin"
    "$JAVA_HOME/bin/jlink" --add-modules "$modules" --compress zip-0 --strip-debug --no-header-files --no-man-pages \
        --generate-cds-archive --output "$work/root/jre" >"$work/jlink.log" 2>&1 || {
        cat "$work/jlink.log" >&2
        annulus_fail "guest image: jlink failed; it needs a JDK with its jmods or a runtime it can link from: $JAVA_HOME"
    }
    find "$guest/packages/busybox" -name busybox -type f -perm -u+x -exec cp {} "$work/root/bin/busybox" \;
    copy_modules "$work/root" irqbypass vfio vfio_iommu_type1 vfio_virqfd vfio-pci-core vfio-pci
    mkdir -p "$work/root/etc"
    printf '%s\n' root:x:0:0::/tmp:/bin/sh user:x:1000:1000::/tmp:/bin/sh stranger:x:1002:1002::/tmp:/bin/sh >"$work/root/etc/passwd"
    printf '%s\n' root:x:0: user:x:1000: rings:x:1001:user stranger:x:1002: >"$work/root/etc/group"
    cp "$root/build/guest-init" "$work/root/init"
    chmod 0755 "$work/root/init"
    cat >"$work/root/bin/program" <<'END'
#!/bin/sh
# program CLASS [ARGUMENT...] runs a Java program. Without KVM, compiling costs more than it saves until code has run for long.
exec java -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 --enable-native-access=ALL-UNNAMED \
    -cp "$(cat /annulus/classpath)" "$@"
END
    printf '%s\n' '#!/bin/sh' 'exec program io.annulus.cli.Main "$@"' >"$work/root/bin/annulus"
    chmod 0755 "$work/root/bin/program" "$work/root/bin/annulus"
    read -ra libraries <<<"$(find "$work/root/jre" -name '*.so' -printf '%p ')"
    copy_libraries "$work/root" "$work/root/jre/bin/java" "${libraries[@]}"
    archive "$work/root" "$work/base.cpio"
    rm -rf "$work/root"
    # Without lz4 the guest unpacks its kernel itself, which takes it some tenths of a second.
    image=$(find "$guest/packages/$kernel/boot" -name 'vmlinuz-*')
    at=$(LC_ALL=C grep -obUaP -m 1 '\x02\x21\x4c\x18' "$image" | head -n 1 | cut -d : -f 1)
    if [[ -n $at ]] && command -v lz4 >/dev/null; then
        # lz4 complains about what follows the kernel in the file.
        tail -c +$((at + 1)) "$image" | lz4 -d -c >"$work/kernel" 2>/dev/null || true
    fi
    [[ $(head -c 4 "$work/kernel" 2>/dev/null) == $'\x7fELF' ]] || cp "$image" "$work/kernel"
    mv "$work" "$base"
fi

# The class path is the guest's alone, so that one base serves every build of the command.
overlay=$scratch/overlay
mkdir -p "$overlay/annulus"
classpath=()
for path in "$@"; do
    place=/annulus/${#classpath[@]}-$(basename "$path")
    cp -RL "$path" "$overlay$place"
    classpath+=("$place")
done
(IFS=: && echo "${classpath[*]}") >"$overlay/annulus/classpath"
key=$(cd "$overlay" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-16)
image=$base/image-$key
if [[ ! -e $image/initrd ]]; then
    # Those of earlier builds; one that a guest is just booting from stays until its QEMU has read it.
    find "$base" -mindepth 1 -maxdepth 1 -name 'image-*' -mmin +10 -exec rm -rf {} +
    mkdir -p "$image"
    archive "$overlay" "$image/overlay.cpio"
    cat "$base/base.cpio" "$image/overlay.cpio" >"$image/initrd.new"
    rm "$image/overlay.cpio"
    ln -f "$base/kernel" "$image/kernel"
    mv "$image/initrd.new" "$image/initrd"
fi
say "$kernel, initramfs of $(($(stat -c %s "$image/initrd") >> 20)) MiB"
echo "$image"
