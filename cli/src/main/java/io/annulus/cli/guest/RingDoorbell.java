// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.argument.DevicePath;
import io.annulus.ivshmem.driver.GuestDoorbells;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annulus guest ring}. */
@Command(
        name = "ring",
        description = {
            "Ring a doorbell: interrupt a peer at the device's server, another machine or a program on the host, on one of its"
                    + " vectors. Needs no setup.",
            "A device cannot tell whether there is such a peer: a ring to nobody is lost without a word. 'guest info' shows this"
                    + " machine's own id, by which others ring it."
        },
        footer = {"  annulus guest ring 0 0", "  annulus guest ring 3 1 --device 0000:00:04.0"})
final class RingDoorbell implements Runnable {
    private static final int HIGHEST_PEER = 65_535;
    private static final int HIGHEST_VECTOR = 255;

    @Spec
    private CommandSpec spec;

    private int peer;
    private int vector;

    @Parameters(index = "0", paramLabel = "PEER", description = "Its id, 0 to 65535.")
    void setPeer(int number) {
        peer = require("PEER", number, HIGHEST_PEER);
    }

    @Parameters(index = "1", paramLabel = "VECTOR", description = "The first is 0; QEMU takes 255 at most.")
    void setVector(int number) {
        vector = require("VECTOR", number, HIGHEST_VECTOR);
    }

    private int require(String name, int number, int highest) {
        if (number < 0 || number > highest) {
            throw new ParameterException(spec.commandLine(), name + ": expected 0 to " + highest + ", found " + number);
        }
        return number;
    }

    @Option(
            names = "--device",
            paramLabel = "BDF",
            converter = DevicePath.Converter.class,
            description = "Through which device (default: the only one there is).")
    private DevicePath place = DevicePath.auto();

    @Override
    public void run() {
        try (GuestDoorbells doorbells = GuestDoorbells.open(place.device())) {
            doorbells.ring(peer, vector);
        }
        spec.commandLine().getOut().println("rang peer " + peer + ", vector " + vector);
    }
}
