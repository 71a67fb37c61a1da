// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.CPeers;
import io.annulus.interop.CProcess;
import io.annulus.interop.Ended;
import io.annulus.interop.vm.Guests;
import io.annulus.posix.InstalledProgram;
import io.annulus.ring.Consumer;
import io.annulus.ring.Ring;
import io.annulus.ring.SyncMode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule in {@code dist} does in a guest, by this machine's own udev, what {@code guest setup --group rings} does. */
class UdevRuleTest {
    /** udevd is udevadm by another name, and has its libraries with it. */
    private static final String COPY = """
            set -eu
            mkdir -p "$1/lib"
            udevadm=$(command -v udevadm)
            cp "$udevadm" "$2" "$1"
            ldd "$udevadm" | sed -n 's/.*\\(=> \\|\\t\\)\\(\\/[^ ]*\\) (0x.*/\\2/p' | xargs -I@ cp -L @ "$1/lib"
            for name in udevadm udevd; do
                printf '#!/bin/sh\\nd=$(dirname "$0")/..\\nexec $d/lib/ld-*.so.* --library-path $d/lib --argv0 %s $d/udevadm "$@"\\n' \\
                    $name >"$1/lib/$name"
                chmod +x "$1/lib/$name"
            done
            """;

    private static final String START = "mkdir -p /run/udev /etc/udev/rules.d"
            + " && cp /annulus/*-udev/*.rules /etc/udev/rules.d/"
            + " && /annulus/*-udev/lib/udevd --daemon"
            + " && /annulus/*-udev/lib/udevadm trigger --action=add"
            + " && /annulus/*-udev/lib/udevadm settle";

    @TempDir
    private Path directory;

    @BeforeEach
    void requireUdev() {
        InstalledProgram.require("udevadm", "udev");
    }

    private Path udev() {
        Path udev = directory.resolve("udev");
        String rules = CPeers.root().resolve("dist/70-annulus-ivshmem.rules").toString();
        try (CProcess copy = CProcess.start("bash", "-c", COPY, "bash", udev.toString(), rules)) {
            Ended ended = copy.end();
            assertThat(ended.status()).as(ended.errors()).isZero();
        }
        return udev;
    }

    @Test
    void membersOfTheGroupHaveTheDeviceAndItsInterruptsAndNobodyElseHas() throws Exception {
        try (ServedGuests guests = new ServedGuests(directory, Guests.image(udev()))) {
            String ring = guests.ring("orders", SyncMode.SINGLE);
            VirtualMachine guest = guests.boot();
            GuestRun started = guest.run(START, Guests.DEADLINE);
            assertThat(started.status()).as(started.lines().toString()).isZero();

            GuestRun waiting = ServedGuests.as(guest, "user", "guest wait 0 --timeout 5m");
            waiting.awaitLine("waiting for a ring of peer 1", Guests.DEADLINE);
            guests.host().ring(1, 0, Guests.DEADLINE);
            assertThat(waiting.awaitEnd(Guests.DEADLINE).lines()).contains("1 ring");
            assertThat(ServedGuests.as(guest, "user", "ring enqueue pci:auto " + ring + " 17")
                            .awaitEnd(Guests.DEADLINE)
                            .status())
                    .isZero();
            try (Consumer consumer = Ring.attach(guests.region(), ring).consumer()) {
                assertThat(consumer.dequeueOr(0L)).isEqualTo(17);
            }

            GuestRun refused =
                    ServedGuests.as(guest, "stranger", "guest wait 0").awaitEnd(Guests.DEADLINE);
            assertThat(refused.lines()).anyMatch(line -> line.contains("may not read and write /dev/vfio/"));
            assertThat(refused.status()).isEqualTo(1);
        }
    }
}
