// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.manual;

import io.annulus.cli.manual.Roff.Markup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of one command. */
final class ManPage {
    private static final String SECTION = "1";
    private static final int NEVER_WRAPPED = 10_000;

    private final CommandSpec spec;

    ManPage(CommandSpec spec) {
        this.spec = spec;
    }

    /** Those of a command and everything below it that is not hidden. */
    static Stream<ManPage> all(CommandSpec spec) {
        return Stream.concat(Stream.of(new ManPage(spec)), visible(spec).flatMap(ManPage::all));
    }

    private static Stream<CommandSpec> visible(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(s -> !s.usageMessage().hidden());
    }

    /** The name of its file. */
    String file() {
        return name() + "." + SECTION;
    }

    private String name() {
        return spec.qualifiedName("-");
    }

    /** For {@code man -l}. */
    String roff() {
        Roff roff = new Roff();
        // No date: the same sources make the same page.
        roff.macro(
                "TH", name().toUpperCase(Locale.ROOT), SECTION, "", spec.root().version()[0], "Annulus");
        // Neither hyphens nor stretched lines: what is copied from a page is what was meant.
        roff.macro("nh").macro("ad", "l");
        roff.section("NAME").lines(name() + " - " + summary());
        addSynopsis(roff);
        addDescription(roff);
        addParameters(roff);
        addCommands(roff);
        addStatuses(roff);
        if (spec.usageMessage().footer().length > 0) {
            roff.section("EXAMPLES").verbatim(unindented(spec.usageMessage().footer()));
        }
        addSeeAlso(roff);
        return roff.toString();
    }

    // For NAME, where readers of whatis(1) see it: the beginning of the first sentence.
    private String summary() {
        String sentence = firstSentence().replaceFirst("(: .*|\\.)$", "");
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private String firstSentence() {
        String first = paragraphs().getFirst();
        int end = first.indexOf(". ");
        return end < 0 ? first : first.substring(0, end + 1);
    }

    private List<String> paragraphs() {
        return Arrays.stream(spec.usageMessage().description())
                .map(ManPage::text)
                .toList();
    }

    // picocli's descriptions are format strings.
    private static String text(String description) {
        return description.replace("%n", "\n").replace("%%", "%");
    }

    private void addSynopsis(Roff roff) {
        roff.section("SYNOPSIS");
        String command = spec.qualifiedName();
        for (String line : synopsis()) {
            roff.macro("PP");
            roff.line(new Markup().bold(command).plain(line.substring(command.length())));
        }
    }

    private List<String> synopsis() {
        String[] custom = spec.usageMessage().customSynopsis();
        if (custom.length > 0) {
            return Arrays.stream(custom).map(String::strip).toList();
        }
        Help help = new CommandLine(spec).setUsageHelpWidth(NEVER_WRAPPED).getHelp();
        return List.of(help.synopsis(0).strip());
    }

    private void addDescription(Roff roff) {
        roff.section("DESCRIPTION");
        paragraphs().forEach(roff::paragraph);
    }

    private void addParameters(Roff roff) {
        roff.section("OPTIONS");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (!parameter.hidden()) {
                roff.item(new Markup().italic(parameter.paramLabel()), about(parameter));
            }
        }
        spec.options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparing(option -> option.longestName().replaceFirst("^-+", "")))
                .forEach(option -> roff.item(term(option), about(option)));
    }

    private static Markup term(OptionSpec option) {
        Markup term = new Markup().bold(String.join(", ", option.names()));
        return option.arity().max() == 0 ? term : term.plain("=").italic(option.paramLabel());
    }

    private static String about(ArgSpec argument) {
        return text(String.join("\n", argument.description()));
    }

    private void addCommands(Roff roff) {
        List<CommandSpec> commands = visible(spec).toList();
        if (!commands.isEmpty()) {
            roff.section("COMMANDS");
        }
        for (CommandSpec command : commands) {
            roff.item(
                    new Markup().bold(command.qualifiedName("-")).plain("(" + SECTION + ")"),
                    new ManPage(command).firstSentence());
        }
    }

    private void addStatuses(Roff roff) {
        roff.section("EXIT STATUS");
        spec.usageMessage().exitCodeList().forEach((status, meaning) -> roff.item(new Markup().bold(status), meaning));
    }

    private static List<String> unindented(String[] lines) {
        return Arrays.stream(lines)
                .map(line -> text(line).replaceFirst("^ {2}", ""))
                .toList();
    }

    private void addSeeAlso(Roff roff) {
        List<String> others = new ArrayList<>();
        if (spec.parent() != null) {
            others.add(spec.parent().qualifiedName("-"));
            visible(spec.parent())
                    .filter(s -> !s.name().equals(spec.name()))
                    .forEach(s -> others.add(s.qualifiedName("-")));
        }
        visible(spec).forEach(s -> others.add(s.qualifiedName("-")));
        Markup line = new Markup();
        for (int i = 0; i < others.size(); i++) {
            line.plain(i == 0 ? "" : ", ").bold(others.get(i)).plain("(" + SECTION + ")");
        }
        roff.section("SEE ALSO").line(line);
    }
}
