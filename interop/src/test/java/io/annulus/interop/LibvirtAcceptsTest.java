// SPDX-License-Identifier: Apache-2.0
package io.annulus.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code annulus ivshmem export --as libvirt} prints, held against libvirt's own schema. */
class LibvirtAcceptsTest {
    private static final int SOMETHING_MISSING = 3;

    @TempDir
    private Path directory;

    private String schema;
    private Shell shell;

    @BeforeEach
    void find() {
        Ended found;
        try (CProcess script =
                CProcess.start(CPeers.root().resolve("build/libvirt-schema.sh").toString())) {
            found = script.end();
        }
        if (found.status() == SOMETHING_MISSING) {
            if (Boolean.getBoolean("annulus.ci")) {
                fail(found.errors());
            }
            abort(found.errors());
        }
        assertThat(found.status()).as(found.errors()).isZero();
        schema = found.lines().getLast();
        shell = Shell.in(directory);
    }

    private Ended validate(String attributes, String devices, String more) throws IOException {
        Path file = Files.writeString(directory.resolve("domain.xml"), """
                <domain type='kvm'%s>
                  <name>machine</name>
                  <memory unit='MiB'>64</memory>
                  <os><type>hvm</type></os>
                  <devices>
                %s
                  </devices>
                %s
                </domain>
                """.formatted(attributes, devices, more));
        try (CProcess xmllint = CProcess.start("xmllint", "--noout", "--relaxng", schema, file.toString())) {
            return xmllint.end();
        }
    }

    private void requireValid(String element) throws IOException {
        Ended verdict = validate("", element, "");
        assertThat(verdict.status()).as(verdict.errors()).isZero();
    }

    private String export(String arguments) {
        return String.join("\n", shell.lines("annulus ivshmem export " + arguments + " --as libvirt --qemu none"));
    }

    @Test
    void theElementsOfBothDevicesAreValidAndOthersAreNot() throws Exception {
        String name = "annulus-interop-&'<" + UUID.randomUUID();
        shell.lines("annulus region create \"" + name + "\" --size 1M");
        try {
            String plain = export("\"" + name + "\"");
            requireValid(plain);
            requireValid(export("\"" + name + "\" --device doorbell --socket \"/run/a&b'c\" --vectors 64"));
            requireValid(plain.replaceAll("(?s)^", "<!-- as it is -->\n"));

            assertThat(validate("", plain.replace("ivshmem-plain", "ivshmem-flat"), "")
                            .status())
                    .isNotZero();
            assertThat(validate("", plain.replace("'B'", "'page'"), "").status())
                    .isNotZero();
            assertThat(validate("", plain.replace("<shmem", "<shm").replace("</shmem", "</shm"), "")
                            .errors())
                    .contains("fails to validate");
        } finally {
            shell.lines("annulus region remove \"" + name + "\"");
        }
    }

    @Test
    void theWayRoundInTheDocumentIsValid() throws Exception {
        String document = Files.readString(CPeers.root().resolve("docs/export.md"));
        Matcher example = Pattern.compile("(?s) {4}<qemu:commandline>.*?</qemu:commandline>")
                .matcher(document);
        assertThat(example.find()).isTrue();
        String namespace = " xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'";
        assertThat(document).contains(namespace.strip());
        Ended verdict = validate(namespace, "", example.group());
        assertThat(verdict.status()).as(verdict.errors()).isZero();
        assertThat(validate(namespace, "", example.group().replace("<qemu:arg", "<qemu:argument"))
                        .status())
                .isNotZero();
    }
}
