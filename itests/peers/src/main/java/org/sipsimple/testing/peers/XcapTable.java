/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.util.Map;

/** Kamailio's table of XCAP documents as its module db_text keeps it. */
final class XcapTable {
    private static final String COLUMNS =
            "id(int,auto) username(string) domain(string) doc(string) doc_type(int) etag(string)"
                    + " source(int) doc_uri(string) port(int) \n";

    /** The number that stands for rls-services. */
    private static final int RLS_SERVICES = 8;

    private XcapTable() {}

    /** @param documents of type rls-services by the name of their user */
    static String of(Map<String, String> documents) {
        StringBuilder table = new StringBuilder(COLUMNS);
        int id = 0;
        for (Map.Entry<String, String> document : documents.entrySet()) {
            String user = document.getKey();
            String uri = "/xcap-root/rls-services/users/sip:" + user + '@' + KamailioExtension.DOMAIN + "/index";
            table.append(String.join(
                            ":",
                            Integer.toString(++id),
                            user,
                            KamailioExtension.DOMAIN,
                            escaped(document.getValue()),
                            Integer.toString(RLS_SERVICES),
                            "etag" + id,
                            "0",
                            escaped(uri),
                            "0"))
                    .append('\n');
        }
        return table.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(":", "\\:")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }
}
