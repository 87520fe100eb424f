/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

/**
 * The direction of a medium, seen from the endpoint.
 */
public enum MediaStatus {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE
}
