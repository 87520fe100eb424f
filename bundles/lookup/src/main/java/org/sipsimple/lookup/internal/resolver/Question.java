/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.nio.ByteBuffer;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * What to ask.
 *
 * @param name absolute
 * @param type one of {@link Type}'s numbers
 */
public record Question(Name name, int type) {
    private static final int HEADER = 12;
    private static final int TYPE_AND_CLASS = 4;
    private static final int EDNS = 11;
    private static final int RECURSION_DESIRED = 0x0100;
    /** What passes all common networks unfragmented (RFC 9715). */
    private static final short EDNS_PAYLOAD = 1232;

    /**
     * The message that asks it. Written here and not by the message library, as this is the busiest path of all.
     *
     * @param recursion whether the nameserver should ask others
     * @param edns whether to say that long answers are welcome (RFC 6891)
     */
    byte[] query(boolean recursion, boolean edns) {
        byte[] owner = name.toWire();
        ByteBuffer message = ByteBuffer.allocate(HEADER + owner.length + TYPE_AND_CLASS + (edns ? EDNS : 0));
        message.putShort(2, (short) (recursion ? RECURSION_DESIRED : 0));
        message.putShort(4, (short) 1);
        message.position(HEADER).put(owner).putShort((short) type).putShort((short) DClass.IN);
        if (edns) {
            message.putShort(10, (short) 1);
            // owner is the root, the class field holds the size, no flags and no options
            message.put((byte) 0).putShort((short) Type.OPT).putShort(EDNS_PAYLOAD);
        }
        return message.array();
    }

    /** The type in letters, for example {@code NAPTR}. */
    public String typeText() {
        return Type.string(type);
    }

    /** For people: {@code NAPTR example.com}. */
    @Override
    public String toString() {
        return typeText() + " " + name.toString(true);
    }
}
