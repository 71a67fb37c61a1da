// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.output;

import picocli.CommandLine.Option;

/** The option {@code --format}, to be mixed into every command that reads. */
public final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "How to print: text (default) for people, json for scripts.")
    private Format format = Format.TEXT;

    /** Made by picocli. */
    public FormatOption() {}

    public Format format() {
        return format;
    }
}
