/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.Locale;
import java.util.Optional;

/**
 * Who connects: the values of {@code a=setup} and what follows from an offer and its answer (RFC 6135, with the rules of
 * RFC 4145). Everything here only decides and has no state.
 *
 * <p>Many peers answer {@code passive} whatever they are offered, or know no {@code setup} at all. Wherever offer and
 * answer leave it open, the rule of RFC 4975 holds: who made the offer connects.
 */
public enum MsrpSetup {
    /** Connects. Port 9 stands in the SDP of an endpoint that cannot accept connections. */
    ACTIVE,
    /** Accepts a connection. */
    PASSIVE,
    /** Would do either; in an offer only. */
    ACTPASS,
    /** Wants no connection for the time being. */
    HOLDCONN;

    /** The name of the SDP attribute. */
    public static final String ATTRIBUTE = "setup";

    /** The port in the SDP of who is going to connect and does not listen. */
    public static final int DISCARD_PORT = 9;

    /** What an endpoint does when the exchange is over. */
    public enum Role {
        ACTIVE,
        PASSIVE
    }

    /** As it stands in SDP. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the value of an attribute; empty for one that nobody knows, which is to be ignored. */
    public static Optional<MsrpSetup> parse(String value) {
        for (MsrpSetup setup : values()) {
            if (setup.text().equalsIgnoreCase(value.strip())) {
                return Optional.of(setup);
            }
        }
        return Optional.empty();
    }

    /**
     * What to answer.
     *
     * @param offered the attribute in the offer, empty when there is none
     * @param preferred what to choose if the offer leaves the choice: {@link #ACTIVE}, as RFC 6135 advises whoever may sit
     *     behind a NAT, or {@link #PASSIVE}
     * @return the attribute for the answer, empty for none
     */
    public static Optional<MsrpSetup> answer(Optional<MsrpSetup> offered, MsrpSetup preferred) {
        return offered.map(offer -> switch (offer) {
            case ACTPASS -> preferred == PASSIVE ? PASSIVE : ACTIVE;
            case PASSIVE -> ACTIVE;
            case ACTIVE -> PASSIVE;
            case HOLDCONN -> HOLDCONN;
        });
    }

    /**
     * What the side that made the offer does. Only an answer that says {@code active} lets it wait, unless it offered to
     * be the active one itself.
     *
     * @return empty when there is to be no connection now
     */
    public static Optional<Role> roleOfOfferer(Optional<MsrpSetup> offered, Optional<MsrpSetup> answered) {
        if (holds(offered) || holds(answered)) {
            return Optional.empty();
        }
        boolean mayWait = offered.isPresent() && offered.get() != ACTIVE;
        boolean peerConnects = answered.isPresent() && answered.get() == ACTIVE;
        return Optional.of(mayWait && peerConnects ? Role.PASSIVE : Role.ACTIVE);
    }

    /** What the side that answered does: the reverse of {@link #roleOfOfferer}. */
    public static Optional<Role> roleOfAnswerer(Optional<MsrpSetup> offered, Optional<MsrpSetup> answered) {
        return roleOfOfferer(offered, answered).map(role -> role == Role.ACTIVE ? Role.PASSIVE : Role.ACTIVE);
    }

    private static boolean holds(Optional<MsrpSetup> setup) {
        return setup.isPresent() && setup.get() == HOLDCONN;
    }
}
