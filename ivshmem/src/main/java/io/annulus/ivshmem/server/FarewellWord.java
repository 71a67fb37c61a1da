// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.ivshmem.wire.Message;
import io.annulus.ivshmem.wire.MessageWriter;
import io.annulus.posix.socket.Connection;

/** The one message that ends a conversation before it begins. */
final class FarewellWord {
    private FarewellWord() {}

    /** Says a version that does not exist, and hangs up. A new connection has room for it. */
    @SuppressWarnings("EmptyCatch") // It is gone already, as it would be now.
    static void say(Connection connection, long version) {
        try (connection;
                MessageWriter writer = new MessageWriter(connection)) {
            writer.add(Message.of(version));
            writer.flush();
        } catch (AnnulusException e) {
        }
    }
}
