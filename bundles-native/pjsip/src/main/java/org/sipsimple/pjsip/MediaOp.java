/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

/**
 * The commands of media, 0x04xx; conventions as in {@link Op}.
 *
 * <p>A slot is a number of its mixer: 0 is the devices', others are given at the start of what fills them and are used again after
 * its end. Objects end in the background, as their mixer's clock lets go of them (20 ms); their ids are dead at once.
 */
public final class MediaOp {
    /** Id unused. No arguments. Answer: list of (text encoding name, int clock rate in Hz, int channels). */
    public static final int CODECS = 0x0401;

    /** Id unused. flag whether to look for devices anew. Answer: list of text input devices; list of text output devices. */
    public static final int DEVICES = 0x0402;

    /**
     * Finds out by RFC 3489 what kind of NAT is between us and a STUN server, up to 10 s. Id: new; it has no other use. text address of
     * the server (IPv4 literal); int port. {@link MediaEvent#NAT_DETECTED} comes once, unless the engine stops before.
     */
    public static final int DETECT_NAT = 0x0403;

    /** Makes a mixer without devices, run by a clock every 20 ms. Id: new. int rate in Hz (8000 to 48000, a multiple of 50); int slots
     * (1 to 1000). */
    public static final int MIXER_CREATE = 0x0410;
    /** Ends a mixer and waits for its clock, up to 20 ms; what is in its slots falls silent and is still to be stopped. Id: mixer. */
    public static final int MIXER_DESTROY = 0x0411;
    /** Lets sound flow. Id: mixer. int from slot; int to slot. Both have to be in use; nothing happens when they are connected. */
    public static final int MIXER_CONNECT = 0x0412;
    /** Id: mixer. int from slot; int to slot. Nothing happens when they are not connected. */
    public static final int MIXER_DISCONNECT = 0x0413;
    /** Id: mixer. No arguments. Answer: int slots in use (with the devices'); list of (int from, int to). */
    public static final int MIXER_INFO = 0x0414;

    /**
     * Has a mixer driven by sound devices. Id: mixer. text? input and text? output device: a name of {@link #DEVICES} or
     * {@code system_default}; absent for none; int echo canceller tail in ms (0: off). Answer: text input and text output device in use
     * (empty: none). An unknown name gives 420004; after a failure a clock drives the mixer.
     */
    public static final int MIXER_DEVICES = 0x0415;
    /** Id: mixer. int volume of the input and int of the output device, in percent. */
    public static final int MIXER_VOLUMES = 0x0416;

    /**
     * Binds a pair of UDP ports, an even one and the next, not yet reading. Id: new. text? local address (literal; absent: all IPv4);
     * int first and int last port of the range; int port to begin with; int SRTP (0 off; with SDES 1 optional, 2 mandatory; 3 with
     * DTLS). Answer: text local address with port. Refused with 120098 (address in use) when the range is exhausted.
     */
    public static final int RTP_CREATE = 0x0420;
    /**
     * Adds what the transport needs (crypto lines or fingerprint, RTP/SAVP) to one media line, of an offer or, with the peer's offer, of an answer. Id:
     * transport. bytes local sdp; bytes? remote sdp; int index of the line in both. Answer: bytes local sdp. Keys stay the same until
     * {@link #RTP_RESET}.
     */
    public static final int RTP_COMPLETE = 0x0421;
    /** Starts, or goes on, with descriptions agreed on. Id: transport. bytes local sdp; bytes remote sdp; int index. */
    public static final int RTP_START = 0x0422;
    /**
     * Back to the state after creation, with new keys. Id: transport; no stream may use it (PJ_EBUSY, 70011), where one that was just
     * stopped does for a tick. {@link MediaEvent#RTP_RESET} comes when it is done.
     */
    public static final int RTP_RESET = 0x0423;
    /**
     * Id: transport. No arguments. Answer: text address that RTP comes from (empty: none came); flag SRTP is in use; text its suite; the
     * pairs that ICE uses, as in {@link MediaEvent#ICE}.
     */
    public static final int RTP_INFO = 0x0424;
    /** Closes the sockets, once the stream on them has ended. Id: transport. No arguments. */
    public static final int RTP_CLOSE = 0x0425;

    /**
     * Makes a transport with ICE and gathers its candidates, of which {@link MediaEvent#ICE} tells, perhaps before this answers. Id: new. int
     * SRTP as in {@link #RTP_CREATE}; text? local address (absent: all IPv4); int first and int last port; flag host candidates of the
     * other family of addresses too, when the local address stands for all of one; text? STUN server (literal of the local address's
     * family), int its port; text? TURN server (likewise), int its port, flag TCP, text? user, text? password.
     */
    public static final int RTP_CREATE_ICE = 0x0426;

    /**
     * Starts an audio stream on a started transport. Id: new. long mixer; long transport; int direction (1 send, 2 receive, 3 both, 0
     * none); bytes local sdp; bytes remote sdp; int index. The first codec of the local line is used, and the first telephone-event of
     * each line. Answer: int slot; text encoding name; int sample rate of the codec in Hz: the clock rate of SDP, but for G.722
     * 16000 in place of 8000.
     */
    public static final int STREAM_START = 0x0430;
    /**
     * Goes on with other descriptions in the same slot with the same connections; silent for a tick. Id: stream. bytes local sdp; bytes
     * remote sdp; int index. Answer: text encoding name; int sample rate. When the new run fails, {@link MediaEvent#STREAM_FAILED} comes.
     */
    public static final int STREAM_UPDATE = 0x0431;
    /** Id: stream. int direction as in {@link #STREAM_START}. */
    public static final int STREAM_DIRECTION = 0x0432;
    /** Sends digits as RFC 4733 events, one after the other. Id: stream. text digits of 0-9, A-D, * and #; at most 32 may wait. */
    public static final int STREAM_DTMF = 0x0433;
    /**
     * Id: stream. No arguments. Answer, over all runs: long sent packets, sent bytes, received packets, received bytes, lost, discarded,
     * lost of ours at the peer; of the present run, in µs: mean jitter, largest jitter, mean round trip; clock rate of the RTP timestamps in
     * Hz (0 between two runs), which jitter is measured by.
     */
    public static final int STREAM_STATISTICS = 0x0434;
    /** Asks for {@link MediaEvent#RTP_RECEIVED}. Id: stream. No arguments. */
    public static final int STREAM_WATCH = 0x0435;
    /** Id: stream, dead then. No arguments. */
    public static final int STREAM_STOP = 0x0436;
    /** Id: stream. int volume of what is received, in percent. */
    public static final int STREAM_VOLUME = 0x0437;

    /**
     * Plays a WAV file of 16-bit PCM, A-law or µ-law with 8 to 48 kHz; many channels become one. Reading begins when the slot is connected.
     * Id: new. long mixer; text path; int volume in percent. Answer: int slot. At the end {@link MediaEvent#PLAYER_ENDED} comes, and it
     * has still to be stopped.
     */
    public static final int PLAYER_START = 0x0440;
    /** Id: player. int volume in percent. */
    public static final int PLAYER_VOLUME = 0x0441;
    /** Id: player, dead then. No arguments. */
    public static final int PLAYER_STOP = 0x0442;

    /** Records into a WAV file, which is created or emptied. Id: new. long mixer; text path. Answer: int slot. */
    public static final int RECORDER_START = 0x0450;
    /** Id: recorder; {@link MediaEvent#RECORDER_CLOSED} comes when the file is complete. No arguments. */
    public static final int RECORDER_STOP = 0x0451;

    /** Takes a slot that gives what it gets, a frame later. Id: new. long mixer. Answer: int slot. */
    public static final int MIXER_PORT_START = 0x0460;
    /** Id: mixer port, dead then. No arguments. */
    public static final int MIXER_PORT_STOP = 0x0461;

    /** Takes a slot for tones. Id: new. long mixer; int volume in percent. Answer: int slot. */
    public static final int TONES_START = 0x0462;
    /**
     * Queues tones, which play while the slot is connected. Id: tones. int order, positive; list of (int Hz, int Hz, both 0 to 24000 and 0
     * for none; int ms, 1 to 60000). At most 256 wait, else all are refused with PJ_ETOOMANY (70010). When none is left to play,
     * {@link MediaEvent#TONES_ENDED} comes.
     */
    public static final int TONES_PLAY = 0x0463;
    /** Id: tones. int volume in percent. */
    public static final int TONES_VOLUME = 0x0464;
    /** Id: tones, dead then. No arguments. */
    public static final int TONES_STOP = 0x0465;

    /**
     * Takes a slot whose sound comes from and goes to two rings in shared memory. Id: new. long mixer; long token of {@link
     * PjsipBorder#share}, of memory that begins at a multiple of 8, has 320 zero bytes of header and then the two rings; int rate in Hz;
     * int bytes of each ring, even, at least a frame of 20 ms. Answer: int slot.
     */
    public static final int PCM_START = 0x0466;
    /** Id: PCM port, dead then. No arguments. */
    public static final int PCM_STOP = 0x0467;

    private MediaOp() {}
}
