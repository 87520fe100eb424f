/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/**
 * A SIP or SDP text that does not follow its grammar, or a value that could not be written as one. It says what was
 * wrong and where; the text is shortened to the neighbourhood of the error and its control characters are made visible,
 * so the message is safe to log.
 */
public sealed class SipSyntaxException extends IllegalArgumentException permits UnsupportedUriSchemeException {

    private static final long serialVersionUID = 1L;

    private static final int BEFORE = 24;
    private static final int AFTER = 40;

    private final String what;
    private final String excerpt;
    private final int position;

    /**
     * @param what what was expected or is wrong, for example {@code "port is not a number"}
     * @param text the whole text that was read; kept shortened
     * @param position index into {@code text} where the error is, 0 when it concerns the whole
     */
    public SipSyntaxException(String what, String text, int position) {
        this(what, position, shorten(text, position));
    }

    private SipSyntaxException(String what, int position, String excerpt) {
        super(what + " at position " + position + " of \"" + excerpt + '"');
        this.what = what;
        this.excerpt = excerpt;
        this.position = position;
    }

    /** What was expected or is wrong. */
    public String what() {
        return what;
    }

    /** The neighbourhood of the error, at most some 70 characters. */
    public String text() {
        return excerpt;
    }

    /** Index of the error in the text that was read. */
    public int position() {
        return position;
    }

    private static String shorten(String text, int position) {
        int at = Math.max(0, Math.min(position, text.length()));
        int start = at <= BEFORE ? 0 : at - BEFORE;
        int end = Math.min(text.length(), at + AFTER);
        StringBuilder shown = new StringBuilder(end - start + 8);
        if (start > 0) {
            shown.append("...");
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F && c < 0xA0 || Character.isSurrogate(c)) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        if (end < text.length()) {
            shown.append("...");
        }
        return shown.toString();
    }
}
