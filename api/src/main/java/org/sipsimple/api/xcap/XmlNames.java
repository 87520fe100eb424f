/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import javax.xml.namespace.QName;

/** What may be a name or a value in XML (XML 1.0 sections 2.2 and 2.3, without the colon). */
final class XmlNames {
    private XmlNames() {}

    static QName require(QName name) {
        String local = name.getLocalPart();
        if (!isName(local)) {
            throw new IllegalArgumentException("\"" + local + "\" is no name in XML");
        }
        if (!name.getPrefix().isEmpty() && !isName(name.getPrefix())) {
            throw new IllegalArgumentException("\"" + name.getPrefix() + "\" is no prefix in XML");
        }
        requireText(name.getNamespaceURI());
        return name;
    }

    static void requireText(String text) {
        PercentEncoding.requireEncodable(text);
        if (text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= 0xFFFE)) {
            throw new IllegalArgumentException("the text has a character that XML cannot hold");
        }
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && isStart(text.codePointAt(0))
                && text.codePoints().allMatch(XmlNames::isPart);
    }

    private static boolean isStart(int c) {
        return c == '_' || c < 0x80 && Character.isLetter(c) || c >= 0xC0 && c != 0xD7 && c != 0xF7 && isOther(c);
    }

    private static boolean isOther(int c) {
        return c < 0x300
                || c >= 0x370 && c < 0x2000 && c != 0x37E
                || c == 0x200C
                || c == 0x200D
                || c >= 0x2070 && c < 0x2190
                || c >= 0x2C00 && c < 0x2FF0
                || c >= 0x3001 && c < 0xD800
                || c >= 0xF900 && c < 0xFDD0
                || c >= 0xFDF0 && c < 0xFFFE
                || c >= 0x10000 && c < 0xF0000;
    }

    private static boolean isPart(int c) {
        return isStart(c)
                || c == '-'
                || c == '.'
                || c >= '0' && c <= '9'
                || c == 0xB7
                || c >= 0x300 && c < 0x370
                || c == 0x203F
                || c == 0x2040;
    }
}
