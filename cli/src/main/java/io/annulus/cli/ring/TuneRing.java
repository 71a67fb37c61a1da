// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.region.Access;
import io.annulus.ring.Ring;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code annulus ring tune}. */
@Command(
        name = "tune",
        customSynopsis = {
            "annulus ring tune PATH NAME [--producer-distance N] [--consumer-distance N]",
            "       annulus ring tune FILE --raw OFFSET --element-size BYTES [--profile 64|128] ..."
        },
        description = {
            "Change a ring's head-tail distance while it is in use, and print the old and the new one: on an rts side,"
                    + " operations wait if those in progress have reserved more than N elements.",
            "0 is one operation at a time; from what the ring holds on, nothing limits them. Safe at any time; holds for"
                    + " operations that begin afterwards. Sides of other modes have no such distance (status 4)."
        },
        footer = {
            "  annulus ring tune demo jobs --producer-distance 1024",
            "  annulus ring tune demo jobs --producer-distance 0 --consumer-distance 0"
        })
final class TuneRing implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RingArguments arguments;

    @Option(names = "--producer-distance", paramLabel = "N", description = "Of the producer side, 0 to 4294967295.")
    private Long producers;

    @Option(names = "--consumer-distance", paramLabel = "N", description = "Of the consumer side, 0 to 4294967295.")
    private Long consumers;

    @Override
    public void run() {
        arguments.requireNoValues();
        if (producers == null && consumers == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Missing what to change: --producer-distance N, --consumer-distance N, or both");
        }
        requireDistance("--producer-distance", producers);
        requireDistance("--consumer-distance", consumers);
        try (OpenRing open = arguments.open(Access.READ_WRITE)) {
            Ring ring = open.ring();
            // Both are read before either is changed: a side that has no distance refuses the whole.
            long oldProducers = producers == null ? 0 : ring.producerHeadTailDistance();
            long oldConsumers = consumers == null ? 0 : ring.consumerHeadTailDistance();
            if (producers != null) {
                ring.setProducerHeadTailDistance(producers);
                print("producers", oldProducers, ring.producerHeadTailDistance());
            }
            if (consumers != null) {
                ring.setConsumerHeadTailDistance(consumers);
                print("consumers", oldConsumers, ring.consumerHeadTailDistance());
            }
        }
    }

    private void requireDistance(String option, Long distance) {
        if (distance != null && (distance < 0 || distance > 0xffff_ffffL)) {
            throw new ParameterException(spec.commandLine(), option + ": expected 0 to 4294967295, found " + distance);
        }
    }

    private void print(String side, long before, long now) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(side + ": head-tail distance was " + before + ", is " + now);
    }
}
