// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.party.ConsumeCommand;
import io.annulus.cli.party.EchoCommand;
import io.annulus.cli.party.ProduceCommand;
import io.annulus.cli.vm.AccelerationChoice;
import io.annulus.error.AnnulusException;
import io.annulus.region.Region;
import io.annulus.ring.Ring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code annulus demo}. */
@Command(
        name = "demo",
        description = {
            "Move a real file between two processes through a ring in shared memory, check that it arrived unchanged,"
                    + " and say how fast it was. Leaves nothing behind.",
            "The region is in /dev/shm, or in the temporary directory where that is too small.",
            "With --vm, a virtual machine lies between the two: QEMU boots Debian's kernel with this very program in it, and"
                    + " the file goes through one ring to the guest and through another one back to the host. With --guests 2"
                    + " it goes from guest to guest on its way. Whoever has to wait sleeps until it is interrupted."
                    + " Whatever that needs and is not here is named."
        },
        footer = {
            "  annulus demo",
            "  annulus demo --file /path/to/big.iso",
            "  annulus demo --element-size 64 --entries 65536 --burst 256",
            "  annulus demo --vm",
            "  annulus demo --vm --guests 2"
        },
        subcommands = {ProduceCommand.class, ConsumeCommand.class, EchoCommand.class})
public final class DemoCommand implements Runnable {
    /** Each takes a processor, and a gibibyte of memory. */
    private static final int MOST_GUESTS = 4;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "What to move (default: lib/modules of the running JDK, over 100 MB).")
    private Path file = OwnJvm.home().resolve("lib").resolve("modules");

    @Option(names = "--entries", paramLabel = "N", description = "Slots of the ring, a power of two (default 1024).")
    private int entries = 1024;

    @Option(
            names = "--element-size",
            paramLabel = "BYTES",
            description = "Bytes of an element, 64 or more; 24 of them are its header (default 2048).")
    private int elementSize = 2048;

    @Option(names = "--burst", paramLabel = "N", description = "Elements moved at a time, at most (default 32).")
    private int burst = 32;

    @Option(names = "--vm", description = "Send the file through a virtual machine and back.")
    private boolean throughMachine;

    @Option(
            names = "--accel",
            paramLabel = "ACCELERATOR",
            description = "With --vm, what runs the guest: tcg, kvm, or auto: kvm where a trial shows that it works"
                    + " (default auto).")
    private AccelerationChoice accelerator;

    private int guests;

    @Option(
            names = "--guests",
            paramLabel = "N",
            description = "With --vm, how many machines the file goes through, 1 to 4 (default 1).")
    void setGuests(int number) {
        if (number < 1 || number > MOST_GUESTS) {
            throw new ParameterException(
                    spec.commandLine(), "--guests: expected 1 to " + MOST_GUESTS + ", found " + number);
        }
        guests = number;
    }

    /** Made by picocli. */
    public DemoCommand() {}

    @Override
    public void run() {
        DemoPlan plan = DemoPlan.of(file, entries, elementSize, burst);
        PrintWriter err = spec.commandLine().getErr();
        if (throughMachine) {
            PrintWriter out = spec.commandLine().getOut();
            AccelerationChoice choice = accelerator == null ? AccelerationChoice.AUTO : accelerator;
            out.println(new MachineDemo(plan, Math.max(1, guests), choice, main(), err).run());
            out.flush();
        } else if (accelerator != null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--accel: expected --vm beside it. Without a guest nothing runs one.");
        } else if (guests > 0) {
            throw new CommandFailure(ExitCode.USAGE, "--guests: expected --vm beside it.");
        } else {
            runOnHost(plan, err);
        }
    }

    private Class<?> main() {
        return spec.root().userObject().getClass();
    }

    private void runOnHost(DemoPlan plan, PrintWriter err) {
        err.println("Moving " + plan.file() + " (" + ByteSize.describe(plan.fileBytes())
                + ") from one new process to another, through a ring");
        err.println("of " + plan.entries() + " elements of " + plan.elementSize() + " bytes, up to " + plan.burst()
                + " at a time; then comparing SHA-256 on both sides.");
        Outcome outcome;
        try (Workplace workplace = Workplace.open()) {
            Region region = createRegion(workplace, plan, err);
            outcome = new Transfer(
                            workplace, List.of("--region", region.info().path()), main(), plan, DemoPlan.RING, () -> {})
                    .run(new Progress(
                            Ring.create(region, DemoPlan.RING, plan.ringSpec()), "the producer process", plan, err));
        }
        outcome.requireSame();
        PrintWriter out = spec.commandLine().getOut();
        out.println(outcome.describe("", rows -> {}));
        out.flush();
        err.println("""

                To try next:
                  annulus region create mine --size 64M && annulus ring create mine orders --entries 1024
                  seq 1 10 | annulus ring enqueue mine orders && annulus ring info mine orders
                  annulus ring dequeue mine orders --wait 2s""");
    }

    private static Region createRegion(Workplace workplace, DemoPlan plan, PrintWriter err) {
        String name = Debris.PREFIX + ProcessHandle.current().pid();
        Path shared = Region.resolve(name);
        try {
            Debris.sweep(shared.getParent());
            return workplace.createRegion(shared, plan.regionSpec());
        } catch (AnnulusException e) {
            Path directory = Path.of(System.getProperty("java.io.tmpdir"));
            err.println("annulus: " + e.getMessage() + " Using " + directory + " instead: correct, perhaps slower.");
            Debris.sweep(directory);
            return workplace.createRegion(directory.resolve(name), plan.regionSpec());
        }
    }
}
