/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.stream.filetransfer.FileTransferStream;
import org.sipsimple.stream.testkit.MsrpStreamContract;

/** File transfers keep the contract of streams: ours send, those of the peer are received. */
class FileTransferContractTest extends MsrpStreamContract {
    @TempDir
    Path folder;

    @Override
    protected MediaStreamFactory factory(MsrpStreamServices services) {
        FileTransferStreamFactory factory = new FileTransferStreamFactory(services);
        return new MediaStreamFactory() {
            @Override
            public String type() {
                return factory.type();
            }

            @Override
            public MediaStream create(Account account) {
                FileTransferStream stream = (FileTransferStream) factory.create(account);
                try {
                    stream.send(Files.writeString(folder.resolve("sent.txt"), "content"));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                return stream;
            }

            @Override
            public boolean accepts(Account account, SdpSession remoteOffer, int index) {
                return factory.accepts(account, remoteOffer, index);
            }

            @Override
            public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
                FileTransferStream stream = (FileTransferStream) factory.createIncoming(account, remoteOffer, index);
                stream.receiveInto(folder);
                return stream;
            }
        };
    }

    @Override
    protected SdpMedia describe(SdpMedia line) {
        return line.withAttribute("sendonly", null)
                .withAttribute("accept-types", "*")
                .withAttribute("file-selector", "name:\"x.txt\" size:10");
    }
}
