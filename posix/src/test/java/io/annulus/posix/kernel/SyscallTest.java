// SPDX-License-Identifier: Apache-2.0
package io.annulus.posix.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers of calls and errors are those of the kernel's installed headers. */
class SyscallTest {
    private static final Path X86_64 = Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");
    private static final Path GENERIC = Path.of("/usr/include/asm-generic/unistd.h");
    private static final Path ERRORS = Path.of("/usr/include/asm-generic/errno.h");
    private static final Path BASIC_ERRORS = Path.of("/usr/include/asm-generic/errno-base.h");
    private static final Pattern CALL = Pattern.compile("#define __NR(?:3264)?_(\\w+)\\s+(\\d+)");
    private static final Pattern ERROR = Pattern.compile("#define\\s+(E\\w+)\\s+(\\d+)");

    @ParameterizedTest
    @EnumSource(Syscall.class)
    void onX86(Syscall call) throws IOException {
        assertThat(numbers(X86_64, CALL)).containsEntry(call.manualName(), call.onX86());
    }

    @ParameterizedTest
    @EnumSource(Syscall.class)
    void onOthers(Syscall call) throws IOException {
        assertThat(numbers(GENERIC, CALL)).containsEntry(call.manualName(), call.onOthers());
    }

    @ParameterizedTest
    @EnumSource(Errno.class)
    void errors(Errno errno) throws IOException {
        Map<String, Integer> numbers = numbers(ERRORS, ERROR);
        numbers.putAll(numbers(BASIC_ERRORS, ERROR));
        assertThat(errno.is(-numbers.get(errno.name()))).isTrue();
    }

    private static Map<String, Integer> numbers(Path header, Pattern line) throws IOException {
        assumeTrue(Files.exists(header), header + " is not installed (linux-libc-dev)");
        return line.matcher(Files.readString(header))
                .results()
                .collect(Collectors.toMap(m -> m.group(1), m -> Integer.parseInt(m.group(2)), (a, b) -> a));
    }
}
