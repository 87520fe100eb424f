/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsservices;

/**
 * Where the list of a service is.
 */
public sealed interface Source permits ListUri, InlineList {}
