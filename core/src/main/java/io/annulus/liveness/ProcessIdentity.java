// SPDX-License-Identifier: Apache-2.0
package io.annulus.liveness;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import java.io.IOException;

/**
 * One process, for ever: no later process is equal to it, whatever pids are reused.
 *
 * @param word pid and start time, see {@link IdentityWord}
 * @param realm where those two mean something
 */
public record ProcessIdentity(long word, Realm realm) {

    /**
     * This process.
     *
     * @return the same each time
     * @throws AnnulusException {@link Reason#UNSUPPORTED_PLATFORM} where {@code /proc} does not tell
     */
    public static ProcessIdentity current() {
        return Current.IDENTITY;
    }

    /**
     * Its process id, in its own pid namespace.
     *
     * @return 1 or more
     */
    public long pid() {
        return IdentityWord.pid(word);
    }

    private static final class Current {
        static final ProcessIdentity IDENTITY = read();

        private static ProcessIdentity read() {
            try {
                long pid = ProcessHandle.current().pid();
                return new ProcessIdentity(IdentityWord.of(pid, Proc.ownStartTicks()), Proc.ownRealm());
            } catch (IOException | RuntimeException e) {
                throw new AnnulusException(
                        Reason.UNSUPPORTED_PLATFORM,
                        "this process cannot tell who it is: /proc/self is not readable (" + e.getMessage() + ")",
                        "Mount /proc in this container or chroot",
                        e);
            }
        }
    }
}
