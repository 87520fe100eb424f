package ${package}.internal;

import java.net.InetSocketAddress;
import java.util.List;

import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;

/** What ${streamType} looks like in SDP: {@code m=application PORT UDP ${streamType}}. */
final class ${streamName}Sdp {
    private ${streamName}Sdp() {}

    static boolean accepts(SdpMedia line) {
        return line.media().equals("application")
                && line.transport().equalsIgnoreCase("UDP")
                && line.formats().contains(${streamName}Factory.TYPE);
    }

    static SdpMedia line(int port, MediaDirection direction) {
        return SdpMedia.of("application", port, "UDP", List.of(${streamName}Factory.TYPE))
                .withDirection(direction);
    }

    /** Where the peer receives. */
    static InetSocketAddress address(SdpSession sdp, int index) {
        SdpConnection connection = sdp.connection(index);
        String host = connection == null ? sdp.address() : connection.address();
        return new InetSocketAddress(host, sdp.media().get(index).port());
    }
}
