// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.client;

import io.annulus.cli.argument.NumberOrAll;
import io.annulus.error.Quantity;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.Peer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code annulus ivshmem client ring}. */
@Command(
        name = "ring",
        description = {
            "Ring a doorbell: interrupt a peer on one of its vectors. Waits until the peer is there, with that vector, and"
                    + " ends with status 3 if it does not come in time.",
            "all for a vector means all that the peer has; all for a peer means everybody who is there, but not this command."
        },
        footer = {
            "  annulus ivshmem client --socket /run/annulus/vm1 ring 3 0",
            "  annulus ivshmem client --socket /run/annulus/vm1 ring 3 all",
            "  annulus ivshmem client --socket /run/annulus/vm1 ring all"
        })
final class RingPeers implements Runnable {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private ClientCommand parent;

    @Parameters(
            index = "0",
            paramLabel = "PEER",
            converter = NumberOrAll.Converter.class,
            description = "Its id, or all.")
    private NumberOrAll peer;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VECTOR",
            converter = NumberOrAll.Converter.class,
            description = "The first is 0; or all. May be left out after all.")
    private NumberOrAll vector;

    @Override
    public void run() {
        if (vector == null && peer.number().isPresent()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'VECTOR', a number or all");
        }
        OptionalInt which = vector == null ? OptionalInt.empty() : vector.number();
        try (IvshmemClient client = parent.join()) {
            int rung = 0;
            for (Peer each : chosen(client, which)) {
                rung += ring(client, each, which);
            }
            spec.commandLine().getOut().println(Quantity.of(rung, "doorbell") + " rung");
        }
    }

    private List<Peer> chosen(IvshmemClient client, OptionalInt which) {
        if (peer.number().isEmpty()) {
            parent.requireComplete(client.awaitPeers(parent.setUp()));
            return client.peers();
        }
        int id = peer.number().getAsInt();
        if (which.isPresent()) {
            return List.of(new Peer(id, 0));
        }
        parent.requireComplete(client.awaitPeers(parent.setUp()));
        // Says who is there, if this one is not.
        client.doorbell(id, 0, parent.timeout()).close();
        return client.peers().stream().filter(p -> p.id() == id).toList();
    }

    private int ring(IvshmemClient client, Peer each, OptionalInt which) {
        if (which.isPresent()) {
            client.ring(each.id(), which.getAsInt(), parent.timeout());
            return 1;
        }
        for (int i = 0; i < each.vectors(); i++) {
            client.ring(each.id(), i, Duration.ZERO);
        }
        return each.vectors();
    }
}
