/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Predicate;

/**
 * The {@code a=} lines of a session or of one of its media, in order: an unmodifiable list with look-up by name. Spec:
 * {@code FrozenSDPAttributeList}.
 */
public final class SdpAttributes extends AbstractList<SdpAttribute> implements RandomAccess {

    private static final SdpAttributes EMPTY = new SdpAttributes(List.of());

    private final List<SdpAttribute> attributes;

    private SdpAttributes(List<SdpAttribute> attributes) {
        this.attributes = attributes;
    }

    /** No attributes. */
    public static SdpAttributes empty() {
        return EMPTY;
    }

    /** These attributes in this order. */
    public static SdpAttributes of(SdpAttribute... attributes) {
        return new SdpAttributes(List.of(attributes));
    }

    /** These attributes in this order. */
    public static SdpAttributes of(List<SdpAttribute> attributes) {
        return attributes instanceof SdpAttributes same ? same : new SdpAttributes(List.copyOf(attributes));
    }

    @Override
    public SdpAttribute get(int index) {
        return attributes.get(index);
    }

    @Override
    public int size() {
        return attributes.size();
    }

    /** Whether there is an attribute of that name. */
    public boolean has(String name) {
        for (SdpAttribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The value of the first attribute of that name, {@code ""} when it has none; empty when there is no such one. */
    public Optional<String> getFirst(String name) {
        for (SdpAttribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return Optional.of(text(attribute));
            }
        }
        return Optional.empty();
    }

    /** The value of the first attribute of that name, or that default. */
    public String getFirst(String name, String otherwise) {
        return getFirst(name).orElse(otherwise);
    }

    /** The values of all attributes of that name in order, {@code ""} for one without a value. */
    public List<String> getAll(String name) {
        List<String> values = new ArrayList<>();
        for (SdpAttribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                values.add(text(attribute));
            }
        }
        return values;
    }

    /** These attributes and one more at the end. */
    public SdpAttributes with(SdpAttribute attribute) {
        List<SdpAttribute> changed = new ArrayList<>(attributes);
        changed.add(attribute);
        return of(changed);
    }

    /** These attributes and one more at the end, {@code a=name:value}. */
    public SdpAttributes with(String name, String value) {
        return with(new SdpAttribute(name, value));
    }

    /** These attributes without those of that name. */
    public SdpAttributes without(String name) {
        return without(attribute -> attribute.name().equals(name));
    }

    /** These attributes without those chosen. */
    public SdpAttributes without(Predicate<SdpAttribute> chosen) {
        return of(attributes.stream().filter(chosen.negate()).toList());
    }

    /** These attributes with exactly one direction, where the first one stood or at the end. */
    public SdpAttributes withDirection(MediaDirection direction) {
        List<SdpAttribute> changed = new ArrayList<>(attributes.size() + 1);
        boolean placed = false;
        for (SdpAttribute attribute : attributes) {
            if (MediaDirection.find(attribute.name()).isEmpty()) {
                changed.add(attribute);
            } else if (!placed) {
                changed.add(SdpAttribute.of(direction));
                placed = true;
            }
        }
        if (!placed) {
            changed.add(SdpAttribute.of(direction));
        }
        return of(changed);
    }

    /** The direction these attributes name, if any. */
    public Optional<MediaDirection> direction() {
        for (SdpAttribute attribute : attributes) {
            Optional<MediaDirection> direction = MediaDirection.find(attribute.name());
            if (direction.isPresent()) {
                return direction;
            }
        }
        return Optional.empty();
    }

    private static String text(SdpAttribute attribute) {
        String value = attribute.value();
        return value == null ? "" : value;
    }
}
