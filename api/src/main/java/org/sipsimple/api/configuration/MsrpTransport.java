/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

/** What carries MSRP (RFC 4975). The seeds' {@code MSRPTransport}. */
public enum MsrpTransport {
    TLS,
    TCP
}
