// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

import io.annulus.cli.Forked;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingPartTest {
    @TempDir
    private Path empty;

    @Test
    void whatADemoWithAVirtualMachineLacksIsNamedWithTheWayToGetIt() throws Exception {
        ProcessBuilder demo = Forked.builder("demo", "--vm");
        demo.environment().put("PATH", empty.toString());
        try (Forked forked = Forked.of(demo.start())) {
            forked.finish("")
                    .requireRefusal(
                            1,
                            "needs qemu-system-x86_64",
                            "apt-get install -y --no-install-recommends qemu-system-x86",
                            "needs Annulus's own build/guest.sh");
        }
    }
}
