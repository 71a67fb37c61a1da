// SPDX-License-Identifier: Apache-2.0
package io.annulus.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;

/** A contender at work: a process that sleeps until it is asked for a figure. */
final class PeerProcess implements AutoCloseable {
    private final Contender contender;
    private final Process process;
    private final Writer input;
    private final BufferedReader output;

    PeerProcess(Contender contender) {
        this.contender = contender;
        try {
            this.process = new ProcessBuilder(contender.command())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.input = process.outputWriter();
        this.output = process.inputReader();
    }

    Contender contender() {
        return contender;
    }

    /** Numbers behind the first word of the answer, which must be this. */
    double[] ask(String line, String expected) {
        String answer = ask(line);
        String[] words = answer.split(" ", -1);
        if (words.length < 2 || !words[0].equals(expected)) {
            throw new IllegalStateException(contender.name() + ", asked for " + line + ", answered " + answer);
        }
        return Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
    }

    String ask(String line) {
        try {
            input.write(line + "\n");
            input.flush();
            String answer = output.readLine();
            if (answer == null) {
                throw new IllegalStateException(contender.name() + " ended when asked for: " + line);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            input.close();
            process.waitFor();
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
