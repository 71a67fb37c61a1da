// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.argument.RegionPath;
import io.annulus.region.Access;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code PATH NAME}, or {@code FILE --raw OFFSET --element-size BYTES}: which ring a command is about. */
final class RingArguments {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            converter = RegionPath.Converter.class,
            description = RegionPath.DESCRIPTION + " With --raw any file.")
    private RegionPath place;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "NAME",
            description = "The ring's name; not with --raw. 'enqueue' takes VALUEs behind it.")
    private List<String> words = List.of();

    @ArgGroup(exclusive = false)
    private RawLocation raw;

    RingArguments() {}

    OpenRing open(Access access) {
        if (raw != null) {
            return OpenRing.raw(place, raw, access);
        }
        if (words.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "Missing required parameter: NAME (or --raw=OFFSET --element-size=BYTES)");
        }
        return OpenRing.named(place, words.getFirst(), access);
    }

    /** Whether neither a ring's name nor its offset was given. */
    boolean isWholeRegion() {
        return raw == null && words.isEmpty();
    }

    RegionPath place() {
        return place;
    }

    /** What stands behind the name. */
    List<String> values() {
        return raw != null || words.isEmpty() ? words : words.subList(1, words.size());
    }

    void requireNoValues() {
        List<String> values = values();
        if (!values.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "Unexpected argument '" + values.getFirst() + "'"
                            + (raw == null ? "" : ": with --raw, a ring has no NAME"));
        }
    }
}
