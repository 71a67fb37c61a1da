// SPDX-License-Identifier: Apache-2.0
package io.annulus.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.annulus.cli.JsonReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("quote \" backslash \\ newline \n tab \t bell \u0007", "ünïcödé");
        inner.put("nothing", null);
        List<Object> value = Arrays.asList(1L, -1L, Long.MAX_VALUE, true, false, null, inner, List.of(), Map.of());
        assertThat(JsonReader.read(Json.of(value))).isEqualTo(value);
    }

    @Test
    void aStreamOfDocumentsHasOneALine() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", List.of(1, 2));
        value.put("b", Map.of("c", "d\ne"));
        assertThat(Json.compact(value)).isEqualTo("{\"a\":[1,2],\"b\":{\"c\":\"d\\ne\"}}");
    }
}
