/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.application.internal;

import java.util.function.UnaryOperator;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.application.SipApplication;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.SessionManager;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.storage.Storage;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.application.ApplicationServices;
import org.sipsimple.application.DefaultSipApplication;

/** The application as a service; it does nothing until somebody starts it. */
@Component(service = SipApplication.class)
public final class SipApplicationComponent extends DefaultSipApplication {

    @Activate
    public SipApplicationComponent(
            @Reference Storage storage,
            @Reference Settings settings,
            @Reference Engine engine,
            @Reference AccountManager accounts,
            @Reference SessionManager sessions,
            @Reference SystemAudio audio,
            @Reference Lookup lookup,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads) {
        super(new ApplicationServices(
                storage,
                settings,
                engine,
                UnaryOperator.identity(),
                accounts,
                sessions,
                audio,
                lookup,
                notifications,
                threads));
    }

    @Override
    @Deactivate
    public void close() {
        super.close();
    }
}
