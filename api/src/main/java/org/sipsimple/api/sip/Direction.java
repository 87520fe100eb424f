package org.sipsimple.api.sip;

/** Which side began. */
public enum Direction {
    INCOMING,
    OUTGOING
}
