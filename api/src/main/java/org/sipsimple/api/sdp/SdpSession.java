/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.SipSyntaxException;

/**
 * A session description (SDP): who, where and by which media. Grammar RFC 8866, which replaced RFC 4566; offer and
 * answer RFC 3264. Reading and writing an ordinary description gives the same bytes; the order of attributes is kept.
 * Whatever has been read, lines out of order and unknown ones too, equals itself when it is written and read again. Immutable. Spec: {@code FrozenSDPSession}.
 *
 * @param user the user name of the {@code o=} line, {@code -} when there is none
 * @param id the session identifier, an unsigned 64-bit number
 * @param version the version of this description, an unsigned 64-bit number
 * @param netType the network type of the {@code o=} line, {@code IN}
 * @param addressType the address type of the {@code o=} line, {@code IP4} or {@code IP6}
 * @param address the address of the {@code o=} line
 * @param name the {@code s=} line; an empty one is held as a blank, which is what the RFC asks for
 * @param info the {@code i=} line, {@code null} when absent
 * @param connection the {@code c=} line, {@code null} when each medium has its own
 * @param startTime the first number of the {@code t=} line, an unsigned 64-bit number
 * @param stopTime its second number
 * @param bandwidth the {@code b=} lines
 * @param attributes the {@code a=} lines of the session
 * @param media the media in order
 * @param otherLines lines of the session kept as they are, in the order in which they are written
 */
public record SdpSession(
        String user,
        long id,
        long version,
        String netType,
        String addressType,
        String address,
        String name,
        @Nullable String info,
        @Nullable SdpConnection connection,
        long startTime,
        long stopTime,
        List<SdpBandwidth> bandwidth,
        SdpAttributes attributes,
        List<SdpMedia> media,
        List<SdpLine> otherLines) {

    /** @throws SipSyntaxException when a part could not be written */
    public SdpSession {
        SdpText.requireWord("user name", user);
        SdpText.requireWord("network type", netType);
        SdpText.requireWord("address type", addressType);
        SdpText.requireWord("address", address);
        name = name.isEmpty() ? " " : SdpText.requireLine("session name", name);
        info = info == null || info.isEmpty() ? null : SdpText.requireLine("session information", info);
        bandwidth = List.copyOf(bandwidth);
        media = List.copyOf(media);
        otherLines = SdpPrinter.orderedOfSession(otherLines);
    }

    /** A description without media from that address, with a fresh identifier and version; no {@code c=} line. */
    public static SdpSession of(String address) {
        // 31 bits: peers are known that keep the identifier in a signed 32-bit number
        long fresh = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        return of(address, fresh, fresh);
    }

    /** A description without media from that address with that identifier and version; no {@code c=} line. */
    public static SdpSession of(String address, long id, long version) {
        SdpConnection origin = SdpConnection.of(address);
        return new SdpSession(
                "-",
                id,
                version,
                origin.netType(),
                origin.addressType(),
                address,
                " ",
                null,
                null,
                0,
                0,
                List.of(),
                SdpAttributes.empty(),
                List.of(),
                List.of());
    }

    /**
     * Reads a description. Tolerated: lines ended by LF alone, a missing end of the last line, missing {@code s=} and
     * {@code t=} lines, lines in another order, empty lines. Types nobody knows and malformed {@code a=} and {@code b=}
     * lines are kept in {@link #otherLines()}.
     *
     * @throws SipSyntaxException when {@code v=} or {@code o=} is missing or a line is malformed
     */
    public static SdpSession parse(String text) {
        return SdpParser.parse(text);
    }

    /** As {@link #parse(String)}, from UTF-8. */
    public static SdpSession parse(byte[] bytes) {
        return parse(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Whether any attribute of the session or its media tells of ICE (RFC 8839). */
    public boolean hasIceProposal() {
        return hasIce(attributes) || media.stream().anyMatch(SdpMedia::hasIceProposal);
    }

    static boolean hasIce(SdpAttributes attributes) {
        return attributes.has("ice-ufrag") || attributes.has("ice-pwd") || attributes.has("candidate");
    }

    /**
     * The direction of the medium at that index: its own, else that of the session, else {@link
     * MediaDirection#SENDRECV}.
     *
     * @throws IndexOutOfBoundsException when there is no such medium
     */
    public MediaDirection direction(int index) {
        return media.get(index).direction(attributes.direction().orElse(MediaDirection.SENDRECV));
    }

    /** The {@code c=} line that counts for the medium at that index, {@code null} when there is none. */
    public @Nullable SdpConnection connection(int index) {
        SdpConnection own = media.get(index).connection();
        return own != null ? own : connection;
    }

    /**
     * This description, after a check that its payload types can be given to the SIP engine: each number of an {@code
     * rtpmap} and each format that is a number lies within 0 to 127. Descriptions of peers are read without it.
     *
     * @throws SipSyntaxException naming the first offender
     */
    public SdpSession requireSafePayloads() {
        RtpMaps.requireSafe(List.of(), attributes);
        media.forEach(medium -> RtpMaps.requireSafe(medium.formats(), medium.attributes()));
        return this;
    }

    /** The same description from another address, in the {@code o=} line only. */
    public SdpSession withAddress(String newAddress) {
        SdpConnection origin = SdpConnection.of(newAddress);
        return new SdpSession(
                user,
                id,
                version,
                origin.netType(),
                origin.addressType(),
                newAddress,
                name,
                info,
                connection,
                startTime,
                stopTime,
                bandwidth,
                attributes,
                media,
                otherLines);
    }

    /** The same description with another {@code s=} line. */
    public SdpSession withName(String newName) {
        return new SdpSession(
                user,
                id,
                version,
                netType,
                addressType,
                address,
                newName,
                info,
                connection,
                startTime,
                stopTime,
                bandwidth,
                attributes,
                media,
                otherLines);
    }

    /** The same description with another {@code c=} line; {@code null} removes it. */
    public SdpSession withConnection(@Nullable SdpConnection newConnection) {
        return new SdpSession(
                user,
                id,
                version,
                netType,
                addressType,
                address,
                name,
                info,
                newConnection,
                startTime,
                stopTime,
                bandwidth,
                attributes,
                media,
                otherLines);
    }

    /** The same description with exactly these attributes of the session. */
    public SdpSession withAttributes(SdpAttributes newAttributes) {
        return new SdpSession(
                user,
                id,
                version,
                netType,
                addressType,
                address,
                name,
                info,
                connection,
                startTime,
                stopTime,
                bandwidth,
                newAttributes,
                media,
                otherLines);
    }

    /** The same description with exactly these media. */
    public SdpSession withMedia(List<SdpMedia> newMedia) {
        return new SdpSession(
                user,
                id,
                version,
                netType,
                addressType,
                address,
                name,
                info,
                connection,
                startTime,
                stopTime,
                bandwidth,
                attributes,
                newMedia,
                otherLines);
    }

    /**
     * The same description with that medium at that index.
     *
     * @param index of a medium to replace, or {@code media().size()} to add one
     * @throws IndexOutOfBoundsException when it is neither
     */
    public SdpSession withMedia(int index, SdpMedia medium) {
        List<SdpMedia> changed = new ArrayList<>(media);
        if (index == changed.size()) {
            changed.add(medium);
        } else {
            changed.set(index, medium);
        }
        return withMedia(changed);
    }

    /** The same description as its next version, which RFC 3264 section 8 asks of every changed offer or answer. */
    public SdpSession withVersionIncremented() {
        return withVersion(version + 1);
    }

    /** The same description with that version. */
    public SdpSession withVersion(long newVersion) {
        return new SdpSession(
                user,
                id,
                newVersion,
                netType,
                addressType,
                address,
                name,
                info,
                connection,
                startTime,
                stopTime,
                bandwidth,
                attributes,
                media,
                otherLines);
    }

    /** The wire form in UTF-8. */
    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The wire form, lines ended by CRLF; like the wire it shows keys of {@code a=crypto}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(512);
        SdpPrinter.append(out, this);
        return out.toString();
    }
}
