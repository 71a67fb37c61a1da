// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.semaphore;

import io.annulus.cli.output.Format;
import io.annulus.cli.output.FormatOption;
import io.annulus.cli.output.Json;
import io.annulus.cli.output.Table;
import io.annulus.ivshmem.doorbell.DoorbellAddress;
import io.annulus.ivshmem.doorbell.SharedSemaphore;
import io.annulus.region.Access;
import io.annulus.region.Region;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code annulus semaphore info}. */
@Command(
        name = "info",
        customSynopsis = {
            "annulus semaphore info PATH NAME [--format text|json]",
            "       annulus semaphore info --socket SOCKET NAME [--format text|json]"
        },
        description = {
            "Show a semaphore: its count, and who waits to be rung. Changes nothing. Ends with status 5 if its count is none.",
            "Who looks by itself, without doorbells or since all seats are taken, is not among those who wait; who died is, until"
                    + " somebody goes up."
        },
        footer = {
            "  annulus semaphore info demo jobs",
            "  annulus semaphore info pci:auto jobs --format json",
            "  annulus semaphore info --socket /run/annulus/vm1 jobs"
        })
final class ShowSemaphore implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SemaphoreArguments arguments;

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        String name = arguments.name();
        try (Region region = arguments.open(Access.READ_ONLY)) {
            SharedSemaphore semaphore = SharedSemaphore.attach(region, name);
            print(semaphore, semaphore.count(), semaphore.waiters());
        }
    }

    private void print(SharedSemaphore semaphore, int count, List<DoorbellAddress> waiters) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.format() == Format.JSON) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", semaphore.name());
            fields.put("count", count);
            fields.put("seats", semaphore.seats());
            fields.put("waiters", waiters.stream().map(ShowSemaphore::fields).toList());
            out.println(Json.of(fields));
        } else {
            String who = waiters.stream()
                    .map(waiter -> "peer " + waiter.peer() + ", vector " + waiter.vector())
                    .collect(Collectors.joining("; "));
            out.println(Table.ofProperties()
                    .row("name", semaphore.name())
                    .row("count", count)
                    .row("waiting", waiters.isEmpty() ? "nobody" : who)
                    .row("seats", waiters.size() + " of " + semaphore.seats() + " taken")
                    .text());
        }
    }

    private static Map<String, Object> fields(DoorbellAddress waiter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("peer", waiter.peer());
        fields.put("vector", waiter.vector());
        return fields;
    }
}
