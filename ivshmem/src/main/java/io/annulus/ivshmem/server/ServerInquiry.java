// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.server;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import io.annulus.posix.Descriptor;
import io.annulus.posix.memory.SharedMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a server of this library that runs in another process, of the same user, how it stands; and opens its memory. Joins nothing:
 * no peer hears of it, and no id is used up.
 *
 * @param socket where the server listens
 */
public record ServerInquiry(Path socket) {
    private static final int ROOM = 65_536;
    private static final int MOST = 1 << 26;
    private static final Pattern MEMORY = Pattern.compile("\"memory\":\"(/proc/[0-9]+/fd/[0-9]+)\"");
    /** Of the server: those of its peers come later. */
    private static final Pattern VECTORS = Pattern.compile("\"vectors\":([0-9]{1,4})");

    /**
     * How it stands.
     *
     * @return as {@link ServerStatus#json} says it
     * @throws AnnulusException {@link Reason#NOT_FOUND} if no such server is there, {@link Reason#NO_PERMISSION} if it is another
     *     user's
     */
    public String status() {
        Path control = IvshmemServer.controlSocket(socket);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(control))) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer room = ByteBuffer.allocate(ROOM);
            while (channel.read(room) >= 0 && answer.size() < MOST) {
                answer.write(room.array(), 0, room.position());
                room.clear();
            }
            return answer.toString(StandardCharsets.UTF_8);
        } catch (ConnectException e) {
            throw nobody(control, e);
        } catch (IOException e) {
            if (!Files.exists(control)) {
                throw nobody(control, e);
            }
            throw new AnnulusException(
                    Reason.NO_PERMISSION,
                    control + ": expected to be answered, found: " + e.getMessage(),
                    "Run as the user that the server runs as",
                    e);
        }
    }

    private AnnulusException nobody(Path control, IOException e) {
        return new AnnulusException(
                Reason.NOT_FOUND,
                control + ": expected a server that listens there, found nobody",
                "Start one: annulus ivshmem serve --socket " + socket
                        + " --size 64M. (Another program's server has no such socket)",
                e);
    }

    /**
     * Asks once, and says what a newcomer would be given.
     *
     * @return where the memory is, and how many doorbells
     * @throws AnnulusException as {@link #status}; {@link Reason#BAD_MESSAGE} if what listens there is something else
     */
    public Offer offer() {
        String status = status();
        return new Offer(
                Path.of(find(MEMORY, status, "the name of the server's memory")),
                Integer.parseInt(find(VECTORS, status, "the number of vectors")));
    }

    /**
     * Opens its memory, which outlives the server if it is kept open.
     *
     * @return the memory, to be closed
     * @throws AnnulusException as {@link #offer}
     */
    public SharedMemory openMemory() {
        return offer().openMemory();
    }

    private String find(Pattern pattern, String status, String what) {
        Matcher found = pattern.matcher(status);
        if (!found.find()) {
            throw new AnnulusException(
                    Reason.BAD_MESSAGE,
                    IvshmemServer.controlSocket(socket) + ": expected " + what + ", found none",
                    "Use the server of this version of Annulus");
        }
        return found.group(1);
    }

    /**
     * What a server gives to whom it lets in.
     *
     * @param memory a name under which a process of the same user can open it
     * @param vectors doorbells of each peer, 0 to 64
     */
    public record Offer(Path memory, int vectors) {

        /**
         * Opens the memory.
         *
         * @return the memory, to be closed
         * @throws AnnulusException {@link Reason#NOT_FOUND} if the server has ended meanwhile
         */
        public SharedMemory openMemory() {
            return SharedMemory.of(Descriptor.openOfOther(memory));
        }
    }
}
