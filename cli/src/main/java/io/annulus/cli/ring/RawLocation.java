// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.argument.ByteSize;
import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.region.AbiProfile;
import picocli.CommandLine.Option;

/** Where a ring lies that no directory names: given by options, since such a ring does not say it itself. */
final class RawLocation {
    @Option(
            names = "--raw",
            paramLabel = "OFFSET",
            required = true,
            converter = ByteSize.Converter.class,
            description = "Use the ring that starts at this byte of the file, which need not be a region.")
    private ByteSize offset;

    @Option(
            names = "--element-size",
            paramLabel = "BYTES",
            required = true,
            description = "With --raw: bytes of an element.")
    private int elementSize;

    @Option(
            names = "--profile",
            paramLabel = "64|128",
            description =
                    "With --raw: the cache line of the DPDK that made it (default: this machine's). That it is wrong is not"
                            + " noticed on an idle ring with two multi sides: its bytes cannot tell.")
    private Integer cacheLine;

    RawLocation() {}

    long offset() {
        return offset.bytes();
    }

    int elementSize() {
        return elementSize;
    }

    AbiProfile profile() {
        if (cacheLine == null) {
            return AbiProfile.host();
        }
        return switch (cacheLine) {
            case 64 -> AbiProfile.LINE_64;
            case 128 -> AbiProfile.LINE_128;
            default ->
                throw new AnnulusException(
                        Reason.BAD_SPEC,
                        "--profile: expected a cache line of 64 or 128 bytes, found " + cacheLine,
                        "Take RTE_CACHE_LINE_SIZE from the rte_config.h of the DPDK build");
        };
    }
}
