// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;

/** A thread of {@code ring_storm}, which is a process of its own. */
record CParty(CProcess process) implements StormParty {

    static StormParty producers(TestRegion home, String ring, Job job) {
        return start(home, ring, "producer", job);
    }

    static StormParty consumers(TestRegion home, String ring, Job job) {
        return start(home, ring, "consumer", job);
    }

    private static StormParty start(TestRegion home, String ring, String side, Job job) {
        return new CParty(CPeers.start(
                "ring_storm",
                home.path().toString(),
                ring,
                Integer.toString(Long.BYTES),
                side,
                "1",
                Integer.toString(job.count()),
                Integer.toString(job.burst()),
                Integer.toString(job.producer()),
                job.style().word()));
    }

    @Override
    public Tally end() {
        Ended ended = process.end();
        assertThat(ended.lines()).as(ended.errors()).hasSize(1);
        String[] words = ended.lines().getFirst().split(" ", -1);
        boolean ordered = words.length == 4 || words[5].equals("ok");
        return new Tally(Long.parseLong(words[1]), Long.parseUnsignedLong(words[3]), ordered);
    }

    @Override
    public void close() {
        process.close();
    }
}
