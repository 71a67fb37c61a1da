// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.handover;

import java.util.List;

/**
 * Everything that one server hands to the next.
 *
 * @param premises what it has beside its clients
 * @param vectors doorbells of each peer
 * @param nextId the id that the next to come gets, if nobody knows it
 * @param counts what has happened so far
 * @param members its clients, in the order in which they came
 * @param pid of the process that gives it, as that one sees it
 */
public record Estate(Premises premises, int vectors, int nextId, Counts counts, List<Member> members, long pid)
        implements AutoCloseable {

    /** Copies the list. */
    public Estate {
        members = List.copyOf(members);
    }

    /** Closes every descriptor and changes nothing else: another process has them all. */
    public void letGo() {
        premises.keepNames();
        close();
    }

    /** Ends it all: hangs up on the clients, and removes what there is. */
    @Override
    public void close() {
        members.forEach(Member::close);
        premises.close();
    }
}
