// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.demo;

import io.annulus.cli.output.CommandFailure;
import io.annulus.cli.output.ExitCode;
import io.annulus.cli.party.EchoCommand;
import io.annulus.cli.party.Leash;
import io.annulus.cli.vm.Acceleration;
import io.annulus.cli.vm.GuestRun;
import io.annulus.cli.vm.VirtualMachine;
import java.time.Duration;

/** A guest on the file's way, in which {@link EchoCommand} hands on what comes. */
final class Station {
    private static final Duration LONGEST_SETUP = Duration.ofMinutes(3);
    private static final Duration LONGEST_END = Duration.ofMinutes(1);

    private final VirtualMachine machine;
    private final int number;
    private GuestRun echo;

    private Station(VirtualMachine machine, int number) {
        this.machine = machine;
        this.number = number;
    }

    /** A guest that has booted; its device is given to programs. */
    static Station open(VirtualMachine machine, int number) {
        machine.run("annulus guest setup", LONGEST_SETUP).requireSound();
        return new Station(machine, number);
    }

    void start(String from, String to, int burst) {
        echo = machine.start("annulus demo echo --device auto --from " + from + " --to " + to + " --burst " + burst);
    }

    void awaitReady(Duration atMost) {
        echo.awaitLine(Leash.READY, atMost);
    }

    void requireSound() {
        echo.requireSound();
    }

    void awaitEnd() {
        echo.awaitEnd(LONGEST_END).requireSound();
    }

    Acceleration acceleration() {
        return machine.spec().acceleration();
    }

    String name() {
        return "guest " + number;
    }

    /** How often it rang who is before it. */
    long rangBefore() {
        return rang(0);
    }

    /** How often it rang who is behind it. */
    long rangBehind() {
        return rang(1);
    }

    private long rang(int which) {
        return echo.lines().stream()
                .filter(line -> line.startsWith(EchoCommand.RANG))
                .findFirst()
                .map(line ->
                        Long.parseLong(line.substring(EchoCommand.RANG.length()).split(" ", 2)[which]))
                .orElseThrow(() -> new CommandFailure(ExitCode.FAILURE, name() + " did not say how often it rang."));
    }
}
