// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.vm.Acceleration;
import io.annulus.cli.vm.GuestImage;
import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.MachineSpec;
import io.annulus.cli.vm.VirtualMachine;
import io.annulus.interop.CPeers;
import io.annulus.interop.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands in docs/migrating-from-rte-ivshmem.md, run as they stand there; only the regions have names of their own. */
class MigrationGuideTest {
    private static final Pattern COMMAND = Pattern.compile("`(annulus [^`]*)`");
    private static final int HOST_COMMANDS = 10;
    private static final int GUEST_COMMANDS = 8;

    private final GuestImage image = Guests.image();
    private final String prefix = "annulus-interop-" + UUID.randomUUID() + "-";

    @TempDir
    private Path directory;

    /** Those in the second column of the tables below a heading, in their order. */
    private List<String> commands(String heading) throws IOException {
        String document = Files.readString(CPeers.root().resolve("docs/migrating-from-rte-ivshmem.md"));
        String from = document.substring(document.indexOf("## " + heading));
        String section = from.substring(0, (from + "\n## ").indexOf("\n## "));
        List<String> commands = new ArrayList<>();
        section.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split(" \\| ", -1))
                .forEach(cells -> COMMAND.matcher(cells[1])
                        .results()
                        .map(found -> found.group(1))
                        .forEach(commands::add));
        return commands.stream()
                .map(command -> command.replaceAll("\\bvm([12])\\b", prefix + "$1"))
                .toList();
    }

    @AfterEach
    void remove() {
        Shell shell = Shell.in(directory);
        shell.run("annulus region remove --force " + prefix + "1; annulus region remove --force " + prefix + "2");
    }

    @Test
    void everyCommandDoesWhatItStandsFor() throws Exception {
        Shell shell = Shell.in(directory);
        List<String> onHost = commands("On the host");
        assertThat(onHost).hasSize(HOST_COMMANDS);
        List<String> arguments = List.of();
        for (String command : onHost) {
            List<String> printed = shell.lines(command);
            assertThat(printed).as(command).isNotEmpty();
            if (command.endsWith("--ring packets")) {
                arguments = shell.words(printed.getFirst());
            }
        }
        shell.lines("annulus ring enqueue " + prefix + "1 orders 17");
        List<String> inGuest = commands("In the guest");
        assertThat(inGuest).hasSize(GUEST_COMMANDS);
        List<String> said = new ArrayList<>();
        try (VirtualMachine guest = VirtualMachine.start(new MachineSpec(Acceleration.TCG, image, arguments))) {
            guest.awaitBoot(Guests.DEADLINE);
            for (String command : inGuest) {
                GuestRun run = guest.run(command, Guests.DEADLINE);
                assertThat(run.status()).as("%s: %s", command, run.lines()).isZero();
                said.addAll(run.lines());
            }
        }
        assertThat(said).contains("17").anyMatch(line -> line.matches("kind +ivshmem-plain.*"));
        assertThat(shell.lines("annulus ring dequeue " + prefix + "1 fills")).containsExactly("42");

        List<String> limits = commands("Limits");
        assertThat(limits).hasSize(1);
        shell.lines(limits.getFirst());
        assertThat(shell.lines("annulus ivshmem export " + prefix + "2 --as dump"))
                .anyMatch(line -> line.endsWith("0 of 1024"));
    }
}
