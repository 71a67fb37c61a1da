// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli;

import io.annulus.cli.demo.DemoCommand;
import io.annulus.cli.doctor.DoctorCommand;
import io.annulus.cli.guest.GuestCommand;
import io.annulus.cli.ivshmem.IvshmemCommand;
import io.annulus.cli.manual.ManCommand;
import io.annulus.cli.output.ErrorReport;
import io.annulus.cli.output.StandardOutput;
import io.annulus.cli.region.RegionCommand;
import io.annulus.cli.ring.RingCommand;
import io.annulus.cli.semaphore.SemaphoreCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ScopeType;

/** The annulus command. */
@Command(
        name = "annulus",
        description =
                "Rings and regions of shared memory, byte-compatible with DPDK's rte_ring, for JVMs and C programs.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:failure: no space, no permission, in use, full, a wait that expired",
            "2:usage: unknown options, values or names that cannot be",
            "3:not found",
            "4:incompatible: not a region or ring, or one of another layout",
            "5:unhealthy: something is wrong with a ring or this machine",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  annulus demo",
            "  annulus region create demo --size 64M",
            "  annulus ring create demo orders --entries 1024",
            "  annulus ring enqueue demo orders 1 2 3",
            "  annulus ring dequeue demo orders"
        })
public final class Main {
    private static final int HELP_WIDTH = 100;

    /** In the order of the help. */
    static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            RegionCommand.class,
            RingCommand.class,
            SemaphoreCommand.class,
            IvshmemCommand.class,
            GuestCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            ManCommand.class);

    /** These tell of all commands. */
    private static final Set<Class<?>> TELLING = Set.of(CompletionCommand.class, ManCommand.class);

    /** Made by {@link #commandLine()}. */
    Main() {}

    /**
     * Runs the command and exits with its status.
     *
     * @param args the arguments as the shell gave them
     */
    public static void main(String[] args) {
        StandardOutput stdout = StandardOutput.ofProcess();
        PrintWriter out = stdout.writer();
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        CommandLine commandLine = commandLine(commands(args));
        commandLine.setOut(out);
        commandLine.setErr(err);
        int status;
        try {
            status = commandLine.execute(args);
        } catch (Error e) {
            // picocli hands on exceptions alone; a file truncated under a mapping is an Error.
            status = ErrorReport.ofEnvironment().report(e, err);
        }
        out.flush();
        System.exit(stdout.finish(status, err));
    }

    /** All of it. */
    static CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    /**
     * What the arguments can be about. picocli reads all annotations of all commands it is given, which takes longer than what
     * most of them do, and many seconds in a virtual machine without KVM: a command that is named first is given alone.
     */
    static List<Class<?>> commands(String... args) {
        String first = args.length == 0 ? "" : args[0];
        return COMMANDS.stream()
                .filter(command -> !TELLING.contains(command)
                        && command.getAnnotation(Command.class).name().equals(first))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(COMMANDS);
    }

    static CommandLine commandLine(List<Class<?>> commands) {
        ErrorReport report = ErrorReport.ofEnvironment();
        CommandLine commandLine = new CommandLine(new Main());
        commands.forEach(commandLine::addSubcommand);
        commandLine.setExecutionExceptionHandler(report);
        commandLine.setParameterExceptionHandler(report);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setColorScheme(Help.defaultColorScheme(Ansi.OFF));
        commandLine.setUsageHelpWidth(HELP_WIDTH);
        // Values and paths may begin with @.
        commandLine.setExpandAtFiles(false);
        return commandLine;
    }
}
