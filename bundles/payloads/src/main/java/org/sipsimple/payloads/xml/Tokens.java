/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The words that enum constants are written as: {@code MUTED_VIA_FOCUS} is {@code muted-via-focus}. */
final class Tokens {
    private static final ClassValue<Tokens> OF_TYPE = new ClassValue<>() {
        @Override
        protected Tokens computeValue(Class<?> type) {
            return new Tokens(type);
        }
    };

    private final String[] words;
    private final Map<String, Object> constants = new HashMap<>();

    private Tokens(Class<?> type) {
        Object[] all = type.getEnumConstants();
        words = new String[all.length];
        for (Object constant : all) {
            Enum<?> value = (Enum<?>) constant;
            words[value.ordinal()] = value.name().toLowerCase(Locale.ROOT).replace('_', '-');
            constants.put(words[value.ordinal()], value);
        }
    }

    static String word(Enum<?> value) {
        return OF_TYPE.get(value.getDeclaringClass()).words[value.ordinal()];
    }

    static <E extends Enum<E>> @Nullable E constant(Class<E> type, String word) {
        return type.cast(OF_TYPE.get(type).constants.get(word));
    }

    static String choices(Class<? extends Enum<?>> type) {
        return String.join(", ", OF_TYPE.get(type).words);
    }
}
