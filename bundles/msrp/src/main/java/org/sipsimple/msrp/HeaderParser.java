/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.Locale;
import java.util.Map;

/** From name and text to typed headers. */
final class HeaderParser {
    /** Length of a status header without comment. */
    private static final int STATUS = 7;

    private HeaderParser() {}

    static MsrpHeader parse(String name, String value) throws MsrpSyntaxException {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "to-path" -> new MsrpHeader.ToPath(MsrpUri.parsePath(value));
            case "from-path" -> new MsrpHeader.FromPath(MsrpUri.parsePath(value));
            case "use-path" -> new MsrpHeader.UsePath(MsrpUri.parsePath(value));
            case "message-id" -> new MsrpHeader.MessageId(value);
            case "success-report" -> new MsrpHeader.SuccessReport(yes(value));
            case "failure-report" -> new MsrpHeader.FailureReports(failureReport(value));
            case "byte-range" -> new MsrpHeader.Range(ByteRange.parse(value));
            case "status" -> status(value);
            case "expires" -> new MsrpHeader.Expires(seconds(value));
            case "min-expires" -> new MsrpHeader.MinExpires(seconds(value));
            case "max-expires" -> new MsrpHeader.MaxExpires(seconds(value));
            case "www-authenticate" -> new MsrpHeader.WwwAuthenticate(digest(value));
            case "authorization" -> new MsrpHeader.Authorization(digest(value));
            case "authentication-info" -> new MsrpHeader.AuthenticationInfo(HeaderParameters.parse(value, ','));
            case "use-nickname" -> new MsrpHeader.UseNickname(HeaderParameters.unquote(value));
            case "content-type" -> new MsrpHeader.ContentType(value);
            case "content-id" -> new MsrpHeader.ContentId(value);
            case "content-description" -> new MsrpHeader.ContentDescription(value);
            case "content-disposition" -> disposition(value);
            default -> new MsrpHeader.Other(name, value);
        };
    }

    private static boolean yes(String value) throws MsrpSyntaxException {
        if (!value.equals("yes") && !value.equals("no")) {
            throw new MsrpSyntaxException("neither yes nor no", value);
        }
        return value.equals("yes");
    }

    static FailureReport failureReport(String value) throws MsrpSyntaxException {
        return switch (value) {
            case "yes" -> FailureReport.YES;
            case "partial" -> FailureReport.PARTIAL;
            case "no" -> FailureReport.NO;
            default -> throw new MsrpSyntaxException("no failure report", value);
        };
    }

    static MsrpHeader.Status status(String value) throws MsrpSyntaxException {
        boolean comment = value.length() > STATUS && value.charAt(STATUS) == ' ';
        if (!value.startsWith("000 ") || value.length() != STATUS && !comment) {
            throw new MsrpSyntaxException("no status", value);
        }
        return new MsrpHeader.Status(
                code(value.substring(4, STATUS), value), comment ? value.substring(STATUS + 1) : "");
    }

    static int code(String digits, String context) throws MsrpSyntaxException {
        int code = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new MsrpSyntaxException("no status code", context);
            }
            code = 10 * code + digit;
        }
        if (digits.length() != 3) {
            throw new MsrpSyntaxException("no status code", context);
        }
        return code;
    }

    private static int seconds(String value) throws MsrpSyntaxException {
        if (value.isEmpty() || value.length() > 9 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MsrpSyntaxException("no number of seconds", value);
        }
        return Integer.parseInt(value);
    }

    private static Map<String, String> digest(String value) throws MsrpSyntaxException {
        if (!value.regionMatches(true, 0, "digest ", 0, 7)) {
            throw new MsrpSyntaxException("no digest", value);
        }
        return HeaderParameters.parse(value.substring(7), ',');
    }

    private static MsrpHeader disposition(String value) throws MsrpSyntaxException {
        int semicolon = value.indexOf(';');
        return semicolon < 0
                ? new MsrpHeader.ContentDisposition(value.strip(), Map.of())
                : new MsrpHeader.ContentDisposition(
                        value.substring(0, semicolon).strip(),
                        HeaderParameters.parse(value.substring(semicolon + 1), ';'));
    }
}
