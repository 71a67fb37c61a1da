// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing the doctor looked at.
 *
 * @param name of the thing
 * @param status what it means
 * @param found as it is
 * @param wanted as it should be
 * @param fix what to do; empty if there is nothing to do
 */
record Finding(String name, Status status, String found, String wanted, String fix) {

    static Finding ok(String name, String found, String wanted) {
        return new Finding(name, Status.OK, found, wanted, "");
    }

    static Finding optional(String name, String found, String wanted, String fix) {
        return new Finding(name, Status.OPTIONAL, found, wanted, fix);
    }

    static Finding wrong(String name, String found, String wanted, String fix) {
        return new Finding(name, Status.WRONG, found, wanted, fix);
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("status", status.word());
        fields.put("found", found);
        fields.put("wanted", wanted);
        fields.put("fix", fix);
        return fields;
    }
}
