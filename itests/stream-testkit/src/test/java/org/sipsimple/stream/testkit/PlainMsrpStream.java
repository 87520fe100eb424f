/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.msrp.IncomingMessage;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.MsrpTransport;
import org.sipsimple.msrp.stream.MsrpStreamBase;
import org.sipsimple.msrp.stream.MsrpStreamServices;

/** The least a stream over MSRP has to add: its types. */
final class PlainMsrpStream extends MsrpStreamBase {
    final CompletableFuture<MsrpSession> session = new CompletableFuture<>();
    final CompletableFuture<MsrpTransport> transport = new CompletableFuture<>();
    final BlockingQueue<byte[]> got = new LinkedBlockingQueue<>();
    final CompletableFuture<String> ended = new CompletableFuture<>();
    private final boolean wantsMessages;

    PlainMsrpStream(
            Account account,
            MsrpStreamServices services,
            @Nullable SdpSession offer,
            int index,
            boolean wantsMessages) {
        super(account, services, offer, index);
        this.wantsMessages = wantsMessages;
    }

    static PlainMsrpStream offeredBy(MsrpEnds.End end) {
        return new PlainMsrpStream(end.account(), end.services(), null, 0, true);
    }

    static PlainMsrpStream answeredBy(MsrpEnds.End end, SdpSession offer) {
        return new PlainMsrpStream(end.account(), end.services(), offer, 0, true);
    }

    @Override
    public String type() {
        return "plain";
    }

    @Override
    public String mediaType() {
        return "message";
    }

    @Override
    public List<String> acceptTypes() {
        return List.of("text/plain");
    }

    @Override
    public List<String> acceptWrappedTypes() {
        return List.of("text/*");
    }

    @Override
    public boolean useMsrpSession() {
        return wantsMessages;
    }

    @Override
    protected void connected(MsrpSession bound) {
        session.complete(bound);
    }

    @Override
    protected void connected(MsrpTransport bound) {
        transport.complete(bound);
    }

    @Override
    protected void received(IncomingMessage message, byte[] content) {
        got.add(content);
    }

    @Override
    protected void ended(String reason) {
        ended.complete(reason);
    }
}
