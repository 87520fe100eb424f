/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.account;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.SipUri;

/**
 * What an account is made of.
 *
 * @param uri the address of record
 * @param displayName shown to others, null for none
 * @param credentials for the provider's challenges, null for none
 * @param outboundProxy where all requests go, null to find the way by DNS
 * @param register whether to register with the provider
 */
public record AccountOptions(
        SipUri uri,
        @Nullable String displayName,
        @Nullable Credentials credentials,
        @Nullable SipUri outboundProxy,
        boolean register) {}
