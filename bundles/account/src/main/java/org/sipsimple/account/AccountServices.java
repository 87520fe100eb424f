/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.account;

import java.util.random.RandomGenerator;

import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.threading.ThreadManager;

/**
 * What accounts need from the rest of the SDK; the same for all accounts of a manager.
 *
 * @param random draws contact users and the waits between attempts
 */
public record AccountServices(
        Engine engine,
        Lookup lookup,
        NotificationCenter notifications,
        ThreadManager threads,
        RandomGenerator random) {}
