// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.argument;

import io.annulus.error.AnnulusException;
import io.annulus.ivshmem.guest.PciAddress;
import io.annulus.region.Access;
import io.annulus.region.LockedOperations;
import io.annulus.region.Region;
import io.annulus.region.RegionSpec;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a region is: the one place that makes an open region of what a user types as PATH. */
public sealed interface RegionPath permits FilePath, DevicePath, ServerPath {

    /** What a command says about its parameter PATH. */
    String DESCRIPTION =
            "The region; a name without '/' means /dev/shm. In a virtual machine also pci:ADDRESS or pci:auto; on the host"
                    + " ivshmem:SOCKET, the memory of a server.";

    /** Opens the region that is there. */
    Region open(Access access);

    /** Creates a region there. */
    Region create(RegionSpec spec);

    /** Removes it, unless it is in use. */
    void remove();

    /** Removes it, even if it is in use or damaged. */
    void removeByForce();

    /** Whether the memory there is fit for sides for several threads, for rings that are not in a region. */
    LockedOperations lockedOperations();

    /** The file, for commands that are about files alone. */
    Path path();

    /** For picocli. */
    final class Converter implements ITypeConverter<RegionPath> {
        private static final String DEVICE = "pci:";
        private static final String AUTO = "auto";

        /** Made by picocli. */
        public Converter() {}

        @Override
        public RegionPath convert(String text) {
            if (text.startsWith(DEVICE)) {
                return device(text.substring(DEVICE.length()));
            }
            if (text.startsWith(ServerPath.PREFIX) && text.length() > ServerPath.PREFIX.length()) {
                return new ServerPath(Path.of(text.substring(ServerPath.PREFIX.length())));
            }
            if (text.isBlank() || text.endsWith("/")) {
                throw new TypeConversionException("expected a file's path or name, found '" + text + "'");
            }
            return new FilePath(Region.resolve(text));
        }

        /** A device's PCI address, or {@code auto}. */
        static DevicePath device(String text) {
            try {
                return new DevicePath(text.equals(AUTO) ? Optional.empty() : Optional.of(PciAddress.parse(text)));
            } catch (AnnulusException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
