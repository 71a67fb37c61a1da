// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.Acceleration;
import io.annulus.cli.vm.GuestImage;
import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.MachineSpec;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.CPeers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types every command of {@code docs/migrating-from-kvm-ivshmem.md}, on the host and in a guest, in the page's order. */
class MigrationPageTest {
    private static final Path PAGE = CPeers.root().resolve("docs/migrating-from-kvm-ivshmem.md");
    private static final String SOCKET = "/run/annulus/vm1";
    private static final int VECTORS = 2;

    /** What some of them must print. */
    private static final Map<String, String> PRINTS = Map.of(
            "annulus guest info",
            "(?m)^id +1$",
            "annulus guest read 3M 5",
            "\\|world\\|",
            "annulus ivshmem client --socket " + SOCKET + " read 2M 5",
            "\\|hello\\|",
            "annulus guest wait 0 --timeout 10m",
            "1 ring",
            "annulus semaphore down pci:auto jobs --wait 10m",
            "to be rung as peer",
            "annulus semaphore up --socket " + SOCKET + " jobs",
            "1 doorbell rung",
            "annulus semaphore up pci:auto jobs",
            "1 doorbell rung",
            "annulus semaphore info pci:auto jobs",
            "count +0",
            "annulus guest peers",
            "(?m)^0$");

    private final GuestImage image = Guests.image();
    private final Deque<HostRun> waitingOnHost = new ArrayDeque<>();

    @TempDir
    private Path directory;

    private HostRun server;
    private VirtualMachine guest;
    private GuestRun waitingInGuest;
    private String waitingThere;

    @AfterEach
    void end() {
        if (guest != null) {
            guest.close();
        }
        for (HostRun run : waitingOnHost) {
            run.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"Bytes and interrupts, 13", "Peers and semaphores, 14"})
    void everyCommandOfTheSectionDoesWhatItSays(String section, int least) throws Exception {
        List<PageCommand> commands = PageCommand.of(PAGE, section);
        assertThat(commands).hasSizeGreaterThanOrEqualTo(least);
        for (PageCommand command : commands) {
            switch (command.side()) {
                case HOST -> onHost(command);
                case GUEST -> inGuest(command);
            }
        }
        awaitGuest();
        for (HostRun run : waitingOnHost) {
            assertThat(run.awaitEnd(Guests.DEADLINE)).as(run.said()).isZero();
        }
    }

    private void onHost(PageCommand command) throws Exception {
        String text = command.text().replace(SOCKET, directory.resolve("vm1").toString());
        HostRun run = HostRun.start(command.waits() ? "exec " + text : text, directory);
        if (server == null) {
            server = run;
            assertThat(command.text()).startsWith("annulus ivshmem serve ");
            run.awaitWord(Guests.DEADLINE);
        } else if (command.waits()) {
            waitingOnHost.add(run);
            run.awaitWord(Guests.DEADLINE);
        } else {
            int status = run.awaitEnd(Guests.DEADLINE);
            requireWell(command.text(), status, run.said());
        }
    }

    private void inGuest(PageCommand command) {
        if (guest == null) {
            guest = VirtualMachine.start(
                    MachineSpec.doorbell(Acceleration.TCG, image, directory.resolve("vm1"), VECTORS));
            guest.awaitBoot(Guests.DEADLINE);
        }
        awaitGuest();
        if (command.waits()) {
            waitingThere = command.text();
            waitingInGuest = guest.start(command.text());
            waitingInGuest.awaitLine("waiting for", Guests.DEADLINE);
        } else {
            GuestRun run = guest.run(command.text(), Guests.DEADLINE);
            requireWell(command.text(), run.status(), String.join("\n", run.lines()));
        }
    }

    /** A guest runs one command at a time. */
    private void awaitGuest() {
        if (waitingInGuest != null) {
            waitingInGuest.awaitEnd(Guests.DEADLINE);
            requireWell(waitingThere, waitingInGuest.status(), String.join("\n", waitingInGuest.lines()));
            waitingInGuest = null;
        }
    }

    private static void requireWell(String command, int status, String said) {
        assertThat(status).as("%s: %s", command, said).isZero();
        assertThat(said).as(command).containsPattern(Pattern.compile(PRINTS.getOrDefault(command, "")));
    }
}
