// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.annulus.error.AnnulusException;
import io.annulus.error.Reason;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A call that must be refused. */
public final class Refusals {
    private Refusals() {}

    /** Its message, to look at further. */
    public static AbstractStringAssert<?> refused(Reason reason, ThrowingCallable call) {
        var thrown = assertThatThrownBy(call).asInstanceOf(type(AnnulusException.class));
        thrown.extracting(AnnulusException::reason).isEqualTo(reason);
        return thrown.extracting(Throwable::getMessage).asInstanceOf(STRING);
    }
}
