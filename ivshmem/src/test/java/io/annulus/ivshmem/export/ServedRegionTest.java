// SPDX-License-Identifier: Apache-2.0
package io.annulus.ivshmem.export;

import static io.annulus.posix.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.error.Reason;
import io.annulus.ivshmem.client.JoinSpec;
import io.annulus.ivshmem.server.IvshmemServer;
import io.annulus.ivshmem.server.RegionPlan;
import io.annulus.ivshmem.server.ServerSpec;
import io.annulus.ring.RingSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A region that only a server can show. */
class ServedRegionTest {
    @TempDir
    private Path directory;

    private Path socket;

    @BeforeEach
    void place() {
        socket = directory.resolve("vm1");
    }

    private IvshmemServer serve(String... names) {
        Map<String, RingSpec> rings = new LinkedHashMap<>();
        for (String name : names) {
            rings.put(name, RingSpec.ofEntries(64));
        }
        return IvshmemServer.start(
                ServerSpec.of(socket, 1 << 20).withVectors(2).withRegion(new RegionPlan(rings)), event -> {});
    }

    @Test
    void isSeenByWhoAsksWithoutJoining() throws Exception {
        try (IvshmemServer server = serve("orders")) {
            ServedRegion served = ServedRegion.at(socket, 2);
            assertThat(served.region().where()).isEqualTo(socket.toRealPath().toString());
            assertThat(served.region().bytes()).isEqualTo(1 << 20);
            assertThat(served.region().file()).isEmpty();
            assertThat(served.vectors()).isEqualTo(2);
            assertThat(server.status().joined()).isZero();
            assertThat(ServedRegion.at(socket, 2, JoinSpec.usual())).isEqualTo(served);
            assertThat(server.status().joined()).isEqualTo(1);

            VisibleNames orders = VisibleNames.only(TestRegions.rings("orders"));
            Export export = Export.doorbell(served.region(), orders, served.socket(), 2);
            assertThat(QemuCommandLine.of(export).text())
                    .contains("id=vm1-server,", "path=" + served.region().where());
            refused(Reason.WRONG_KIND, () -> Export.plain(served.region(), orders))
                    .contains("ivshmem-doorbell");
        }
    }

    @Test
    void moreInItThanWasNamedIsRefusedWithTheCommandsForAnother() {
        try (IvshmemServer _ = serve("orders", "fills")) {
            ServedRegion served = ServedRegion.at(socket, 2);
            VisibleNames orders = VisibleNames.only(TestRegions.rings("orders"));
            refused(Reason.BAD_SPEC, () -> Export.doorbell(served.region(), orders, served.socket(), 2))
                    .contains("ring 'fills' besides", "annulus region create NEW --size 1048576", "--memory file:NEW");
        }
    }

    @Test
    void aServerWithFewerVectorsOrWithoutARegionIsRefused() {
        try (IvshmemServer _ = IvshmemServer.start(ServerSpec.of(socket, 1 << 20), event -> {})) {
            refused(Reason.BAD_SPEC, () -> ServedRegion.at(socket, 2)).contains("one with 1");
            refused(Reason.NOT_A_REGION, () -> ServedRegion.at(socket, 1))
                    .contains("vm1: expected a region", "--region");
            JoinSpec hasty = JoinSpec.usual().withPatience(Duration.ofMillis(200));
            refused(Reason.TIMED_OUT, () -> ServedRegion.at(socket, 2, hasty))
                    .contains("as many vectors as the server gives");
        }
    }

    @Test
    void whereNobodyListensIsNotFound() {
        refused(Reason.NOT_FOUND, () -> ServedRegion.at(socket, 1))
                .contains(socket.getFileName().toString());
    }
}
