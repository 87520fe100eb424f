/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Names and values of header fields in their order. Of a message that has been read only the names are texts of their
 * own: a value is cut out of it when it is asked for, as most never are. Immutable.
 */
final class HeaderTable {

    static final HeaderTable EMPTY = new Builder("").build();

    private final String text;
    private final String[] names;

    /** Where in the text the value of each field begins and ends. */
    private final int[] spans;

    /** What has been cut out. Threads may meet here and do it twice, with the same result. */
    private final @Nullable String[] values;

    private @Nullable List<GenericHeader> fields;

    private HeaderTable(Builder builder) {
        this.text = builder.text;
        this.names = Arrays.copyOf(builder.names, builder.size);
        this.spans = Arrays.copyOf(builder.spans, 2 * builder.size);
        this.values = Arrays.copyOf(builder.values, builder.size);
    }

    static HeaderTable of(List<GenericHeader> fields) {
        Builder builder = new Builder("");
        fields.forEach(field -> builder.add(field.name(), field.value()));
        HeaderTable table = builder.build();
        table.fields = List.copyOf(fields);
        return table;
    }

    int size() {
        return names.length;
    }

    String name(int index) {
        return names[index];
    }

    String value(int index) {
        String value = values[index];
        if (value == null) {
            value = HeaderLines.visible(text.substring(spans[2 * index], spans[2 * index + 1]))
                    .strip();
            values[index] = value;
        }
        return value;
    }

    /** Whether the field at that index has that canonical name. */
    boolean isNamed(int index, String canonical) {
        String name = names[index];
        return name.equalsIgnoreCase(canonical) || name.length() == 1 && canonical.equals(HeaderNames.canonical(name));
    }

    List<GenericHeader> toList() {
        List<GenericHeader> list = fields;
        if (list == null) {
            GenericHeader[] all = new GenericHeader[names.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = new GenericHeader(names[i], value(i));
            }
            list = List.of(all);
            fields = list;
        }
        return list;
    }

    /** Takes the fields of one text. */
    static final class Builder {
        private final String text;
        private String[] names = new String[16];
        private int[] spans = new int[32];
        private @Nullable String[] values = new @Nullable String[16];
        private int size;

        Builder(String text) {
            this.text = text;
        }

        int size() {
            return size;
        }

        /** A field whose value lies between these indexes of the text, perhaps with blanks around it. */
        void add(String name, int from, int to) {
            grow();
            names[size] = name;
            spans[2 * size] = from;
            spans[2 * size + 1] = to;
            size++;
        }

        /** A field whose value lies in no piece of the text, perhaps with blanks around it. */
        void add(String name, String value) {
            grow();
            names[size] = name;
            values[size] = HeaderLines.visible(value).strip();
            size++;
        }

        private void grow() {
            if (size == names.length) {
                names = Arrays.copyOf(names, 2 * size);
                spans = Arrays.copyOf(spans, 4 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
        }

        HeaderTable build() {
            return new HeaderTable(this);
        }
    }
}
