/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.SessionManager;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.stream.MediaStreamRegistry;
import org.sipsimple.api.threading.ThreadManager;

/** What tools that make calls need from the SDK. */
public record CallServices(
        Engine engine,
        AccountManager accounts,
        SessionManager sessions,
        MediaStreamRegistry streams,
        AudioFactory audio,
        AudioMixers mixers,
        Lookup lookup,
        NotificationCenter notifications,
        ThreadManager threads,
        ToolAccounts settings) {}
