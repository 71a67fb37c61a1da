// SPDX-License-Identifier: Apache-2.0
/**
 * The annulus command.
 *
 * <p>HdrHistogram carries no module descriptor, so it is an automatic module here. The launcher puts every jar on the
 * class path, where that makes no difference.
 */
@SuppressWarnings("requires-automatic")
module io.annulus.cli {
    requires io.annulus;
    requires io.annulus.ivshmem;
    requires io.annulus.posix;
    requires info.picocli;
    requires HdrHistogram;

    opens io.annulus.cli to
            info.picocli;
    opens io.annulus.cli.argument to
            info.picocli;
    opens io.annulus.cli.client to
            info.picocli;
    opens io.annulus.cli.demo to
            info.picocli;
    opens io.annulus.cli.doctor to
            info.picocli;
    opens io.annulus.cli.export to
            info.picocli;
    opens io.annulus.cli.guest to
            info.picocli;
    opens io.annulus.cli.ivshmem to
            info.picocli;
    opens io.annulus.cli.manual to
            info.picocli;
    opens io.annulus.cli.output to
            info.picocli;
    opens io.annulus.cli.party to
            info.picocli;
    opens io.annulus.cli.region to
            info.picocli;
    opens io.annulus.cli.ring to
            info.picocli;
    opens io.annulus.cli.semaphore to
            info.picocli;
    opens io.annulus.cli.watch to
            info.picocli;
}
