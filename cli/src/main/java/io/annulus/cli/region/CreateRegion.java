// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.region;

import io.annulus.cli.argument.ByteSize;
import io.annulus.cli.argument.PermissionsConverter;
import io.annulus.cli.argument.PermissionsConverter.Permissions;
import io.annulus.cli.argument.RegionPath;
import io.annulus.region.Region;
import io.annulus.region.RegionInfo;
import io.annulus.region.RegionSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus region create}. */
@Command(
        name = "create",
        description = "Create a region. All of its memory is allocated now, so that it cannot run out later.",
        footer = {
            "  annulus region create demo --size 64M",
            "  annulus region create /dev/shm/shared --size 1G --mode 0660 --participants 1024"
        })
final class CreateRegion implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            converter = RegionPath.Converter.class,
            description =
                    "A file that does not exist; a name without '/' means /dev/shm. In a virtual machine also pci:ADDRESS or"
                            + " pci:auto, if its memory is all zero and its owner leaves the creation to this guest.")
    private RegionPath place;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            required = true,
            converter = ByteSize.Converter.class,
            description = "Bytes of the whole region, such as 1048576, 512K, 64M or 1G (powers of 1024).")
    private ByteSize size;

    @Option(names = "--zones", paramLabel = "N", description = "How many rings and zones it can name (256).")
    private int zones = 256;

    @Option(names = "--participants", paramLabel = "N", description = "How many roles can be open at a time (256).")
    private int participants = 256;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            converter = PermissionsConverter.class,
            description = "Permissions in octal, whatever the umask (default 0600).")
    private Permissions mode;

    @Override
    public void run() {
        RegionSpec wanted = RegionSpec.ofSize(size.bytes(), zones, participants);
        if (mode != null) {
            wanted = wanted.withPermissions(mode.granted());
        }
        try (Region region = place.create(wanted)) {
            RegionInfo info = region.info();
            spec.commandLine()
                    .getOut()
                    .println("created " + info.path() + ": " + ByteSize.describe(info.sizeBytes()) + ", up to "
                            + info.directoryCapacity() + " zones and " + info.participantCapacity() + " participants");
        }
    }
}
