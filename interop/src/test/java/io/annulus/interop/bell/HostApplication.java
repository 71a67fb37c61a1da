// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop.bell;

import io.annulus.interop.CProcess;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.region.Region;
import java.nio.file.Path;

/** A process on the host: {@code SOCKET RING} sends the numbers of a new session, until it is killed. */
final class HostApplication {
    private HostApplication() {}

    /** Starts one. Closing it kills it. */
    static CProcess start(Path socket, String ring) {
        return CProcess.start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HostApplication.class.getName(),
                socket.toString(),
                ring);
    }

    public static void main(String[] arguments) {
        JoinSpec usual = JoinSpec.usual().withVectors(ServedGuests.VECTORS);
        try (IvshmemClient own = IvshmemClient.join(Path.of(arguments[0]), usual);
                Region region = own.attach()) {
            new Sessions(own, region, arguments[1]).send();
        }
    }
}
