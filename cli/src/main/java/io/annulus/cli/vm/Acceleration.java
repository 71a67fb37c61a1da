// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

import java.util.List;

/** What runs the instructions of a guest. No figure of a guest means anything without it. */
public enum Acceleration {
    /** QEMU translates them: works everywhere, and is slow. */
    TCG("tcg,thread=multi", "qemu64"),
    /** The processor runs them itself. */
    KVM("kvm", "host");

    private final String accelerator;
    private final String processor;

    Acceleration(String accelerator, String processor) {
        this.accelerator = accelerator;
        this.processor = processor;
    }

    List<String> arguments() {
        // A second processor that is possible, though never started, is what makes TCG translate locked instructions
        // into ones that are atomic towards the host; with one alone, rings lose elements.
        return List.of("-accel", accelerator, "-smp", "1,maxcpus=2", "-cpu", processor);
    }
}
