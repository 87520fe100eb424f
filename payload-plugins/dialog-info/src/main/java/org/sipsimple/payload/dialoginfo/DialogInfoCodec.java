/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCodec;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlElement;
import org.sipsimple.payloads.xml.XmlWriter;

/** {@code application/dialog-info+xml}, RFC 4235. */
@PayloadCodecProvider
public final class DialogInfoCodec extends XmlCodec<DialogInfo> {
    /** The namespace of these documents. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:dialog-info", "");

    public DialogInfoCodec() {
        super(
                DialogInfo.class,
                "application/dialog-info+xml",
                Set.of("dialog"),
                NAMESPACE,
                "dialog-info",
                ExtensionReaders.NONE);
    }

    @Override
    protected DialogInfo read(XmlCursor in) throws PayloadFormatException {
        String entity = in.requiredUri("entity");
        long version = in.requiredNumber("version");
        DialogInfo.State state = in.requiredWord("state", DialogInfo.State.class);
        Extensions.Collector extra = Extensions.collect(in, "entity", "version", "state");
        List<Dialog> dialogs = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("dialog")) {
                dialogs.add(dialog(in));
            } else {
                extra.add(in);
            }
        }
        return new DialogInfo(entity, version, state, dialogs, extra.build());
    }

    private static Dialog dialog(XmlCursor in) throws PayloadFormatException {
        String id = in.required("id");
        DialogDraft draft = new DialogDraft();
        draft.callId = in.attribute("call-id");
        draft.localTag = in.attribute("local-tag");
        draft.remoteTag = in.attribute("remote-tag");
        draft.direction = in.wordOrNull("direction", Dialog.Direction.class);
        Extensions.Collector extra = Extensions.collect(in, "id", "call-id", "local-tag", "remote-tag", "direction");
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "state" -> draft.state = state(in);
                case "duration" -> draft.duration = in.numberText();
                case "replaces" ->
                    draft.replaces =
                            new Replaces(in.required("call-id"), in.required("local-tag"), in.required("remote-tag"));
                case "referred-by" -> draft.referredBy = identity(in);
                case "route-set" -> draft.routeSet = routeSet(in);
                case "local" -> draft.local = participant(in);
                case "remote" -> draft.remote = participant(in);
                default -> extra.add(in);
            }
        }
        if (draft.state == null) {
            throw in.malformed("<dialog> \"" + id + "\" has no <state>");
        }
        return draft.finished(id, extra.build());
    }

    private static List<String> routeSet(XmlCursor in) throws PayloadFormatException {
        List<String> hops = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("hop")) {
                hops.add(in.trimmed());
            }
        }
        return hops;
    }

    private static DialogState state(XmlCursor in) throws PayloadFormatException {
        DialogState.Event event = in.wordOrNull("event", DialogState.Event.class);
        Long code = in.number("code");
        return new DialogState(in.wordText(DialogState.Value.class), event, code);
    }

    private static Identity identity(XmlCursor in) throws PayloadFormatException {
        String displayName = in.attribute("display");
        if (displayName == null) {
            displayName = in.attribute("display-name"); // so named in examples and by some peers
        }
        return new Identity(in.uriText(), displayName);
    }

    private static Participant participant(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        Identity identity = null;
        Target target = null;
        XmlElement sessionDescription = null;
        Long cseq = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "identity" -> identity = identity(in);
                case "target" -> target = target(in);
                case "session-description" -> sessionDescription = in.element();
                case "cseq" -> cseq = in.numberText();
                default -> extra.add(in);
            }
        }
        return new Participant(identity, target, sessionDescription, cseq, extra.build());
    }

    private static Target target(XmlCursor in) throws PayloadFormatException {
        String uri = in.requiredUri("uri");
        List<Param> params = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("param")) {
                String value = in.attribute("pval");
                params.add(new Param(in.required("pname"), value == null ? "" : value));
            }
        }
        return new Target(uri, params);
    }

    @Override
    protected void write(DialogInfo value, XmlWriter out) {
        out.attribute("version", value.version())
                .attribute("state", value.state())
                .attribute("entity", value.entity())
                .attributes(value.extensions());
        value.dialogs().forEach(dialog -> dialog(dialog, out));
        out.elements(value.extensions());
    }

    private static void dialog(Dialog value, XmlWriter out) {
        out.start(NAMESPACE, "dialog")
                .attribute("id", value.id())
                .attribute("call-id", value.callId())
                .attribute("local-tag", value.localTag())
                .attribute("remote-tag", value.remoteTag())
                .attribute("direction", value.direction())
                .attributes(value.extensions());
        out.start(NAMESPACE, "state")
                .attribute("event", value.state().event())
                .attribute("code", value.state().code())
                .text(value.state().value())
                .end();
        out.element(NAMESPACE, "duration", value.duration());
        Replaces replaces = value.replaces();
        if (replaces != null) {
            out.start(NAMESPACE, "replaces")
                    .attribute("call-id", replaces.callId())
                    .attribute("local-tag", replaces.localTag())
                    .attribute("remote-tag", replaces.remoteTag())
                    .end();
        }
        identity("referred-by", value.referredBy(), out);
        if (!value.routeSet().isEmpty()) {
            out.start(NAMESPACE, "route-set");
            value.routeSet().forEach(hop -> out.element(NAMESPACE, "hop", hop));
            out.end();
        }
        participant("local", value.local(), out);
        participant("remote", value.remote(), out);
        out.elements(value.extensions()).end();
    }

    private static void identity(String name, @Nullable Identity value, XmlWriter out) {
        if (value != null) {
            out.start(NAMESPACE, name)
                    .attribute("display", value.displayName())
                    .text(value.uri())
                    .end();
        }
    }

    private static void participant(String name, @Nullable Participant value, XmlWriter out) {
        if (value == null) {
            return;
        }
        out.start(NAMESPACE, name).attributes(value.extensions());
        identity("identity", value.identity(), out);
        Target target = value.target();
        if (target != null) {
            out.start(NAMESPACE, "target").attribute("uri", target.uri());
            for (Param param : target.params()) {
                out.start(NAMESPACE, "param")
                        .attribute("pname", param.name())
                        .attribute("pval", param.value())
                        .end();
            }
            out.end();
        }
        if (value.sessionDescription() != null) {
            value.sessionDescription().write(out);
        }
        out.element(NAMESPACE, "cseq", value.cseq())
                .elements(value.extensions())
                .end();
    }
}
