// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ivshmem;

import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Table;
import io.annulus.ivshmem.server.ServerInquiry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code annulus ivshmem peers}. */
@Command(
        name = "peers",
        description =
                "Ask a server of this program who is there. Joins nothing: asks at PATH.control, as its owner may.",
        footer = {
            "  annulus ivshmem peers --socket /run/annulus/vm1",
            "  annulus ivshmem peers --socket /run/annulus/vm1 --format json"
        })
final class ServerPeers implements Runnable {
    private static final Pattern NUMBER = Pattern.compile("\"(\\w+)\":(\\d+)");

    @Spec
    private CommandSpec spec;

    @Option(names = "--socket", paramLabel = "PATH", required = true, description = "Where the server listens.")
    private Path socket;

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        String answer = new ServerInquiry(socket).status();
        if (format.format() == Format.JSON) {
            spec.commandLine().getOut().print(answer);
            return;
        }
        Table table = Table.withHeadings("PEER", "PID", "UID", "VECTORS", "QUEUED");
        answer.lines()
                .filter(line -> line.startsWith("{\"id\""))
                .map(ServerPeers::numbers)
                .forEach(peer -> table.row(
                        peer.get("id"), peer.get("pid"), peer.get("uid"), peer.get("vectors"), peer.get("queued")));
        spec.commandLine().getOut().println(table.text());
        if (answer.contains("\"state\":\"holding\"")) {
            spec.commandLine()
                    .getErr()
                    .println("annulus: held for the next server: who connects waits, and who has gone is listed still");
        }
    }

    private static Map<String, String> numbers(String line) {
        Map<String, String> numbers = new LinkedHashMap<>();
        Matcher number = NUMBER.matcher(line);
        while (number.find()) {
            numbers.put(number.group(1), number.group(2));
        }
        return numbers;
    }
}
