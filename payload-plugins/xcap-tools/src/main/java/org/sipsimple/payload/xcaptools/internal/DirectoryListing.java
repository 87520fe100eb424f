/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcaptools.internal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapResource;
import org.sipsimple.api.xcap.XcapUri;
import org.sipsimple.payload.xcapdirectory.Entry;
import org.sipsimple.payload.xcapdirectory.Folder;
import org.sipsimple.payload.xcapdirectory.XcapDirectory;
import org.sipsimple.payload.xcapdirectory.XcapDirectoryCodec;

/** Which documents there are: as the server's directory tells, or where it has none, found by asking for the usual ones. */
final class DirectoryListing {
    private static final String DIRECTORY = "org.openmobilealliance.xcap-directory";
    private static final String INDEX = "index";
    private static final String ICON = "org.openmobilealliance.pres-content";

    private final XcapClient client;
    private final ToolRun run;
    private final PrintStream out;

    DirectoryListing(XcapClient client, ToolRun run) {
        this.client = client;
        this.run = run;
        out = run.context().out();
    }

    void print() throws ToolFailure {
        try {
            XcapResource directory = run.result(client.get(XcapUri.of(client.document(DIRECTORY, "directory.xml"))));
            print(new XcapDirectoryCodec().decode(directory.payload().body()));
        } catch (XcapException.NotFound | XcapException.Rejected | PayloadFormatException e) {
            search();
        } catch (XcapException e) {
            throw ToolRun.failure(e);
        }
    }

    private void print(XcapDirectory directory) {
        for (Folder folder : directory.folders()) {
            out.println(folder.auid());
            for (Entry entry : folder.entries()) {
                line(
                        entry.uri(),
                        entry.etag(),
                        entry.size() == null ? "" : entry.size().toString());
            }
        }
    }

    private void search() throws ToolFailure {
        List<String> auids = new ArrayList<>(run.await(client.capabilities()).auids());
        auids.remove("xcap-caps"); // of everybody, not of this user
        for (String auid : auids) {
            String name = auid.equals(ICON) ? "oma_status-icon/index" : INDEX;
            try {
                XcapResource found = run.result(client.get(XcapUri.of(client.document(auid, name))));
                out.println(auid);
                int size = found.payload().body().length;
                line(name, found.etag() == null ? "" : found.etag(), Integer.toString(size));
            } catch (XcapException.NotFound
                    | XcapException.Rejected
                    | XcapException.NotAuthorized
                    | XcapException.Malformed e) {
                // none of this user's, or no application that has documents of users
                continue;
            } catch (XcapException e) {
                throw ToolRun.failure(e);
            }
        }
    }

    private void line(String uri, String etag, String size) {
        out.println(("  " + uri + "  " + etag + (size.isEmpty() ? "" : "  " + size + " bytes")).stripTrailing());
    }
}
