// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.vm;

import java.util.List;

/** What runs the instructions of a guest. No figure of a guest means anything without it. */
public enum Acceleration {
    /** QEMU translates them: works everywhere, and is slow. */
    TCG("q35", "tcg,thread=multi", "qemu64"),
    /** The processor runs them itself. */
    KVM("q35,kernel-irqchip=split", "kvm", "host");

    private final String machine;
    private final String accelerator;
    private final String processor;

    Acceleration(String machine, String accelerator, String processor) {
        this.machine = machine;
        this.accelerator = accelerator;
        this.processor = processor;
    }

    /** Of a kind that can have an IOMMU, which under KVM wants a part of the interrupt controller for itself. */
    String machine() {
        return machine;
    }

    List<String> arguments() {
        // A second processor that is possible, though never started, is what makes TCG translate locked instructions
        // into ones that are atomic towards the host; with one alone, rings lose elements.
        return List.of("-accel", accelerator, "-smp", "1,maxcpus=2", "-cpu", processor);
    }
}
