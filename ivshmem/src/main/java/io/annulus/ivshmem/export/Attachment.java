// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** How a virtual machine gets at a region's memory: which of QEMU's two ivshmem devices, and what is behind it. */
public sealed interface Attachment {

    /**
     * QEMU's name of the device.
     *
     * @return such as {@code ivshmem-plain}
     */
    String model();

    /**
     * Memory alone: QEMU opens a file.
     *
     * @param file absolute
     * @param bytes of the file and of the device: a power of two, 4096 or more
     */
    record Plain(Path file, long bytes) implements Attachment {
        /** Checks what QEMU would end on. */
        public Plain {
            requireAbsolute(file);
            DeviceSize.require(file.toString(), bytes);
        }

        @Override
        public String model() {
            return "ivshmem-plain";
        }
    }

    /**
     * Memory and interrupts: QEMU connects to a server, which hands it both.
     *
     * @param socket where the server listens, absolute, 107 bytes or fewer
     * @param vectors that a peer can be interrupted on, 1 to 64; what the server gives
     */
    record Doorbell(Path socket, int vectors) implements Attachment {
        private static final int MOST_VECTORS = 64;
        private static final int LONGEST_PATH = 107;

        /** Checks what QEMU would end on. */
        public Doorbell {
            requireAbsolute(socket);
            if (vectors < 1 || vectors > MOST_VECTORS) {
                throw new AnnulusException(
                        Reason.BAD_SPEC,
                        "vectors: expected 1 to " + MOST_VECTORS + ", found " + vectors,
                        "Say as many as the server was started with");
            }
            int length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
            if (length > LONGEST_PATH) {
                throw new AnnulusException(
                        Reason.BAD_NAME,
                        socket + ": expected a socket's path of " + LONGEST_PATH + " bytes or fewer, found " + length,
                        "Let the server listen at a shorter path");
            }
        }

        @Override
        public String model() {
            return "ivshmem-doorbell";
        }
    }

    private static void requireAbsolute(Path path) {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException(path + ": not absolute");
        }
    }
}
