/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsservices;

import org.sipsimple.payload.resourcelists.ResourceList;
import org.sipsimple.payloads.xml.Check;

/**
 * A list given in the document: element {@code list}.
 *
 * @param list the list
 */
public record InlineList(ResourceList list) implements Source {
    public InlineList {
        Check.present(list, "list");
    }
}
