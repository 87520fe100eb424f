/* SPDX-License-Identifier: Apache-2.0 */
/** SIP on the engine core: invitations, registrations, name resolving and what the engine reports. */
@NullMarked
package org.sipsimple.engine.internal.sip;

import org.jspecify.annotations.NullMarked;
