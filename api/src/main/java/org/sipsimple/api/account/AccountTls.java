/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import java.io.IOException;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A facet of accounts whose settings name certificate files ({@code tls.certificate}, {@code tls.ca_list},
 * {@code tls.verify_server}). Thread-safe.
 */
@ProviderType
public interface AccountTls {

    /**
     * What the files hold now; they are read when they have changed. Reads files, so not for threads that must not wait.
     *
     * @throws IOException when a file cannot be read, is no PEM or lacks the key; the message names the file and what is
     *     wrong, and nothing of its contents
     */
    TlsCredentials credentials() throws IOException;
}
