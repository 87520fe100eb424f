/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcaptools.internal;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsFiles;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.xcap.DocumentSelector;
import org.sipsimple.api.xcap.NodeSelector;
import org.sipsimple.api.xcap.Precondition;
import org.sipsimple.api.xcap.XcapChange;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapClientFactory;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapResource;
import org.sipsimple.api.xcap.XcapUri;

/**
 * {@code xcap-directory}: shows the documents that an XCAP server keeps for an account, and reads and changes them. Spec:
 * Developer Guide, "xcap-directory".
 */
@Component(service = Tool.class)
public final class DirectoryTool implements Tool {
    private static final String NAME = "xcap-directory";
    private static final String USAGE =
            """
            usage: xcap-directory [OPTION...] [list]
                   xcap-directory [OPTION...] get APPLICATION/DOCUMENT [NODE]
                   xcap-directory [OPTION...] put APPLICATION/DOCUMENT [NODE] < FILE
                   xcap-directory [OPTION...] delete APPLICATION/DOCUMENT [NODE]
              APPLICATION/DOCUMENT   for example resource-lists/index
              NODE                   for example 'resource-lists/list[@name="friends"]/entry[1]/@uri'
              -a, --account NAME     the account, user@domain; by default the default account
              -c, --config-file FILE use another configuration file
              -t, --type TYPE        media type of a document to put; by default that of the document there is
            A whole document that is put replaces what is there only if nobody has changed it meanwhile.""";

    private final ToolClients clients;

    @Activate
    public DirectoryTool(
            @Reference XcapClientFactory clients,
            @Reference AccountManager accounts,
            @Reference Settings settings,
            @Reference SettingsFiles files) {
        this.clients = new ToolClients(clients, accounts, settings, files);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "shows, reads and changes the documents that an XCAP server keeps for an account";
    }

    @Override
    public int run(ToolContext context) {
        ToolRun run = new ToolRun(NAME, context);
        return run.run(USAGE, List.of("--account", "--config-file", "--type"), line -> perform(line, run));
    }

    private void perform(ToolLine line, ToolRun run) throws ToolFailure {
        List<String> words = line.words();
        String command = words.isEmpty() ? "list" : words.get(0);
        boolean lists = command.equals("list");
        if (!lists && !List.of("get", "put", "delete").contains(command)
                || (lists ? words.size() > 1 : words.size() < 2 || words.size() > 3)) {
            throw ToolFailure.usage("not understood; see --help");
        }
        NodeSelector node = words.size() == 3 ? NodeReader.read(words.get(2)) : null;
        clients.use(line, run, client -> {
            if (lists) {
                new DirectoryListing(client, run).print();
                return;
            }
            XcapUri uri = new XcapUri(document(client, words.get(1)), node);
            switch (command) {
                case "get" -> run.context().out().println(text(run.await(client.get(uri)), node));
                case "put" -> put(client, uri, line, run);
                default -> tell(run, run.await(client.delete(uri, Precondition.NONE)));
            }
        });
    }

    private static DocumentSelector document(XcapClient client, String text) throws ToolFailure {
        int slash = text.indexOf('/');
        try {
            return client.document(text.substring(0, Math.max(0, slash)), text.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            throw ToolFailure.usage("\"" + text + "\" is no document: " + e.getMessage());
        }
    }

    private static String text(XcapResource resource, @Nullable NodeSelector node) {
        boolean attribute = node != null && node.kind() == NodeSelector.Kind.ATTRIBUTE;
        return attribute ? resource.attributeValue() : resource.text();
    }

    private static void put(XcapClient client, XcapUri uri, ToolLine line, ToolRun run) throws ToolFailure {
        byte[] body = input(run);
        NodeSelector node = uri.node();
        try {
            if (node == null) {
                putDocument(client, uri, line, run, body);
            } else if (node.kind() == NodeSelector.Kind.ATTRIBUTE) {
                String value = new String(body, java.nio.charset.StandardCharsets.UTF_8);
                tell(run, run.await(client.putAttribute(uri, value.stripTrailing(), Precondition.NONE)));
            } else {
                tell(run, run.await(client.put(uri, Payload.of(node.kind().mediaType(), body), Precondition.NONE)));
            }
        } catch (IllegalArgumentException e) {
            throw ToolFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private static void putDocument(XcapClient client, XcapUri uri, ToolLine line, ToolRun run, byte[] body)
            throws ToolFailure {
        String etag = null;
        String type = line.type();
        try {
            XcapResource present = run.result(client.get(uri));
            etag = present.etag();
            type = type == null ? present.payload().type().toString() : type;
        } catch (XcapException.NotFound e) {
            if (type == null) {
                throw ToolFailure.usage("there is no such document yet; say of what type it is by -t");
            }
        } catch (XcapException e) {
            throw ToolRun.failure(e);
        }
        tell(run, run.await(client.put(uri, Payload.of(type, body), Precondition.unchangedOrAbsent(etag))));
    }

    private static byte[] input(ToolRun run) throws ToolFailure {
        try {
            return run.context().in().readAllBytes();
        } catch (IOException e) {
            throw new ToolFailure(ToolFailure.FAILED, "standard input cannot be read: " + e.getMessage());
        }
    }

    private static void tell(ToolRun run, XcapChange change) {
        run.context().out().println(change.etag() == null ? "done" : "done, now " + change.etag());
    }
}
