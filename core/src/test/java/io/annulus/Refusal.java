// SPDX-License-Identifier: Apache-2.0
package io.annulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A call that must be refused for one reason, in words that say what, where, and what to do. */
public final class Refusal {
    private Refusal() {}

    /** Asserts the reason and that the message holds all of {@code words}. */
    public static void of(Reason reason, ThrowingCallable call, String... words) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("a refusal for %s", reason).isInstanceOf(AnnulusException.class);
        assertThat(((AnnulusException) thrown).reason()).as(thrown.getMessage()).isEqualTo(reason);
        assertThat(thrown.getMessage()).endsWith(".");
        for (String word : words) {
            assertThat(thrown.getMessage()).contains(word);
        }
    }
}
