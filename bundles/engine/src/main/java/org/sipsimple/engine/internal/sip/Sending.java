/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

/** A request that can be sent once, and given up. Event thread only. */
interface Sending {

    void send();

    /** Gives it up; what comes of it is not told. */
    void abandon();
}
