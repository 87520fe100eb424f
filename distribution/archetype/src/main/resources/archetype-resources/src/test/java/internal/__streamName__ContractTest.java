package ${package}.internal;

import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.stream.testkit.MediaStreamContract;

/** The rules that all streams keep. */
class ${streamName}ContractTest extends MediaStreamContract {

    @Override
    protected MediaStreamFactory factory() {
        return new ${streamName}Factory(notifications(), threads().scheduler(), nothingComes -> {});
    }

    @Override
    protected SdpMedia offeredLine() {
        return ${streamName}Sdp.line(6000, MediaDirection.SENDRECV);
    }
}
