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
        return Current.get();
    }

    /**
     * Its process id, in its own pid namespace.
     *
     * @return 1 or more
     */
    public long pid() {
        return IdentityWord.pid(word);
    }

    // Not a static initialiser: whatever is wrong must reach every caller as it is.
    private static final class Current {
        private static volatile ProcessIdentity identity;

        private Current() {}

        static ProcessIdentity get() {
            ProcessIdentity known = identity;
            if (known == null) {
                known = read();
                identity = known;
            }
            return known;
        }

        private static ProcessIdentity read() {
            try {
                long pid = ProcessHandle.current().pid();
                return new ProcessIdentity(IdentityWord.of(pid, Proc.ownStartTicks()), Proc.ownRealm());
            } catch (IOException | RuntimeException e) {
                throw new AnnulusException(
                        Reason.UNSUPPORTED_PLATFORM,
                        "this process cannot tell who it is: /proc does not say (" + e.getMessage() + ")",
                        "Mount /proc, whole, in this container or chroot",
                        e);
            }
        }
    }
}
