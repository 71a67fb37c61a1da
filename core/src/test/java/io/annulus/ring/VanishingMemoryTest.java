// SPDX-License-Identifier: Apache-2.0
package io.annulus.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.OwnJvm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A copy that fails because the caller's own memory has gone leaves the ring as it was, where that can be undone. */
final class VanishingMemoryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SINGLE    | producers 4/4, consumers 0/0 | producers 4/4, consumers 0/0",
                "MULTI_HTS | producers 4/4, consumers 0/0 | producers 4/4, consumers 0/0",
                // The elements are lost, or the producers' side is left in the middle: the class descriptions say so.
                "MULTI     | producers 4/4, consumers 4/4 | producers 8/4, consumers 4/4",
                "MULTI_RTS | producers 4/4, consumers 4/4 | producers 8/4, consumers 4/4",
            })
    void isUndoneWhereThatIsPossible(String mode, String afterDequeue, String afterEnqueue) throws Exception {
        // Interpreted: compiled code reports such a fault only when it comes to its next stop.
        List<String> lines = OwnJvm.run(VanishingMemory.class, List.of("-Xint"), mode);
        assertThat(lines).containsExactly("dequeue failed: " + afterDequeue, "enqueue failed: " + afterEnqueue);
    }
}
