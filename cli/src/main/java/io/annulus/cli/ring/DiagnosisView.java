// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.ring;

import io.annulus.inspect.Diagnosis;
import io.annulus.inspect.StalledSide;
import io.annulus.inspect.Standing;
import io.annulus.inspect.Suspect;
import io.annulus.liveness.ProcessState;
import io.annulus.ring.SideInfo;
import io.annulus.ring.SyncMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A diagnosis as scripts read it. */
final class DiagnosisView {
    private DiagnosisView() {}

    static Map<String, Object> fields(Diagnosis diagnosis) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", diagnosis.snapshot().info().name());
        fields.put("healthy", diagnosis.isHealthy());
        fields.put("watchedMillis", diagnosis.watched().toMillis());
        fields.put("findings", diagnosis.snapshot().damage());
        fields.put("leftovers", diagnosis.snapshot().leftovers());
        fields.put(
                "stalls",
                diagnosis.stalled().stream().map(DiagnosisView::fields).toList());
        return fields;
    }

    static Map<String, Object> damaged(String name, String damage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("healthy", false);
        fields.put("error", damage);
        return fields;
    }

    private static Map<String, Object> fields(StalledSide stalled) {
        Standing standing = stalled.standing();
        SideInfo side = standing.side();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("side", word(standing.purpose()));
        fields.put("mode", side.mode().word());
        fields.put("head", Integer.toUnsignedLong(side.head()));
        fields.put("tail", Integer.toUnsignedLong(side.tail()));
        fields.put("reserved", Integer.toUnsignedLong(side.reserved()));
        fields.put(
                "operations",
                side.mode() == SyncMode.MULTI_RTS ? Integer.toUnsignedLong(side.headCount() - side.tailCount()) : null);
        fields.put("since", standing.since());
        fields.put("observedMillis", standing.observed().toMillis());
        fields.put("culprit", stalled.culprit().map(Suspect::pid).orElse(null));
        fields.put(
                "suspects",
                stalled.suspects().stream().map(DiagnosisView::fields).toList());
        fields.put("advice", stalled.advice() + ".");
        return fields;
    }

    private static Map<String, Object> fields(Suspect suspect) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pid", suspect.pid());
        fields.put("thread", suspect.participant().thread());
        fields.put("since", suspect.participant().since());
        fields.put("verdict", word(suspect.participant().verdict()));
        fields.put("sameKernel", suspect.isOfOurKernel());
        fields.put("samePidNamespace", suspect.isOfOurPidNamespace());
        fields.put("stopped", suspect.state().map(ProcessState::isStopped).orElse(null));
        fields.put("state", suspect.state().map(ProcessState::letter).orElse(null));
        fields.put("command", suspect.state().map(ProcessState::command).orElse(null));
        return fields;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
