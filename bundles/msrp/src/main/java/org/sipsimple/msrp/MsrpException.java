/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;

/**
 * We failed: the connection broke, the peer wrote no MSRP, a certificate was wrong, or time ran out. What a peer
 * refused is a {@link MsrpRefusedException}.
 */
public class MsrpException extends IOException {
    private static final long serialVersionUID = 1L;

    public MsrpException(String message) {
        super(message);
    }

    public MsrpException(String message, Throwable cause) {
        super(message, cause);
    }
}
