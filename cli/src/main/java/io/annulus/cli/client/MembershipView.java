// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.client;

import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.output.Table;
import io.annulus.error.AnnulusException;
import io.annulus.error.Quantity;
import io.annulus.ivshmem.client.IvshmemClient;
import io.annulus.ivshmem.client.Peer;
import io.annulus.region.Region;
import io.annulus.region.Zone;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a client was given, as commands show it; scripts rely on exactly these fields. */
final class MembershipView {
    private MembershipView() {}

    static void print(IvshmemClient client, Path socket, FormatOption format, PrintWriter out) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("socket", socket);
        fields.put("id", client.id());
        fields.put("vectors", client.vectors());
        fields.put("memoryBytes", client.memory().bytes());
        fields.put("sealed", client.isSealed());
        fields.put(
                "seals",
                client.memory().seals().stream()
                        .sorted()
                        .map(seal -> seal.name().toLowerCase(Locale.ROOT))
                        .toList());
        String problem = putRegion(client, fields);
        fields.put("peers", peers(client));
        fields.put("serverGone", client.isServerGone());
        out.println(format.format() == Format.JSON ? Json.of(fields) : text(client, fields, problem));
        out.flush();
    }

    /** What is wrong with the region, or empty. */
    private static String putRegion(IvshmemClient client, Map<String, Object> fields) {
        try (Region region = client.attach()) {
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("uuid", region.info().uuid());
            found.put("sizeBytes", region.info().sizeBytes());
            found.put("zones", region.zones().stream().map(Zone::name).toList());
            fields.put("region", found);
            return "";
        } catch (AnnulusException e) {
            fields.put("region", null);
            return e.getMessage();
        }
    }

    static List<Map<String, Object>> peers(IvshmemClient client) {
        return client.peers().stream().map(MembershipView::fields).toList();
    }

    private static Map<String, Object> fields(Peer peer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", peer.id());
        fields.put("vectors", peer.vectors());
        return fields;
    }

    private static String text(IvshmemClient client, Map<String, Object> fields, String problem) {
        return Table.ofProperties()
                .row("socket", fields.get("socket"))
                .row("id", client.id())
                .row("vectors", client.vectors())
                .row("memory", Quantity.of(client.memory().bytes(), "byte"))
                .row("sealed", client.isSealed() ? "yes" : "no: whoever shortens it crashes those who use it")
                .row("region", problem.isEmpty() ? fields.get("region") : "none: " + problem)
                .row("peers", client.peers().stream().map(Peer::id).toList())
                .row("server", client.isServerGone() ? "gone" : "there")
                .text();
    }
}
