/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.payload;

/** A body that is not what its media type says. The message reads {@code application/pidf+xml at 3:17: no entity}. */
public final class PayloadFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String mediaType;
    private final String where;
    private final String what;

    /**
     * @param mediaType the type the body was read as
     * @param where line:column, both from 1
     * @param what what is wrong there, in words for a person
     */
    public PayloadFormatException(String mediaType, String where, String what) {
        super(mediaType + " at " + where + ": " + what);
        this.mediaType = mediaType;
        this.where = where;
        this.what = what;
    }

    /** As the other constructor, with the failure below it. */
    public PayloadFormatException(String mediaType, String where, String what, Throwable cause) {
        this(mediaType, where, what);
        initCause(cause);
    }

    /** The type the body was read as. */
    public String mediaType() {
        return mediaType;
    }

    /** Line and column of the fault, for example {@code 3:17}. */
    public String where() {
        return where;
    }

    /** What is wrong there. */
    public String what() {
        return what;
    }
}
