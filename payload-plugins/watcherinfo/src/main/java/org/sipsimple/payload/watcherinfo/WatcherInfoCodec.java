/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.watcherinfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCodec;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/** {@code application/watcherinfo+xml}, RFC 3858. */
@PayloadCodecProvider
public final class WatcherInfoCodec extends XmlCodec<WatcherInfo> {
    /** The namespace of these documents. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:watcherinfo", "");

    public WatcherInfoCodec() {
        super(
                WatcherInfo.class,
                "application/watcherinfo+xml",
                Set.of("presence.winfo"),
                NAMESPACE,
                "watcherinfo",
                ExtensionReaders.NONE);
    }

    @Override
    protected WatcherInfo read(XmlCursor in) throws PayloadFormatException {
        long version = in.requiredNumber("version");
        WatcherInfo.State state = in.requiredWord("state", WatcherInfo.State.class);
        Extensions.Collector extra = Extensions.collect(in, "version", "state");
        List<WatcherList> lists = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("watcher-list")) {
                lists.add(list(in));
            } else {
                extra.add(in);
            }
        }
        return new WatcherInfo(version, state, lists, extra.build());
    }

    private static WatcherList list(XmlCursor in) throws PayloadFormatException {
        String resource = in.requiredUri("resource");
        String eventPackage = in.required("package");
        Extensions.Collector extra = Extensions.collect(in, "resource", "package");
        List<Watcher> watchers = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("watcher")) {
                watchers.add(watcher(in));
            } else {
                extra.add(in);
            }
        }
        return new WatcherList(resource, eventPackage, watchers, extra.build());
    }

    private static Watcher watcher(XmlCursor in) throws PayloadFormatException {
        String id = in.required("id");
        Watcher.Status status = in.requiredWord("status", Watcher.Status.class);
        Watcher.Event event = in.requiredWord("event", Watcher.Event.class);
        String displayName = in.attribute("display-name");
        String language = in.language();
        Long expiration = in.number("expiration");
        Long duration = in.number("duration-subscribed");
        Extensions extra = Extensions.collect(
                        in, "id", "status", "event", "display-name", "expiration", "duration-subscribed")
                .build();
        return new Watcher(id, in.uriText(), status, event, displayName, language, expiration, duration, extra);
    }

    @Override
    protected void write(WatcherInfo value, XmlWriter out) {
        out.attribute("version", value.version())
                .attribute("state", value.state())
                .attributes(value.extensions());
        for (WatcherList list : value.lists()) {
            out.start(NAMESPACE, "watcher-list")
                    .attribute("resource", list.resource())
                    .attribute("package", list.eventPackage())
                    .attributes(list.extensions());
            list.watchers().forEach(watcher -> watcher(watcher, out));
            out.elements(list.extensions()).end();
        }
        out.elements(value.extensions());
    }

    private static void watcher(Watcher value, XmlWriter out) {
        out.start(NAMESPACE, "watcher")
                .attribute("status", value.status())
                .attribute("event", value.event())
                .attribute("id", value.id())
                .attribute("display-name", value.displayName())
                .language(value.language())
                .attribute("expiration", value.expiration())
                .attribute("duration-subscribed", value.durationSubscribed())
                .attributes(value.extensions())
                .text(value.uri())
                .end();
    }
}
