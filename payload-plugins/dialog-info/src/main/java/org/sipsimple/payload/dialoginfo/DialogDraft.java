/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/** The parts of a {@link Dialog} while they are put together. Used on one thread. */
final class DialogDraft {
    @Nullable
    String callId;

    @Nullable
    String localTag;

    @Nullable
    String remoteTag;

    Dialog.@Nullable Direction direction;

    @Nullable
    DialogState state;

    @Nullable
    Long duration;

    @Nullable
    Replaces replaces;

    @Nullable
    Identity referredBy;

    List<String> routeSet = List.of();

    @Nullable
    Participant local;

    @Nullable
    Participant remote;

    DialogDraft() {}

    DialogDraft(Dialog dialog) {
        callId = dialog.callId();
        localTag = dialog.localTag();
        remoteTag = dialog.remoteTag();
        direction = dialog.direction();
        state = dialog.state();
        duration = dialog.duration();
        replaces = dialog.replaces();
        referredBy = dialog.referredBy();
        routeSet = dialog.routeSet();
        local = dialog.local();
        remote = dialog.remote();
    }

    Dialog finished(String id, Extensions extensions) {
        return new Dialog(
                id,
                callId,
                localTag,
                remoteTag,
                direction,
                Check.present(state, "dialog state"),
                duration,
                replaces,
                referredBy,
                routeSet,
                local,
                remote,
                extensions);
    }
}
