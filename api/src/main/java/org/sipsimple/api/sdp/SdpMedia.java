/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.SipSyntaxException;

/**
 * One medium of a session: an {@code m=} line and what follows it (RFC 8866 section 5.14). Immutable. Spec: {@code
 * FrozenSDPMediaStream}.
 *
 * @param media the type: {@code audio}, {@code message}, {@code application}...
 * @param port the transport port; 0 refuses or ends the stream (RFC 3264 section 6)
 * @param portCount how many ports follow one another, 1 when not written
 * @param transport the protocol, for example {@code RTP/AVP} or {@code TCP/TLS/MSRP}
 * @param formats payload numbers or whatever the protocol names there; some peers leave it out when they refuse
 * @param info the {@code i=} line, {@code null} when absent
 * @param connection the {@code c=} line, {@code null} when that of the session counts
 * @param bandwidth the {@code b=} lines
 * @param attributes the {@code a=} lines
 * @param otherLines lines kept as they are, in the order in which they are written
 */
public record SdpMedia(
        String media,
        int port,
        int portCount,
        String transport,
        List<String> formats,
        @Nullable String info,
        @Nullable SdpConnection connection,
        List<SdpBandwidth> bandwidth,
        SdpAttributes attributes,
        List<SdpLine> otherLines) {

    /** @throws SipSyntaxException when a part could not be written, or the port is out of range */
    public SdpMedia {
        SdpText.requireWord("media type", media);
        if (port < 0 || port > 0xFFFF) {
            throw new SipSyntaxException("media port is out of range", Integer.toString(port), 0);
        }
        if (portCount < 1) {
            throw new SipSyntaxException("port count is below 1", Integer.toString(portCount), 0);
        }
        SdpText.requireWord("media transport", transport);
        formats = List.copyOf(formats);
        formats.forEach(format -> SdpText.requireWord("media format", format));
        info = info == null || info.isEmpty() ? null : SdpText.requireLine("media information", info);
        bandwidth = List.copyOf(bandwidth);
        otherLines = SdpPrinter.orderedOfMedium(otherLines);
    }

    /** A medium with nothing but its first line. */
    public static SdpMedia of(String media, int port, String transport, List<String> formats) {
        return new SdpMedia(
                media, port, 1, transport, formats, null, null, List.of(), SdpAttributes.empty(), List.of());
    }

    /**
     * The direction of this medium, {@link MediaDirection#SENDRECV} when it names none; see
     * {@link SdpSession#direction}.
     */
    public MediaDirection direction() {
        return direction(MediaDirection.SENDRECV);
    }

    /** The direction of this medium, or that of the session when it names none. */
    public MediaDirection direction(MediaDirection ofSession) {
        return attributes.direction().orElse(ofSession);
    }

    /** Whether the stream is refused or ended. */
    public boolean isRefused() {
        return port == 0;
    }

    /** Whether any attribute here tells of ICE (RFC 8839). */
    public boolean hasIceProposal() {
        return SdpSession.hasIce(attributes);
    }

    /**
     * The codecs of this medium in the order of {@link #formats()}, from its {@code rtpmap} attributes or the static
     * payload types; formats that are no RTP payload type or have no meaning are left out.
     */
    public List<SdpRtpMap> codecList() {
        return RtpMaps.codecs(formats, attributes);
    }

    /** The well-formed {@code rtpmap} attributes by payload type. */
    public Map<Integer, SdpRtpMap> rtpmaps() {
        return RtpMaps.of(attributes);
    }

    /** What that payload type stands for, by attribute or static table. */
    public Optional<SdpRtpMap> rtpmap(int payloadType) {
        return RtpMaps.codecs(List.of(Integer.toString(payloadType)), attributes).stream()
                .findFirst();
    }

    /** The format parameters of that format, without the format itself. */
    public Optional<String> fmtp(String format) {
        return RtpMaps.fmtp(format, attributes);
    }

    /** The same medium on another port. */
    public SdpMedia withPort(int newPort) {
        return new SdpMedia(
                media, newPort, portCount, transport, formats, info, connection, bandwidth, attributes, otherLines);
    }

    /** The same medium over another protocol. */
    public SdpMedia withTransport(String newTransport) {
        return new SdpMedia(
                media, port, portCount, newTransport, formats, info, connection, bandwidth, attributes, otherLines);
    }

    /** The same medium with other formats. */
    public SdpMedia withFormats(List<String> newFormats) {
        return new SdpMedia(
                media, port, portCount, transport, newFormats, info, connection, bandwidth, attributes, otherLines);
    }

    /** The same medium with another {@code i=} line; {@code null} removes it. */
    public SdpMedia withInfo(@Nullable String newInfo) {
        return new SdpMedia(
                media, port, portCount, transport, formats, newInfo, connection, bandwidth, attributes, otherLines);
    }

    /** The same medium with another {@code c=} line; {@code null} removes it. */
    public SdpMedia withConnection(@Nullable SdpConnection newConnection) {
        return new SdpMedia(
                media, port, portCount, transport, formats, info, newConnection, bandwidth, attributes, otherLines);
    }

    /** The same medium with other {@code b=} lines. */
    public SdpMedia withBandwidth(List<SdpBandwidth> newBandwidth) {
        return new SdpMedia(
                media, port, portCount, transport, formats, info, connection, newBandwidth, attributes, otherLines);
    }

    /** The same medium with exactly these attributes. */
    public SdpMedia withAttributes(SdpAttributes newAttributes) {
        return new SdpMedia(
                media, port, portCount, transport, formats, info, connection, bandwidth, newAttributes, otherLines);
    }

    /** The same medium with one more attribute at the end. */
    public SdpMedia withAttribute(String name, @Nullable String value) {
        return withAttributes(attributes.with(new SdpAttribute(name, value)));
    }

    /** The same medium in that direction. */
    public SdpMedia withDirection(MediaDirection direction) {
        return withAttributes(attributes.withDirection(direction));
    }

    /** The line that refuses this offered medium: port 0, the same type, protocol and formats, no attributes. */
    public SdpMedia refused() {
        return of(media, 0, transport, formats);
    }

    /** The wire form, lines ended by CRLF; like the wire it shows keys of {@code a=crypto}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(256);
        SdpPrinter.append(out, this);
        return out.toString();
    }
}
