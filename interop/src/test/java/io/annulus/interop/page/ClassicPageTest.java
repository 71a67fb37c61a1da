// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.Acceleration;
import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.MachineSpec;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.CPeers;
import io.annulus.interop.vm.Guests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows {@code docs/the-classic-page.md} from top to bottom. Only the socket has another name. */
class ClassicPageTest {
    private static final Path PAGE = CPeers.root().resolve("docs/the-classic-page.md");
    private static final String SOCKET = "/tmp/nahanni";
    private static final int SIGTERM = 128 + 15;

    /** All lines but these end with 0. */
    private static final Map<String, Integer> STATUS =
            Map.of("kill %1 && wait %1", SIGTERM, "ls " + SOCKET + " /dev/shm/ivshmem", 2);

    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path directory;

    private VirtualMachine guest;
    private GuestRun waiting;

    @Test
    void everyLineDoesWhatThePageSays() throws Exception {
        Guests.image(); // Or this is skipped.
        List<PageBlock> blocks = PageBlock.of(PAGE);
        assertThat(blocks).hasSizeGreaterThan(10);
        try (Terminal host = Terminal.in(directory)) {
            for (PageBlock block : blocks) {
                for (String line : block.lines()) {
                    follow(host, block.where(), line);
                }
                requireEnd(block.where());
            }
        } finally {
            if (guest != null) {
                guest.close();
            }
        }
        assertThat(said)
                .anyMatch(line -> line.contains("64 MiB"))
                .anyMatch(line -> line.matches("driver +vfio-pci"))
                .containsSubsequence("17", "255")
                .contains("1 ring", "waiting for a ring of peer 0, vector 0 (vfio)", "1 doorbell rung");
    }

    private void follow(Terminal host, String where, String line) throws Exception {
        String typed = line.replace(SOCKET, directory.resolve("nahanni").toString());
        if (where.startsWith("On the host")) {
            Terminal.Done done = host.type(typed);
            said.addAll(done.lines());
            assertThat(done.status()).as("%s: %s", line, done.lines()).isEqualTo(STATUS.getOrDefault(line, 0));
        } else if (where.startsWith("In a terminal")) {
            String command =
                    host.type("echo " + typed.replace("\"", "\\\"")).lines().getLast();
            MachineSpec spec = new MachineSpec(Acceleration.TCG, Guests.image(), List.of());
            guest = VirtualMachine.start(spec, List.of("bash", "-c", "exec " + command));
            guest.awaitBoot(Guests.DEADLINE);
        } else {
            requireOver();
            GuestRun run = guest.start(line);
            if (where.contains("waits")) {
                waiting = run;
                run.awaitLine("waiting for a ring", Guests.DEADLINE);
            } else if (where.contains("ends with it")) {
                guest.process().onExit().get(Guests.DEADLINE.toSeconds(), TimeUnit.SECONDS);
            } else {
                require(run);
            }
        }
    }

    /** What waited in the guest is over before it is told anything else, and when the host has rung. */
    private void requireEnd(String where) {
        if (where.startsWith("On the host")) {
            requireOver();
        }
    }

    private void requireOver() {
        if (waiting != null) {
            require(waiting);
            waiting = null;
        }
    }

    private void require(GuestRun run) {
        run.awaitEnd(Guests.DEADLINE);
        said.addAll(run.lines());
        assertThat(run.status()).as("%s", run.lines()).isZero();
    }
}
