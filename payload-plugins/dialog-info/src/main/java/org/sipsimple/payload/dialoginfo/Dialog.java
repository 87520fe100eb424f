/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A dialog.
 *
 * @param id stays the same as long as the dialog lives
 * @param callId null when not given
 * @param localTag null when not given
 * @param remoteTag null when not given
 * @param direction who began it; null when not given
 * @param state where it stands
 * @param duration seconds since it was confirmed; null when not given
 * @param replaces the dialog it took the place of; null when it did not
 * @param referredBy who asked for it; null when nobody did
 * @param routeSet the proxies on the way, in order
 * @param local this side; null when not given
 * @param remote the other side; null when not given
 * @param extensions what other schemas add
 */
public record Dialog(
        String id,
        @Nullable String callId,
        @Nullable String localTag,
        @Nullable String remoteTag,
        @Nullable Direction direction,
        DialogState state,
        @Nullable Long duration,
        @Nullable Replaces replaces,
        @Nullable Identity referredBy,
        List<String> routeSet,
        @Nullable Participant local,
        @Nullable Participant remote,
        Extensions extensions) {
    public Dialog {
        Check.text(id, "dialog id");
        Check.present(state, "dialog state");
        Check.notNegative(duration, "duration");
        routeSet = List.copyOf(routeSet);
    }

    /** Who began a dialog. */
    public enum Direction {
        INITIATOR,
        RECIPIENT
    }

    /** A dialog with the mandatory parts. */
    public static Dialog of(String id, DialogState.Value state) {
        DialogDraft draft = new DialogDraft();
        draft.state = DialogState.of(state);
        return draft.finished(id, Extensions.NONE);
    }

    public Dialog withId(String changed) {
        return new DialogDraft(this).finished(changed, extensions);
    }

    public Dialog withCallId(@Nullable String changed) {
        return with(draft -> draft.callId = changed);
    }

    public Dialog withLocalTag(@Nullable String changed) {
        return with(draft -> draft.localTag = changed);
    }

    public Dialog withRemoteTag(@Nullable String changed) {
        return with(draft -> draft.remoteTag = changed);
    }

    public Dialog withDirection(@Nullable Direction changed) {
        return with(draft -> draft.direction = changed);
    }

    public Dialog withState(DialogState changed) {
        return with(draft -> draft.state = changed);
    }

    public Dialog withDuration(@Nullable Long changed) {
        return with(draft -> draft.duration = changed);
    }

    public Dialog withReplaces(@Nullable Replaces changed) {
        return with(draft -> draft.replaces = changed);
    }

    public Dialog withReferredBy(@Nullable Identity changed) {
        return with(draft -> draft.referredBy = changed);
    }

    public Dialog withRouteSet(List<String> changed) {
        return with(draft -> draft.routeSet = changed);
    }

    public Dialog withLocal(@Nullable Participant changed) {
        return with(draft -> draft.local = changed);
    }

    public Dialog withRemote(@Nullable Participant changed) {
        return with(draft -> draft.remote = changed);
    }

    public Dialog withExtensions(Extensions changed) {
        return new DialogDraft(this).finished(id, changed);
    }

    private Dialog with(Consumer<DialogDraft> change) {
        DialogDraft draft = new DialogDraft(this);
        change.accept(draft);
        return draft.finished(id, extensions);
    }
}
