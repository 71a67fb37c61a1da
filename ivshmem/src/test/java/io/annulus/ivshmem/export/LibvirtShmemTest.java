// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.region.Region;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What libvirt is told, and what it could not do. */
class LibvirtShmemTest {
    @TempDir
    private Path directory;

    @Test
    void aPlainDeviceIsNamedAfterItsFileInSharedMemory() {
        String name = "annulus-test&<'" + UUID.randomUUID();
        Path path = TestRegions.empty(Path.of("/dev/shm", name), 1 << 20);
        try {
            Export export = Export.plain(SharedRegion.inFile(path), VisibleNames.all());
            assertThat(LibvirtShmem.of(export.withId("vm.1")))
                    .isEqualTo(String.join(
                            "\n",
                            "<shmem name='" + name.replace("&<'", "&amp;&lt;&apos;") + "'>",
                            "  <model type='ivshmem-plain'/>",
                            "  <size unit='B'>1048576</size>",
                            "  <alias name='ua-vm_1'/>",
                            "</shmem>"));
            refused(Reason.BAD_SPEC, () -> LibvirtShmem.of(export.onBus("port1")))
                    .contains("libvirt chooses");
        } finally {
            Region.remove(path);
        }
    }

    @Test
    void aFileAnywhereElseIsRefusedWithAnotherWay() {
        Export export = Export.plain(SharedRegion.inFile(TestRegions.market(directory)), VisibleNames.all());
        refused(Reason.BAD_SPEC, () -> LibvirtShmem.of(export))
                .contains(
                        "the only directory where libvirt opens one",
                        "found " + export.region().where())
                .contains("<qemu:commandline>");
    }

    @Test
    void lessThanAMebibyteIsRefused() {
        Path path = TestRegions.empty(Path.of("/dev/shm/annulus-test-" + UUID.randomUUID()), 1 << 18);
        try {
            Export export = Export.plain(SharedRegion.inFile(path), VisibleNames.all());
            refused(Reason.BAD_SPEC, () -> LibvirtShmem.of(export)).contains("1 MiB", "found 262144 bytes");
        } finally {
            Region.remove(path);
        }
    }

    @Test
    void aDoorbellDeviceHasServerAndVectorsAndNoSize() {
        SharedRegion market = SharedRegion.inFile(TestRegions.market(directory));
        assertThat(LibvirtShmem.of(Export.doorbell(market, VisibleNames.all(), Path.of("/dev/a&b"), 3)))
                .isEqualTo("""
                        <shmem name='market'>
                          <model type='ivshmem-doorbell'/>
                          <server path='/dev/a&amp;b'/>
                          <msi vectors='3' ioeventfd='on'/>
                          <alias name='ua-market'/>
                        </shmem>""");
    }
}
