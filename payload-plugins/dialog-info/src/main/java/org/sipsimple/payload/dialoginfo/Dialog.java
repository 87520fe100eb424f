/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

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
 * @param routeSet as it stands; null when not given
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
        @Nullable String routeSet,
        @Nullable Participant local,
        @Nullable Participant remote,
        Extensions extensions) {
    public Dialog {
        Check.text(id, "dialog id");
        Check.present(state, "dialog state");
        Check.notNegative(duration, "duration");
    }

    /** Who began a dialog. */
    public enum Direction {
        INITIATOR,
        RECIPIENT
    }

    /** A dialog with the mandatory parts. */
    public static Dialog of(String id, DialogState.Value state) {
        return new Dialog(
                id, null, null, null, null, DialogState.of(state), null, null, null, null, null, null, Extensions.NONE);
    }

    public Dialog withId(String changed) {
        return new Dialog(
                changed,
                callId,
                localTag,
                remoteTag,
                direction,
                state,
                duration,
                replaces,
                referredBy,
                routeSet,
                local,
                remote,
                extensions);
    }

    public Dialog withCallId(@Nullable String changed) {
        return new Dialog(
                id,
                changed,
                localTag,
                remoteTag,
                direction,
                state,
                duration,
                replaces,
                referredBy,
                routeSet,
                local,
                remote,
                extensions);
    }

    public Dialog withLocalTag(@Nullable String changed) {
        return new Dialog(
                id,
                callId,
                changed,
                remoteTag,
                direction,
                state,
                duration,
                replaces,
                referredBy,
                routeSet,
                local,
                remote,
                extensions);
    }

    public Dialog withRemoteTag(@Nullable String changed) {
        return new Dialog(
                id,
                callId,
                localTag,
                changed,
                direction,
                state,
                duration,
                replaces,
                referredBy,
                routeSet,
                local,
                remote,
                extensions);
    }

    public Dialog withDirection(@Nullable Direction changed) {
        return new Dialog(
                id,
                callId,
                localTag,
                remoteTag,
                changed,
                state,
                duration,
                replaces,
                referredBy,
                routeSet,
                local,
                remote,
                extensions);
    }

    public Dialog withState(DialogState changed) {
        return new Dialog(
                id,
                callId,
                localTag,
                remoteTag,
                direction,
                changed,
                duration,
                replaces,
                referredBy,
                routeSet,
                local,
                remote,
                extensions);
    }

    public Dialog withDuration(@Nullable Long changed) {
        return new Dialog(
                id,
                callId,
                localTag,
                remoteTag,
                direction,
                state,
                changed,
                replaces,
                referredBy,
                routeSet,
                local,
                remote,
                extensions);
    }

    public Dialog withReplaces(@Nullable Replaces changed) {
        return new Dialog(
                id,
                callId,
                localTag,
                remoteTag,
                direction,
                state,
                duration,
                changed,
                referredBy,
                routeSet,
                local,
                remote,
                extensions);
    }

    public Dialog withReferredBy(@Nullable Identity changed) {
        return new Dialog(
                id,
                callId,
                localTag,
                remoteTag,
                direction,
                state,
                duration,
                replaces,
                changed,
                routeSet,
                local,
                remote,
                extensions);
    }

    public Dialog withRouteSet(@Nullable String changed) {
        return new Dialog(
                id,
                callId,
                localTag,
                remoteTag,
                direction,
                state,
                duration,
                replaces,
                referredBy,
                changed,
                local,
                remote,
                extensions);
    }

    public Dialog withLocal(@Nullable Participant changed) {
        return new Dialog(
                id,
                callId,
                localTag,
                remoteTag,
                direction,
                state,
                duration,
                replaces,
                referredBy,
                routeSet,
                changed,
                remote,
                extensions);
    }

    public Dialog withRemote(@Nullable Participant changed) {
        return new Dialog(
                id,
                callId,
                localTag,
                remoteTag,
                direction,
                state,
                duration,
                replaces,
                referredBy,
                routeSet,
                local,
                changed,
                extensions);
    }

    public Dialog withExtensions(Extensions changed) {
        return new Dialog(
                id,
                callId,
                localTag,
                remoteTag,
                direction,
                state,
                duration,
                replaces,
                referredBy,
                routeSet,
                local,
                remote,
                changed);
    }
}
