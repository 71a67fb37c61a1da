// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.guest;

import io.annulus.error.AnnulusException;
import io.annulus.ivshmem.driver.SignallingVerdict;
import io.annulus.ivshmem.guest.BaseAddress;
import io.annulus.ivshmem.guest.Caching;
import io.annulus.ivshmem.guest.GuestDevice;
import io.annulus.ivshmem.guest.MappingVerdict;
import io.annulus.ivshmem.guest.Processor;
import io.annulus.ring.SyncMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A device as commands show it to scripts, which rely on exactly these fields. */
final class DeviceView {
    private static final int BARS = 3;

    private DeviceView() {}

    static Map<String, Object> fields(GuestDevice device) {
        OptionalInt vectors = device.config().vectors();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("address", device.address());
        fields.put("kind", device.kind().word());
        fields.put("revision", device.config().revision());
        fields.put("vectors", vectors.isPresent() ? vectors.getAsInt() : null);
        fields.put("id", id(device));
        fields.put("memoryBytes", device.memoryBytes());
        fields.put("driver", device.driver().orElse(null));
        fields.put("signalling", fields(SignallingVerdict.of(device)));
        fields.put("enabled", device.config().isMemoryEnabled());
        List<Object> bars = new ArrayList<>();
        for (int number = 0; number < BARS; number++) {
            device.bar(number).map(DeviceView::fields).ifPresent(bars::add);
        }
        fields.put("bars", bars);
        return fields;
    }

    private static Map<String, Object> fields(SignallingVerdict verdict) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("by", verdict.signalling().word());
        fields.put("because", verdict.because());
        fields.put("remedy", verdict.remedy().orElse(null));
        return fields;
    }

    /** Null if the device does not say, or not to this user. */
    static Integer id(GuestDevice device) {
        try {
            return device.id();
        } catch (AnnulusException e) {
            return null;
        }
    }

    private static Map<String, Object> fields(BaseAddress bar) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", bar.number());
        fields.put("start", "0x" + Long.toHexString(bar.start()));
        fields.put("bytes", bar.bytes());
        return fields;
    }

    static Map<String, Object> fields(MappingVerdict verdict) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("caching", verdict.caching().word());
        fields.put("megabytesPerSecond", verdict.megabytesPerSecond());
        fields.put("ordinaryMegabytesPerSecond", verdict.ordinaryMegabytesPerSecond());
        fields.put("modes", modes(verdict));
        fields.put("host", verdict.hostHint());
        fields.put("remedy", verdict.remedy().orElse(null));
        return fields;
    }

    /** Which modes the rings' sides may have that this guest uses without force. */
    static List<String> modes(MappingVerdict verdict) {
        return Arrays.stream(SyncMode.values())
                .filter(mode -> mode == SyncMode.SINGLE || verdict.caching() == Caching.CACHED)
                .map(SyncMode::word)
                .toList();
    }

    static Map<String, Object> fields(Processor processor) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("vendor", processor.vendor());
        fields.put("model", processor.model());
        fields.put("accelerator", processor.accelerator().word());
        fields.put("evidence", processor.evidence());
        fields.put("possible", processor.possible());
        fields.put("warning", processor.warning().orElse(null));
        return fields;
    }
}
