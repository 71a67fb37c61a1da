// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.ivshmem.guest.GuestDevice;
import io.annulus.posix.Descriptor;
import io.annulus.region.Region;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;

/** The jars or directories that this very program runs from, for a guest to run it too. */
public final class GuestClassPath {
    /** One class of each. */
    private static final List<Class<?>> PARTS = List.of(
            GuestClassPath.class,
            Region.class,
            Descriptor.class,
            GuestDevice.class,
            CommandLine.class,
            Histogram.class);

    private GuestClassPath() {}

    /** Those of the command. */
    public static List<Path> ofThisProgram() {
        List<Path> paths = new ArrayList<>();
        PARTS.forEach(part -> paths.add(of(part)));
        return List.copyOf(paths);
    }

    /** The jar or directory of a class. */
    public static Path of(Class<?> part) {
        CodeSource source = part.getProtectionDomain().getCodeSource();
        URI location;
        try {
            location = source.getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new AssertionError("a class's location is a URI", e);
        }
        if (!"file".equals(location.getScheme())) {
            throw new CommandFailure(
                    ExitCode.FAILURE, location + ": expected a jar or a directory to give to a guest. Use ./annulus.");
        }
        return Path.of(location);
    }
}
