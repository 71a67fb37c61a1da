// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs this machine's instructions, from what the kernel shows. */
class ProcessorTest {
    private static final String VIRTUAL = "fpu cx8 hypervisor lahf_lm";
    private static final String CLOCKS = "sys/devices/system/clocksource/clocksource0/available_clocksource";
    private static final String POSSIBLE = "sys/devices/system/cpu/possible";

    @TempDir
    private Path directory;

    private FakeMachine machine;

    @BeforeEach
    void start() {
        machine = FakeMachine.in(directory);
    }

    private void cpuinfo(String model, String flags) {
        machine.with(
                "proc/cpuinfo",
                "processor\t: 0\nvendor_id\t: AuthenticAMD\nmodel name\t: " + model + "\nflags\t\t: " + flags
                        + "\n\nprocessor\t: 1\nvendor_id\t: Other\n");
    }

    private Processor processor() {
        return Processor.in(machine.files());
    }

    @Test
    void vendorAndModelAreThoseOfTheFirst() {
        cpuinfo("AMD EPYC 9454", "fpu cx8");
        assertThat(processor())
                .extracting(Processor::vendor, Processor::model, Processor::accelerator)
                .containsExactly("AuthenticAMD", "AMD EPYC 9454", Accelerator.NONE);
    }

    @Test
    void aModelOfTcgIsTcg() {
        cpuinfo("QEMU TCG CPU version 2.5+", VIRTUAL);
        assertThat(processor().accelerator()).isEqualTo(Accelerator.TCG);
    }

    @Test
    void kvmHasAClock() {
        cpuinfo("QEMU Virtual CPU version 2.5+", VIRTUAL);
        machine.with(CLOCKS, "kvm-clock tsc acpi_pm \n").with("sys/class/dmi/id/sys_vendor", "QEMU\n");
        assertThat(processor().accelerator()).isEqualTo(Accelerator.KVM);
    }

    @Test
    void aMachineOfQemuWithoutThatClockIsTcg() {
        cpuinfo("QEMU Virtual CPU version 2.5+", VIRTUAL);
        machine.with(CLOCKS, "tsc hpet acpi_pm \n").with("sys/class/dmi/id/sys_vendor", "QEMU\n");
        assertThat(processor())
                .extracting(Processor::accelerator, Processor::evidence)
                .containsExactly(Accelerator.TCG, "a machine of QEMU without KVM's clock");
    }

    @Test
    void anyOtherVirtualMachineIsUnknown() {
        cpuinfo("Some CPU", VIRTUAL);
        machine.with(CLOCKS, "tsc \n").with("sys/class/dmi/id/sys_vendor", "Maker\n");
        assertThat(processor().accelerator()).isEqualTo(Accelerator.UNKNOWN);
    }

    @Test
    void aProcessorThatDoesNotTellIsUnknown() {
        assertThat(processor())
                .isEqualTo(new Processor("", "", Accelerator.UNKNOWN, "this kind of processor does not say", 0));
    }

    @ParameterizedTest
    @CsvSource({"TCGTCGTCGTCG, TCG", "KVMKVMKVM, KVM", "VMwareVMware, OTHER", "Microsoft Hv, OTHER"})
    void theHypervisorsOwnSignatureIsBelievedBeforeAllElse(String signature, Accelerator accelerator)
            throws IOException {
        cpuinfo("QEMU Virtual CPU version 2.5+", VIRTUAL);
        machine.with(CLOCKS, accelerator == Accelerator.KVM ? "tsc" : "kvm-clock")
                .with("sys/class/dmi/id/sys_vendor", "QEMU");
        Path cpuid = Files.createDirectories(directory.resolve("dev/cpu/0")).resolve("cpuid");
        try (RandomAccessFile file = new RandomAccessFile(cpuid.toFile(), "rw")) {
            file.seek(0x4000_0000L + 4); // A hole in the file, but for the 16 bytes of one leaf.
            file.write(signature.getBytes(StandardCharsets.ISO_8859_1));
            file.setLength(0x4000_0000L + 16);
        }
        assertThat(processor())
                .extracting(Processor::accelerator, Processor::evidence)
                .containsExactly(accelerator, "CPUID says '" + signature + "'");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0-1, 2", "0-127, 128", "'0-3,8', 9", "'', 0", "nonsense, 0", "0-999999999, 0", "0-, 0"})
    void possibleProcessorsAreCounted(String list, int count) {
        machine.with(POSSIBLE, list + "\n");
        assertThat(processor().possible()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"QEMU TCG CPU version 2.5+, 0, true", "QEMU TCG CPU version 2.5+, 0-1, false", "AMD EPYC, 0, false"})
    void oneProcessorUnderTcgIsWarnedOf(String model, String possible, boolean isWarned) {
        cpuinfo(model, VIRTUAL);
        machine.with(POSSIBLE, possible);
        assertThat(processor().warning().orElse("")).matches(isWarned ? "(?s).*-smp 1,maxcpus=2.*" : "");
    }
}
