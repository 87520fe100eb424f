/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.core;

import org.sipsimple.pjsip.EventSink;
import org.sipsimple.pjsip.PjsipBorder;

/** The native worker, so that tests can put their own in its place; as {@link PjsipBorder} in every detail. */
public interface NativeBorder {

    byte[] start(byte[] config, EventSink events);

    int stop();

    int post(int op, long id, byte[] args);

    byte[] call(int op, long id, byte[] args);

    String describe(int status);

    /** The worker of the native library; loading it is tried at the first call. */
    static NativeBorder pjsip() {
        return new NativeBorder() {
            @Override
            public byte[] start(byte[] config, EventSink events) {
                return PjsipBorder.start(config, events);
            }

            @Override
            public int stop() {
                return PjsipBorder.stop();
            }

            @Override
            public int post(int op, long id, byte[] args) {
                return PjsipBorder.post(op, id, args);
            }

            @Override
            public byte[] call(int op, long id, byte[] args) {
                return PjsipBorder.call(op, id, args);
            }

            @Override
            public String describe(int status) {
                return PjsipBorder.describe(status);
            }
        };
    }
}
