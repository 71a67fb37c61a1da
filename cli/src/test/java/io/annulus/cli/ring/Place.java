// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.cli.Annulus;
import io.annulus.cli.JsonReader;
import io.annulus.cli.Outcome;
import java.nio.file.Path;
import java.util.Map;

/** A region for one test. */
record Place(Path path) {
    static final String RING = "orders";

    static Place in(Path directory) {
        Place place = new Place(directory.resolve("region"));
        Annulus.run("region", "create", place.path, "--size", "4M").requireQuietSuccess();
        return place;
    }

    /** Runs {@code annulus ring VERB PATH NAME ...}. */
    Outcome ring(String verb, Object... more) {
        Object[] all = new Object[4 + more.length];
        all[0] = "ring";
        all[1] = verb;
        all[2] = path;
        all[3] = RING;
        System.arraycopy(more, 0, all, 4, more.length);
        return Annulus.run(all);
    }

    Map<?, ?> info() {
        return (Map<?, ?>) JsonReader.read(
                ring("info", "--format", "json").requireQuietSuccess().out());
    }
}
