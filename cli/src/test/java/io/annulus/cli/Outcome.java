// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What a run of the command left.
 *
 * @param status its exit status
 * @param out all of its standard output
 * @param err all of its standard error
 */
public record Outcome(int status, String out, String err) {

    /** It succeeded, and complained about nothing. */
    public Outcome requireQuietSuccess() {
        assertThat(this).extracting(Outcome::status, Outcome::err).containsExactly(0, "");
        return this;
    }

    /** It ended so, with nothing on standard output and these words on standard error. */
    public void requireRefusal(int expected, String... words) {
        assertThat(err).contains(words).doesNotContain("\tat ");
        assertThat(out).isEmpty();
        assertThat(status).isEqualTo(expected);
    }

    public List<String> lines() {
        return out.lines().toList();
    }

    /** Its standard output, read as JSON. */
    public Object json() {
        return JsonReader.read(out);
    }
}
