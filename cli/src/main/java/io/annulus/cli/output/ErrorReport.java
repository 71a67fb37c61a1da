// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.output;

import io.annulus.error.AnnulusException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every exception into a line on standard error and an exit status: the only place that does. */
public final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final boolean stackTraces;

    private ErrorReport(boolean stackTraces) {
        this.stackTraces = stackTraces;
    }

    /** A report for people, or with stack traces where {@code ANNULUS_DEBUG} is 1. */
    public static ErrorReport ofEnvironment() {
        return new ErrorReport("1".equals(System.getenv("ANNULUS_DEBUG")));
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        return report(e, commandLine.getErr());
    }

    /** Reports what was thrown, and returns the status to exit with. */
    public int report(Throwable thrown, PrintWriter err) {
        int status = describe(thrown, err);
        if (stackTraces) {
            thrown.printStackTrace(err);
        }
        err.flush();
        return status;
    }

    private static int describe(Throwable thrown, PrintWriter err) {
        return switch (thrown) {
            case AnnulusException e -> {
                err.println("annulus: " + e.getMessage() + " [" + e.reason().code() + "]");
                yield ExitCode.of(e.reason());
            }
            case CommandFailure e -> {
                err.println("annulus: " + e.getMessage());
                yield e.exitCode();
            }
            // The JVM's word for a page of a mapped file that is no longer there.
            case InternalError e
            when String.valueOf(e.getMessage()).contains("unsafe memory access") -> {
                err.println("annulus: the file became shorter, or its file system full, while it was in use."
                        + " Find out which program truncated it; Annulus never does.");
                yield ExitCode.FAILURE;
            }
            default -> {
                err.println("annulus: unexpected " + thrown + ". This is a defect in Annulus: please report it with the"
                        + " command, its output under ANNULUS_DEBUG=1, and the output of 'annulus doctor'.");
                yield ExitCode.FAILURE;
            }
        };
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine commandLine = e.getCommandLine();
        PrintWriter err = commandLine.getErr();
        boolean isNoun = !commandLine.getSubcommands().isEmpty();
        switch (e) {
            case UnmatchedArgumentException u
            when isNoun && !u.isUnknownOption() -> {
                err.println("annulus: unknown command '" + u.getUnmatched().getFirst() + "'");
                UnmatchedArgumentException.printSuggestions(e, err);
            }
            case UnmatchedArgumentException u -> {
                err.println("annulus: " + u.getMessage());
                UnmatchedArgumentException.printSuggestions(e, err);
            }
            // Somebody who typed the noun alone wants to know what there is.
            case ParameterException p
            when isNoun -> {
                commandLine.usage(err);
                err.println();
                err.println("annulus: " + p.getMessage());
            }
            default -> err.println("annulus: " + e.getMessage().replaceFirst("^Error: ", ""));
        }
        err.println("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
        if (stackTraces) {
            e.printStackTrace(err);
        }
        err.flush();
        return ExitCode.USAGE;
    }
}
