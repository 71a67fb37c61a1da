// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.semaphore;

import io.annulus.cli.argument.RegionPath;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** {@code PATH NAME}, or {@code --socket SOCKET NAME}: which semaphore a command is about. */
final class SemaphoreArguments {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            index = "0..*",
            arity = "0..*",
            paramLabel = "PATH NAME",
            hideParamSyntax = true,
            description = RegionPath.DESCRIPTION + " Not with --socket. Then the semaphore's name.")
    private List<String> words = List.of();

    @Option(
            names = "--socket",
            paramLabel = "SOCKET",
            description =
                    "On the host, instead of PATH: the region in the memory of the ivshmem server that listens there,"
                            + " which this command joins, so that it rings and is rung.")
    private Path socket;

    SemaphoreArguments() {}

    String name() {
        int wanted = socket == null ? 2 : 1;
        if (words.size() != wanted) {
            throw new ParameterException(
                    command.commandLine(),
                    "expected " + (socket == null ? "PATH and NAME (or --socket SOCKET and NAME)" : "NAME alone")
                            + ", found "
                            + (words.isEmpty() ? "nothing" : "'" + String.join(" ", words) + "'"));
        }
        return words.getLast();
    }

    /** The region, without ringing anybody. */
    Region open(Access access) {
        if (socket == null) {
            return path().open(access);
        }
        return access == Access.READ_ONLY ? Party.look(socket) : Party.write(socket);
    }

    /** The region, and all there is to ring others with. */
    Party join() {
        return socket == null ? Party.at(path()) : Party.at(socket);
    }

    private RegionPath path() {
        try {
            return new RegionPath.Converter().convert(words.getFirst());
        } catch (TypeConversionException e) {
            throw new ParameterException(command.commandLine(), "PATH: " + e.getMessage(), e);
        }
    }

    /** Where it is, as the user said it. */
    String place() {
        return socket == null ? words.getFirst() : socket.toString();
    }
}
