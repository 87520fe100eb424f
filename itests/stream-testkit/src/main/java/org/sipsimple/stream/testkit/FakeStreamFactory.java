/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.threading.Scheduler;

/** Makes {@link FakeStream}s for media lines whose type is the stream's type. */
public final class FakeStreamFactory implements MediaStreamFactory {
    private final String type;
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final List<FakeStream> made = new ArrayList<>();
    private UnaryOperator<FakeStream> prepare = UnaryOperator.identity();

    public FakeStreamFactory(String type, NotificationCenter notifications, Scheduler scheduler) {
        this.type = type;
        this.notifications = notifications;
        this.scheduler = scheduler;
    }

    /** Changes each stream made from now on. */
    public void prepare(UnaryOperator<FakeStream> change) {
        prepare = change;
    }

    /** The streams made so far. */
    public List<FakeStream> made() {
        return List.copyOf(made);
    }

    public FakeStream last() {
        return made.get(made.size() - 1);
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public boolean offeredByDefault() {
        return true;
    }

    @Override
    public FakeStream create(Account account) {
        FakeStream stream = prepare.apply(new FakeStream(type, notifications, scheduler));
        made.add(stream);
        return stream;
    }

    @Override
    public boolean accepts(Account account, SdpSession remoteOffer, int index) {
        return remoteOffer.media().get(index).media().equals(type);
    }

    @Override
    public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
        return create(account);
    }
}
