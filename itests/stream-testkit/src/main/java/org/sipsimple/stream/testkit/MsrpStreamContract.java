/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.configuration.MsrpTransport;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.msrp.MsrpStack;
import org.sipsimple.msrp.stream.MsrpSettings;
import org.sipsimple.msrp.stream.MsrpStreamBase;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.threading.DefaultThreadManager;

/**
 * The contract of streams for those over MSRP: their peer is a program on loopback that accepts connections and answers
 * everything with 200.
 */
@Timeout(60)
public abstract class MsrpStreamContract extends MediaStreamContract {
    private final MsrpAnswerer peer = new MsrpAnswerer();
    private final DefaultThreadManager realThreads = new DefaultThreadManager();
    private final List<MsrpStreamBase> made = new ArrayList<>();
    private MsrpStack stack;

    /** The type under test; its streams may need something more before they are initialized. */
    protected abstract MediaStreamFactory factory(MsrpStreamServices services);

    /** Adds what the type wants to find in the line of a peer. */
    protected abstract SdpMedia describe(SdpMedia line);

    /** The media type of the lines. */
    protected String mediaType() {
        return "message";
    }

    @Override
    protected final MediaStreamFactory factory() {
        try {
            stack = new MsrpStack(realThreads.scheduler(), 1);
        } catch (IOException e) {
            throw new IllegalStateException("no resources for I/O", e);
        }
        account().set(MsrpSettings.TRANSPORT, MsrpTransport.TCP);
        account().set(MsrpSettings.RELAY_FOR_INBOUND, false);
        return new Remembering(factory(new MsrpStreamServices(stack, notifications(), threads(), new FakeLookup())));
    }

    @AfterEach
    void closeConnections() {
        peer.close();
        stack.close();
        realThreads.close();
    }

    @Override
    protected final SdpMedia offeredLine() {
        return describe(SdpMedia.of(mediaType(), peer.port(), "TCP/MSRP", List.of("*"))
                .withAttribute("path", peer.path())
                .withAttribute("setup", "passive"));
    }

    @Override
    protected void settle() {
        while (made.stream().anyMatch(MsrpStreamBase::isBusy)) {
            Thread.onSpinWait();
        }
        super.settle();
    }

    private final class Remembering implements MediaStreamFactory {
        private final MediaStreamFactory tested;

        Remembering(MediaStreamFactory tested) {
            this.tested = tested;
        }

        private MediaStream remember(MediaStream stream) {
            made.add((MsrpStreamBase) stream);
            return stream;
        }

        @Override
        public String type() {
            return tested.type();
        }

        @Override
        public MediaStream create(Account account) {
            return remember(tested.create(account));
        }

        @Override
        public boolean accepts(Account account, SdpSession remoteOffer, int index) {
            return tested.accepts(account, remoteOffer, index);
        }

        @Override
        public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
            return remember(tested.createIncoming(account, remoteOffer, index));
        }
    }
}
