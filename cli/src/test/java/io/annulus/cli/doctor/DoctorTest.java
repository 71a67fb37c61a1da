// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.Annulus;
import io.annulus.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
    @TempDir
    private Path root;

    private void write(String absolute, String text) throws IOException {
        Path path = new Machine(root).path(absolute);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void thisMachineIsFitForTheTestsAndIsLeftAsItWas() {
        Outcome outcome = Annulus.run("doctor").requireQuietSuccess();
        assertThat(outcome.out())
                .contains("java: 25", "/dev/shm", "huge pages", "IOMMU")
                .doesNotContain("wrong ");
        assertThat(Path.of("/dev/shm/annulus-doctor-" + ProcessHandle.current().pid()))
                .doesNotExist();
    }

    @Test
    void jsonSaysForEachThingWhatWasFoundWhatIsWantedAndTheFix() {
        List<?> findings = (List<?>)
                Annulus.run("doctor", "--format", "json").requireQuietSuccess().json();
        assertThat(findings)
                .hasSizeGreaterThan(10)
                .allSatisfy(finding ->
                        assertThat(((Map<?, ?>) finding).keySet()).hasToString("[name, status, found, wanted, fix]"));
    }

    @Test
    void withoutSharedMemoryTheMachineIsUnhealthyAndTheFixIsSaid() {
        List<Finding> findings = SharedMemoryChecks.look(new Machine(root));
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).contains("mount -t tmpfs"));
        assertThat(DoctorCommand.status(findings)).isEqualTo(5);
    }

    @Test
    void anotherJavaIsWrongAndMissingOptionalThingsAreNot() {
        assertThat(RuntimeChecks.java(Runtime.Version.parse("21.0.1")).status()).isEqualTo(Status.WRONG);
        assertThat(RuntimeChecks.processors(1).status()).isEqualTo(Status.OPTIONAL);
        Finding missing = PeerChecks.hugePages(new Machine(root));
        assertThat(missing.status()).isEqualTo(Status.OPTIONAL);
        assertThat(DoctorCommand.status(List.of(missing))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"Linux, amd64, OK", "Linux, aarch64, OPTIONAL", "Linux, riscv64, WRONG", "Mac OS X, aarch64, WRONG"})
    void systemsAreRatedByWhatWasTested(String name, String architecture, Status status) {
        assertThat(RuntimeChecks.system(name, architecture).status()).isEqualTo(status);
    }

    @Test
    void hiddenProcessesAreNoticed() throws IOException {
        write("/proc/self/mountinfo", "22 1 0:21 / /proc rw,nosuid - proc proc rw,hidepid=invisible\n");
        assertThat(ProcessChecks.visibility(new Machine(root)))
                .satisfies(finding -> assertThat(finding.found()).contains("hidepid=invisible"))
                .satisfies(finding -> assertThat(finding.status()).isEqualTo(Status.OPTIONAL));
    }

    @Test
    void removalAtLogOutIsNoticedWhereSystemdRuns() throws IOException {
        assertThat(ProcessChecks.removal(new Machine(root)).status()).isEqualTo(Status.OK);
        Files.createDirectories(root.resolve("run/systemd/system"));
        assertThat(ProcessChecks.removal(new Machine(root)).status()).isEqualTo(Status.OPTIONAL);
        write("/etc/systemd/logind.conf", "[Login]\n#RemoveIPC=yes\nRemoveIPC=no\n");
        assertThat(ProcessChecks.removal(new Machine(root)).status()).isEqualTo(Status.OK);
        write("/etc/systemd/logind.conf.d/10-local.conf", "[Login]\nRemoveIPC=yes\n");
        assertThat(ProcessChecks.removal(new Machine(root)).status()).isEqualTo(Status.OPTIONAL);
    }

    @Test
    void hugePagesAndMemoryLimitsAreRead() throws IOException {
        write("/proc/meminfo", "MemTotal: 100 kB\nHugePages_Total:  4\nHugePages_Free:  3\nHugepagesize:  2048 kB\n");
        write("/sys/fs/cgroup/memory.max", "1073741824\n");
        assertThat(PeerChecks.hugePages(new Machine(root)).found()).isEqualTo("4 of 2048 kB, 3 free");
        assertThat(ProcessChecks.memoryLimit(new Machine(root)).found()).isEqualTo("1 GiB");
    }
}
