/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A conference as RFC 4575 describes it, whole or in part; also what {@code sidebars-by-val} holds.
 *
 * @param entity the URI of the conference
 * @param state whether this is the whole state or a part
 * @param version counts the documents of one subscription; null when not given
 * @param description null when not given
 * @param hostInfo who runs the conference; null when not given
 * @param conferenceState null when not given
 * @param users the participants; null when not given
 * @param sidebarsByRef conferences beside this one, by their URIs; null when not given
 * @param sidebarsByVal conferences beside this one, in full; null when not given
 * @param extensions what other schemas add
 */
public record ConferenceInfo(
        String entity,
        State state,
        @Nullable Long version,
        @Nullable ConferenceDescription description,
        @Nullable HostInfo hostInfo,
        @Nullable ConferenceState conferenceState,
        @Nullable Users users,
        @Nullable SidebarsByRef sidebarsByRef,
        @Nullable SidebarsByVal sidebarsByVal,
        Extensions extensions) {
    public ConferenceInfo {
        Check.text(entity, "conference entity");
        Check.present(state, "state");
        Check.notNegative(version, "version");
    }

    /** An empty full state. */
    public static ConferenceInfo of(String entity, long version) {
        return new ConferenceInfo(entity, State.FULL, version, null, null, null, null, null, null, Extensions.NONE);
    }

    /**
     * This state with a part merged in, by RFC 4575 section 4.6: parts with a key replace, change or remove those of the
     * same key, others replace what stands in their place. A full state takes the place of all.
     */
    public ConferenceInfo mergedWith(ConferenceInfo update) {
        return ConferenceMerge.merge(this, update);
    }

    public ConferenceInfo withEntity(String changed) {
        return new ConferenceInfo(
                changed,
                state,
                version,
                description,
                hostInfo,
                conferenceState,
                users,
                sidebarsByRef,
                sidebarsByVal,
                extensions);
    }

    public ConferenceInfo withState(State changed) {
        return new ConferenceInfo(
                entity,
                changed,
                version,
                description,
                hostInfo,
                conferenceState,
                users,
                sidebarsByRef,
                sidebarsByVal,
                extensions);
    }

    public ConferenceInfo withVersion(@Nullable Long changed) {
        return new ConferenceInfo(
                entity,
                state,
                changed,
                description,
                hostInfo,
                conferenceState,
                users,
                sidebarsByRef,
                sidebarsByVal,
                extensions);
    }

    public ConferenceInfo withDescription(@Nullable ConferenceDescription changed) {
        return new ConferenceInfo(
                entity,
                state,
                version,
                changed,
                hostInfo,
                conferenceState,
                users,
                sidebarsByRef,
                sidebarsByVal,
                extensions);
    }

    public ConferenceInfo withHostInfo(@Nullable HostInfo changed) {
        return new ConferenceInfo(
                entity,
                state,
                version,
                description,
                changed,
                conferenceState,
                users,
                sidebarsByRef,
                sidebarsByVal,
                extensions);
    }

    public ConferenceInfo withConferenceState(@Nullable ConferenceState changed) {
        return new ConferenceInfo(
                entity,
                state,
                version,
                description,
                hostInfo,
                changed,
                users,
                sidebarsByRef,
                sidebarsByVal,
                extensions);
    }

    public ConferenceInfo withUsers(@Nullable Users changed) {
        return new ConferenceInfo(
                entity,
                state,
                version,
                description,
                hostInfo,
                conferenceState,
                changed,
                sidebarsByRef,
                sidebarsByVal,
                extensions);
    }

    public ConferenceInfo withSidebarsByRef(@Nullable SidebarsByRef changed) {
        return new ConferenceInfo(
                entity,
                state,
                version,
                description,
                hostInfo,
                conferenceState,
                users,
                changed,
                sidebarsByVal,
                extensions);
    }

    public ConferenceInfo withSidebarsByVal(@Nullable SidebarsByVal changed) {
        return new ConferenceInfo(
                entity,
                state,
                version,
                description,
                hostInfo,
                conferenceState,
                users,
                sidebarsByRef,
                changed,
                extensions);
    }

    public ConferenceInfo withExtensions(Extensions changed) {
        return new ConferenceInfo(
                entity,
                state,
                version,
                description,
                hostInfo,
                conferenceState,
                users,
                sidebarsByRef,
                sidebarsByVal,
                changed);
    }
}
