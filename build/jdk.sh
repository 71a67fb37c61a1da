# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Sourced by the scripts at the top of the repository. Finds JDK 25 and Maven, and sets JAVA_HOME, PATH and MAVEN_OPTS;
# otherwise says what is missing and exits with status 1. Prints nothing on success.

annulus_jdk_version=25

annulus_fail() {
    printf '%s\n' "$@" >&2
    # Sourced by hand, this must not end the shell of whoever did: an interrupt leads back to its prompt.
    [[ $- != *i* ]] || kill -INT $$
    exit 1
}

# Prints the feature version ("25") of the Java in directory $1, or nothing where there is none.
annulus_java_feature() {
    local home=$1 version=
    [[ -x $home/bin/java ]] || return 0
    if [[ -r $home/release ]]; then
        version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([^"]*\)"\{0,1\}.*/\1/p' "$home/release" | head -n 1)
    fi
    if [[ -z $version ]]; then
        version=$("$home/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
    fi
    version=${version#1.}
    printf '%s' "${version%%[!0-9]*}"
}

# Prints the directories that may hold a JDK, one a line, the likeliest first.
annulus_jdk_candidates() {
    local java
    if [[ -n ${JAVA_HOME:-} ]]; then
        printf '%s\n' "$JAVA_HOME"
    fi
    if java=$(command -v java); then
        java=$(readlink -f "$java")
        printf '%s\n' "${java%/bin/java}"
    fi
    local home
    for home in /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
        "${HOME:-/nonexistent}"/.jdks/*; do
        if [[ -x $home/bin/java ]]; then
            printf '%s\n' "$home"
        fi
    done
}

annulus_find_jdk() {
    local home feature found=() seen=:
    while IFS= read -r home; do
        feature=$(annulus_java_feature "$home")
        if [[ -z $feature ]]; then
            found+=("  $home: no Java there")
        elif [[ $feature != "$annulus_jdk_version" ]]; then
            home=$(readlink -f "$home")
            [[ $seen == *":$home:"* ]] || found+=("  $home: Java $feature")
        elif [[ ! -x $home/bin/javac ]]; then
            home=$(readlink -f "$home")
            [[ $seen == *":$home:"* ]] || found+=("  $home: Java $feature, but a runtime without javac")
        else
            export JAVA_HOME=$home
            export PATH="$home/bin:$PATH"
            return 0
        fi
        seen+="$home:"
    done < <(annulus_jdk_candidates)

    if ((${#found[@]} == 0)); then
        found=("  no Java at all")
    fi
    annulus_fail \
        "Annulus needs JDK $annulus_jdk_version, and did not find one. Found instead:" \
        "${found[@]}" \
        "Looked at JAVA_HOME, java on the PATH, /usr/lib/jvm, /usr/java, /opt, ~/.sdkman and ~/.jdks." \
        "To install it, take one of:" \
        "  - Eclipse Temurin $annulus_jdk_version: the package temurin-$annulus_jdk_version-jdk from Adoptium's apt repository;" \
        "  - your distribution's package, where it has one: apt-get install openjdk-$annulus_jdk_version-jdk;" \
        "  - the Temurin $annulus_jdk_version tarball, unpacked under /opt;" \
        "then run this again, or set JAVA_HOME to where it is."
}

annulus_find_maven() {
    local version major minor
    command -v mvn >/dev/null ||
        annulus_fail \
            "Annulus builds with Maven 3.8 or newer, and there is no mvn on the PATH." \
            "To install it: apt-get install maven, or unpack the Apache Maven tarball and put its bin directory on the PATH."
    version=$(mvn --batch-mode --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
    IFS=. read -r major minor _ <<<"$version"
    if ((${major:-0} < 3 || (${major:-0} == 3 && ${minor:-0} < 8))); then
        annulus_fail \
            "Annulus builds with Maven 3.8 or newer; the mvn on the PATH is ${version:-of no version it would tell}." \
            "To install it: apt-get install maven, or unpack the Apache Maven tarball and put its bin directory on the PATH."
    fi
}

if [[ $(uname -s) != Linux ]]; then
    annulus_fail "Annulus runs on Linux only; this is $(uname -s)."
fi
if [[ ! -d /dev/shm || ! -w /dev/shm ]]; then
    annulus_fail "Annulus keeps its regions in /dev/shm, which is missing here or not writable." \
        "To enable it: mount -t tmpfs -o mode=1777 tmpfs /dev/shm"
fi
annulus_find_jdk
# Maven's own libraries use what newer JDKs warn about; the warnings say nothing about this project. The
# option about Unsafe is unknown to older JDKs, which is why they are here and not in .mvn/jvm.config.
# Without noreset Maven ends even a piped output with terminal escapes.
export MAVEN_OPTS="-Djansi.noreset=true --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
