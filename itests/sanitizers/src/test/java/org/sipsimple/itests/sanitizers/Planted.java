/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sanitizers;

/** A program of its own that writes past the end of a block of 16 bytes of native memory when told to. */
final class Planted {
    private Planted() {}

    private static native int overflow(int at);

    public static void main(String[] args) {
        System.load(args[0]);
        System.out.println("written: " + overflow(Integer.parseInt(args[1])));
    }
}
