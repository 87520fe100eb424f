/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonTest {

    @Test
    void readsWhatItHasWritten() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("text", "say \"hello\", C:\\dir, line\nbreak, {braces}: 1");
        members.put("number", new BigDecimal("12.5"));
        members.put("yes", true);
        members.put("empty", "");
        String line = Json.write(members);
        assertThat(line).doesNotContain("\n");
        assertThat(Json.read(line)).containsExactlyEntriesOf(members);
    }
}
