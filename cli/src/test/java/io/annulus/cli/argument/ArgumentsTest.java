// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ArgumentsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "0x1380, 4992",
        "64K, 65536",
        "64k, 65536",
        "64KiB, 65536",
        "64KB, 65536",
        "7b, 7",
        "64M, 67108864",
        "1G, 1073741824",
        "2T, 2199023255552",
        "9223372036854775807, 9223372036854775807"
    })
    void sizesAreInPowersOf1024(String text, long bytes) {
        assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "M", "1.5M", "1 M", "64X", "0x", "9223372036854775808", "99999999999T"})
    void otherSizesAreRefusedWithWhatWasFound(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1 KiB", "1536, 1.5 KiB", "67108864, 64 MiB", "1099511627776, 1 TiB"})
    void sizesAreDescribedInTheLargestUnit(long bytes, String text) {
        assertThat(ByteSize.describe(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "0s, PT0S", "2s, PT2S", "1m, PT1M", "3h, PT3H"})
    void durationsHaveAUnit(String text, Duration duration) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-1s", "1.5s", "1d", "ms", "99999999999s"})
    void otherDurationsAreRefused(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @CsvSource({"0600, rw-------", "600, rw-------", "0660, rw-rw----", "777, rwxrwxrwx", "0421, r---w---x"})
    void permissionsAreOctal(String text, String letters) {
        assertThat(new PermissionsConverter().convert(text).granted())
                .isEqualTo(PosixFilePermissions.fromString(letters));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6", "800", "04600", "rw-------"})
    void otherPermissionsAreRefused(String text) {
        assertThatThrownBy(() -> new PermissionsConverter().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void aNameWithoutADirectoryIsInSharedMemory() {
        RegionPath.Converter converter = new RegionPath.Converter();
        assertThat(converter.convert("demo").path()).isEqualTo(Path.of("/dev/shm/demo"));
        assertThat(converter.convert("./demo").path()).isEqualTo(Path.of("./demo"));
        assertThatThrownBy(() -> converter.convert("")).isInstanceOf(TypeConversionException.class);
    }
}
