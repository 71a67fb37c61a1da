// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The one way in which we say no. */
public final class Refused {
    private Refused() {}

    /** The call is refused for this reason. */
    public static void with(Reason reason, ThrowingCallable call) {
        AnnulusException refusal = catchThrowableOfType(AnnulusException.class, call);
        assertThat(refusal).as("an AnnulusException").isNotNull();
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    }
}
