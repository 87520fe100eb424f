/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import org.xbill.DNS.SRVRecord;

/**
 * The order in which the targets of a service are tried: by priority, and among equals by repeated weighted draws, where
 * weight 0 keeps a small chance (RFC 2782, "Weight"). As thread-safe as its random source.
 */
final class SrvOrder {
    private final RandomGenerator random;

    SrvOrder(RandomGenerator random) {
        this.random = random;
    }

    List<SRVRecord> order(List<SRVRecord> records) {
        if (records.size() < 2) {
            return records;
        }
        TreeMap<Integer, List<SRVRecord>> priorities = new TreeMap<>();
        for (SRVRecord each : records) {
            List<SRVRecord> equals = priorities.computeIfAbsent(each.getPriority(), any -> new ArrayList<>());
            // those of weight 0 stand first, which gives them their chance in the draw
            equals.add(each.getWeight() == 0 ? 0 : equals.size(), each);
        }
        List<SRVRecord> ordered = new ArrayList<>(records.size());
        priorities.values().forEach(equals -> draw(equals, ordered));
        return ordered;
    }

    private void draw(List<SRVRecord> left, List<SRVRecord> ordered) {
        int sum = left.stream().mapToInt(SRVRecord::getWeight).sum();
        while (left.size() > 1) {
            int drawn = random.nextInt(sum + 1);
            int index = 0;
            int running = left.get(0).getWeight();
            while (running < drawn) {
                index++;
                running += left.get(index).getWeight();
            }
            SRVRecord picked = left.remove(index);
            sum -= picked.getWeight();
            ordered.add(picked);
        }
        ordered.addAll(left);
    }
}
