// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;

/** DPDK's own ring, in {@code bench_ring}: a process that sleeps until it is asked for a figure. */
final class CRing implements Contender {
    private final Process process;
    private final Writer input;
    private final BufferedReader output;
    private final int pauses;

    CRing(Path program, int pauses) {
        try {
            this.process = new ProcessBuilder(program.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.input = process.outputWriter();
        this.output = process.inputReader();
        this.pauses = pauses;
    }

    String version() {
        return ask("version");
    }

    @Override
    public double nanosPerElement(Cell cell, long calls) {
        String command = String.join(
                " ",
                cell.placement().wordInC,
                cell.mode().wordInC,
                Integer.toString(cell.count()),
                Long.toString(calls * cell.count()),
                Integer.toString(pauses));
        String[] answer = ask(command).split(" ", -1);
        if (!answer[0].equals("ns_per_element")) {
            throw new IllegalStateException("bench_ring, asked for " + command + ", answered " + answer[0]);
        }
        return Double.parseDouble(answer[1]);
    }

    private String ask(String command) {
        try {
            input.write(command + "\n");
            input.flush();
            String answer = output.readLine();
            if (answer == null) {
                throw new IllegalStateException("bench_ring ended when asked for: " + command);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
