// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** A program that a test needs and a machine may lack. */
public final class InstalledProgram {
    private InstalledProgram() {}

    /** Skips the test where the program is missing; where the tests are to be complete, fails it. */
    public static void require(String program, String packageName) {
        boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        if (Boolean.getBoolean("annulus.ci")) {
            assertThat(found).as("%s is installed", program).isTrue();
        }
        Assumptions.assumeTrue(found, "needs " + program + "; to run it: sudo apt-get install -y " + packageName);
    }
}
