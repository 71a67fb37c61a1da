// SPDX-License-Identifier: Apache-2.0
package io.annulus.crash;

import io.annulus.error.AnnulusException;
import io.annulus.region.Region;
import io.annulus.ring.Ring;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One of two: says READY, reads a path, tries at once, says WON or why not, and so on until the lines end. What it has won
 * it keeps until the next line.
 */
final class Contender {
    private Contender() {}

    public static void main(String[] arguments) throws IOException {
        Contest contest = Contest.valueOf(arguments[0]);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Victim.say("READY");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Path path = Path.of(line);
            AutoCloseable prize = contest.prepare(path);
            Victim.say("SET");
            lines.readLine();
            try {
                contest.tryToWin(path, prize);
                Victim.say("WON");
            } catch (AnnulusException e) {
                Victim.say("LOST " + e.reason() + " " + e.getMessage());
            }
        }
    }

    /** What is fought for. */
    enum Contest {
        REGION {
            @Override
            AutoCloseable prepare(Path path) {
                return () -> {};
            }

            @Override
            void tryToWin(Path path, AutoCloseable ready) {
                Region.create(path, Small.spec());
            }
        },
        RING {
            @Override
            AutoCloseable prepare(Path path) {
                return Region.open(path);
            }

            @Override
            void tryToWin(Path path, AutoCloseable ready) {
                Ring.create((Region) ready, Small.NAME, Small.MULTI);
            }
        },
        SIDE {
            @Override
            AutoCloseable prepare(Path path) {
                return Region.open(path);
            }

            @Override
            void tryToWin(Path path, AutoCloseable ready) {
                Ring.attach((Region) ready, Small.NAME).producer();
            }
        };

        abstract AutoCloseable prepare(Path path);

        abstract void tryToWin(Path path, AutoCloseable ready);
    }
}
