// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.cli.argument.DevicePath;
import io.annulus.cli.argument.NumberOrAll;
import io.annulus.error.Quantity;
import io.annulus.ivshmem.driver.GuestDoorbells;
import io.annulus.ivshmem.peers.LivePeers;
import io.annulus.region.Region;
import java.util.BitSet;
import java.util.stream.IntStream;
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
                    + " machine's own id, by which others ring it.",
            "all for a peer means everybody else whom the server has written into the memory ('guest peers' shows them); all for a"
                    + " vector means as many as it says that each has."
        },
        footer = {
            "  annulus guest ring 0 0",
            "  annulus guest ring all 0",
            "  annulus guest ring 3 1 --device 0000:00:04.0"
        })
final class RingDoorbell implements Runnable {
    private static final int HIGHEST_VECTOR = 255;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PEER",
            converter = NumberOrAll.Converter.class,
            description = "Its id, 0 to 65535; or all.")
    private NumberOrAll peer;

    private NumberOrAll vector;

    @Parameters(
            index = "1",
            paramLabel = "VECTOR",
            converter = NumberOrAll.Converter.class,
            description = "The first is 0; QEMU takes 255 at most. Or all.")
    void setVector(NumberOrAll number) {
        if (number.number().orElse(0) > HIGHEST_VECTOR) {
            throw new ParameterException(
                    spec.commandLine(),
                    "VECTOR: expected 0 to " + HIGHEST_VECTOR + ", found "
                            + number.number().getAsInt());
        }
        vector = number;
    }

    @Option(
            names = "--device",
            paramLabel = "BDF",
            converter = DevicePath.Converter.class,
            description = "Through which device (default: the only one there is).")
    private DevicePath place = DevicePath.auto();

    @Override
    public void run() {
        int rung = 0;
        try (GuestDoorbells doorbells = GuestDoorbells.open(place.device())) {
            if (peer.number().isPresent() && vector.number().isPresent()) {
                doorbells.ring(peer.number().getAsInt(), vector.number().getAsInt());
                rung = 1;
            } else {
                rung = ringListed(doorbells);
            }
        }
        spec.commandLine().getOut().println(Quantity.of(rung, "doorbell") + " rung");
    }

    private int ringListed(GuestDoorbells doorbells) {
        try (Region region = doorbells.attach()) {
            LivePeers list = LivePeers.in(region);
            IntStream vectors = vector.number().isPresent()
                    ? IntStream.of(vector.number().getAsInt())
                    : IntStream.range(0, list.vectors());
            int[] each = vectors.toArray();
            int rung = 0;
            for (int id : chosen(list, doorbells.id()).stream().toArray()) {
                for (int one : each) {
                    doorbells.ring(id, one);
                    rung++;
                }
            }
            return rung;
        }
    }

    private BitSet chosen(LivePeers list, int own) {
        BitSet ids = list.ids();
        if (peer.number().isPresent()) {
            ids.clear();
            ids.set(peer.number().getAsInt());
        } else {
            ids.clear(own);
        }
        return ids;
    }
}
