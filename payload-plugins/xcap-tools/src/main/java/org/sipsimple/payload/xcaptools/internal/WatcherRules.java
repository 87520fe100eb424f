/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcaptools.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sipsimple.payload.commonpolicy.Actions;
import org.sipsimple.payload.commonpolicy.Conditions;
import org.sipsimple.payload.commonpolicy.Identity;
import org.sipsimple.payload.commonpolicy.IdentityOne;
import org.sipsimple.payload.commonpolicy.Rule;
import org.sipsimple.payload.commonpolicy.RuleSet;
import org.sipsimple.payload.commonpolicy.Transformations;
import org.sipsimple.payload.presrules.ProvideAllAttributes;
import org.sipsimple.payload.presrules.ProvideDevices;
import org.sipsimple.payload.presrules.ProvidePersons;
import org.sipsimple.payload.presrules.ProvideServices;
import org.sipsimple.payload.presrules.SubHandling;
import org.sipsimple.payload.presrules.SubHandlingValue;

/**
 * Decisions on single watchers in a document of presence rules (RFC 5025). Touches only rules whose one condition is who
 * the watcher is; all others stay as they are.
 */
final class WatcherRules {
    private WatcherRules() {}

    /** The rules with this decision on a watcher, and no other on him. */
    static RuleSet with(RuleSet rules, String watcher, SubHandlingValue decision) {
        RuleSet without = without(rules, watcher);
        Optional<Rule> known = without.rules().stream()
                .filter(rule -> isAboutSingleOnes(rule) && decision(rule).equals(Optional.of(decision)))
                .findFirst();
        if (known.isEmpty()) {
            return without.withRule(
                    newRule(without, decision).withConditions(Conditions.of(Identity.of(IdentityOne.of(watcher)))));
        }
        Identity identity = plainIdentity(known.get()).orElseThrow();
        List<Identity.Member> members = new ArrayList<>(identity.members());
        members.add(IdentityOne.of(watcher));
        return without.withRule(known.get().withConditions(Conditions.of(identity.withMembers(members))));
    }

    /** The rules without any on this watcher alone; one that is about nobody any more goes. */
    static RuleSet without(RuleSet rules, String watcher) {
        List<Rule> kept = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            Optional<Identity> identity = plainIdentity(rule);
            List<Identity.Member> members = identity.map(Identity::members).orElse(List.of()).stream()
                    .filter(member ->
                            !(member instanceof IdentityOne one && one.id().equals(watcher)))
                    .toList();
            if (identity.isEmpty() || members.size() == identity.get().members().size()) {
                kept.add(rule);
            } else if (!members.isEmpty()) {
                kept.add(rule.withConditions(Conditions.of(identity.get().withMembers(members))));
            }
        }
        return rules.withRules(kept);
    }

    /** What a rule says about subscriptions. */
    static Optional<SubHandlingValue> decision(Rule rule) {
        return rule.actions().all(SubHandling.class).stream()
                .map(SubHandling::value)
                .findFirst();
    }

    private static Optional<Identity> plainIdentity(Rule rule) {
        List<Identity> identities = rule.conditions().all(Identity.class);
        boolean plain = identities.size() == 1 && rule.conditions().elements().size() == 1;
        return plain ? Optional.of(identities.get(0)) : Optional.empty();
    }

    private static boolean isAboutSingleOnes(Rule rule) {
        return plainIdentity(rule)
                .filter(identity -> identity.members().stream().allMatch(IdentityOne.class::isInstance))
                .isPresent();
    }

    private static Rule newRule(RuleSet rules, SubHandlingValue decision) {
        String name = decision.name().toLowerCase(java.util.Locale.ROOT);
        String id = name;
        for (int number = 2; rules.rule(id).isPresent(); number++) {
            id = name + number;
        }
        Rule rule = Rule.of(id).withActions(Actions.of(new SubHandling(decision)));
        return decision != SubHandlingValue.ALLOW
                ? rule
                : rule.withTransformations(Transformations.of(
                        ProvideServices.ALL, ProvidePersons.ALL, ProvideDevices.ALL, new ProvideAllAttributes()));
    }
}
