/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

/** The lowest version of TLS to be spoken. The seeds' {@code TLSProtocol}. */
public enum TlsProtocol {
    TLS_1_2("TLSv1.2"),
    TLS_1_3("TLSv1.3");

    private final String label;

    TlsProtocol(String label) {
        this.label = label;
    }

    /** As written in configuration, for example {@code TLSv1.2}. */
    public String label() {
        return label;
    }
}
