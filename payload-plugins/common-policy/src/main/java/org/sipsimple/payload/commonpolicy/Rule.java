/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.commonpolicy;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * Permissions and the conditions under which they hold.
 *
 * @param id unique in the document
 * @param conditions all must hold
 * @param actions what is done
 * @param transformations how what is shown is changed
 * @param extensions attributes of other schemas
 */
public record Rule(
        String id, Conditions conditions, Actions actions, Transformations transformations, Extensions extensions) {
    public Rule {
        Check.text(id, "rule id");
        Check.present(conditions, "conditions");
        Check.present(actions, "actions");
        Check.present(transformations, "transformations");
    }

    /** A rule without conditions, which always holds, and without permissions. */
    public static Rule of(String id) {
        return new Rule(id, Conditions.NONE, Actions.NONE, Transformations.NONE, Extensions.NONE);
    }

    public Rule withId(String changed) {
        return new Rule(changed, conditions, actions, transformations, extensions);
    }

    public Rule withConditions(Conditions changed) {
        return new Rule(id, changed, actions, transformations, extensions);
    }

    public Rule withActions(Actions changed) {
        return new Rule(id, conditions, changed, transformations, extensions);
    }

    public Rule withTransformations(Transformations changed) {
        return new Rule(id, conditions, actions, changed, extensions);
    }

    public Rule withExtensions(Extensions changed) {
        return new Rule(id, conditions, actions, transformations, changed);
    }
}
