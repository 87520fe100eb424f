/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.application;

import java.util.function.UnaryOperator;

import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.SessionManager;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.storage.Storage;
import org.sipsimple.api.threading.ThreadManager;

/**
 * The parts of the SDK that an application starts and stops.
 *
 * @param engineOptions changes what the settings say about the engine, whenever they are read
 */
public record ApplicationServices(
        Storage storage,
        Settings settings,
        Engine engine,
        UnaryOperator<EngineOptions> engineOptions,
        AccountManager accounts,
        SessionManager sessions,
        SystemAudio audio,
        Lookup lookup,
        NotificationCenter notifications,
        ThreadManager threads) {}
