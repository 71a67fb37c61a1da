// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

import io.annulus.cli.output.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * From a choice to a guest that takes commands. {@code /dev/kvm} alone proves nothing: there are machines where it opens,
 * and the guest's kernel or JVM dies on an instruction that nobody emulates. So KVM has to boot the guest and run Java in
 * it first.
 *
 * @param starter starts a machine, and sees to it that it is ended in the end
 * @param progress told what goes on, a line at a time
 */
public record Boot(Function<MachineSpec, VirtualMachine> starter, Consumer<String> progress) {
    private static final Path KVM = Path.of("/dev/kvm");
    /** Generous: a busy host needs ten times as long as an idle one. */
    private static final Duration LONGEST_BOOT = Duration.ofMinutes(2);

    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(30);
    private static final String JAVA = "java -Xshare:auto -XX:+UseSerialGC -version";

    /** Boots a guest; what the spec says about acceleration gives way to the choice. */
    public VirtualMachine boot(MachineSpec spec, AccelerationChoice choice) {
        return switch (choice) {
            case TCG -> byTcg(spec);
            case KVM -> byKvm(spec);
            case AUTO -> {
                if (!Files.isWritable(KVM)) {
                    progress.accept("No " + KVM + " that may be used here: booting the guest under TCG.");
                    yield byTcg(spec);
                }
                try {
                    progress.accept("Trying whether KVM runs a guest here ...");
                    yield byKvm(spec);
                } catch (CommandFailure e) {
                    progress.accept("It does not: "
                            + e.getMessage().lines().findFirst().orElse("") + " Booting the guest under TCG.");
                    yield byTcg(spec);
                }
            }
        };
    }

    private VirtualMachine byTcg(MachineSpec spec) {
        VirtualMachine machine = starter.apply(spec.with(Acceleration.TCG));
        machine.awaitBoot(LONGEST_BOOT);
        return machine;
    }

    private VirtualMachine byKvm(MachineSpec spec) {
        VirtualMachine machine = starter.apply(spec.with(Acceleration.KVM));
        try {
            machine.awaitBoot(LONGEST_TRIAL);
            machine.start(JAVA).awaitEnd(LONGEST_TRIAL).requireSound();
            return machine;
        } catch (CommandFailure e) {
            machine.close();
            throw e;
        }
    }
}
