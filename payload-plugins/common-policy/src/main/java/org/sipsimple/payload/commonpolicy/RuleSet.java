/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.commonpolicy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sipsimple.payloads.xml.Extensions;

/**
 * A document of rules (RFC 4745 section 12).
 *
 * @param rules in order
 * @param extensions attributes of other schemas
 */
public record RuleSet(List<Rule> rules, Extensions extensions) {
    public RuleSet {
        rules = List.copyOf(rules);
    }

    /** These rules. */
    public static RuleSet of(List<Rule> rules) {
        return new RuleSet(rules, Extensions.NONE);
    }

    /** The rule with an id; empty when there is none. */
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** Adds a rule, or puts it in the place of the one with its id. */
    public RuleSet withRule(Rule rule) {
        List<Rule> changed = new ArrayList<>(rules);
        changed.replaceAll(old -> old.id().equals(rule.id()) ? rule : old);
        if (!changed.contains(rule)) {
            changed.add(rule);
        }
        return withRules(changed);
    }

    public RuleSet withRules(List<Rule> changed) {
        return new RuleSet(changed, extensions);
    }

    public RuleSet withExtensions(Extensions changed) {
        return new RuleSet(rules, changed);
    }
}
