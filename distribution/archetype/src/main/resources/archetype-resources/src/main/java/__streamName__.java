package ${package};

/** The power of a ${streamType} stream: ask for it by {@code stream.facet(${streamName}.class)}. */
public interface ${streamName} {

    /**
     * Sends a text to the peer, which may get lost on the way; nothing while the stream does not run or is on hold. Any
     * thread.
     *
     * @throws IllegalArgumentException when it has more than 1000 bytes in UTF-8
     */
    void send(String text);
}
