// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.client;

import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.output.Table;
import io.annulus.ivshmem.client.IvshmemClient;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code annulus ivshmem client peers}. */
@Command(
        name = "peers",
        description = "List who else is at the server, each with its number of vectors.",
        footer = {
            "  annulus ivshmem client --socket /run/annulus/vm1 peers",
            "  annulus ivshmem client --socket /run/annulus/vm1 peers --format json"
        })
final class ListPeers implements Runnable {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private ClientCommand parent;

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        try (IvshmemClient client = parent.join()) {
            boolean complete = client.awaitPeers(parent.setUp());
            print(client);
            parent.requireComplete(complete);
        }
    }

    private void print(IvshmemClient client) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.format() == Format.JSON) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", client.id());
            fields.put("peers", MembershipView.peers(client));
            out.println(Json.of(fields));
        } else if (client.peers().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("nobody at " + parent.socket() + " but this command, whose id is " + client.id());
        } else {
            Table table = Table.withHeadings("PEER", "VECTORS");
            client.peers().forEach(peer -> table.row(peer.id(), peer.vectors()));
            out.println(table.text());
        }
        out.flush();
    }
}
