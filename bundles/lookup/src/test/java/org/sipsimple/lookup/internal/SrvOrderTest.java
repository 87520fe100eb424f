/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;

import static org.assertj.core.api.Assertions.assertThat;

class SrvOrderTest {
    private static final int DRAWS = 10_000;

    private static SRVRecord record(int priority, int weight, int port) {
        return new SRVRecord(
                Name.fromConstantString("_sip._udp.test.example."),
                DClass.IN,
                60,
                priority,
                weight,
                port,
                Name.fromConstantString("sip.test.example."));
    }

    /** How often each weight of one priority comes first. */
    private static int[] firstPicks(int... weights) {
        SrvOrder order = new SrvOrder(new Random(20261120));
        List<SRVRecord> records = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            records.add(record(10, weights[i], i + 1));
        }
        int[] picks = new int[weights.length];
        for (int i = 0; i < DRAWS; i++) {
            picks[order.order(records).get(0).getPort() - 1]++;
        }
        return picks;
    }

    private static double chiSquare(int[] seen, double[] shares) {
        double sum = 0;
        for (int i = 0; i < seen.length; i++) {
            double expected = shares[i] * DRAWS;
            sum += (seen[i] - expected) * (seen[i] - expected) / expected;
        }
        return sum;
    }

    @Test
    void firstPicksFitTheWeights() {
        // the draw of RFC 2782 is from 0 to 100 inclusive, 0 for the record of weight 0
        double[] shares = {10 / 101.0, 30 / 101.0, 60 / 101.0, 1 / 101.0};
        // 3 degrees of freedom, one in a hundred right implementations would exceed this
        assertThat(chiSquare(firstPicks(10, 30, 60, 0), shares)).isLessThan(11.34);
    }

    @Test
    void equalWeightsAreEquallyLikely() {
        int[] picks = firstPicks(7, 7, 7, 7);
        // 0 counts for the first of the list: 8 of 29, the others 7
        assertThat(chiSquare(picks, new double[] {8 / 29.0, 7 / 29.0, 7 / 29.0, 7 / 29.0}))
                .isLessThan(11.34);
    }

    @Test
    void laterPicksFitTheWeightsThatAreLeft() {
        SrvOrder order = new SrvOrder(new Random(5));
        List<SRVRecord> records = List.of(record(10, 50, 1), record(10, 30, 2), record(10, 20, 3));
        int[] seconds = new int[2];
        int after1 = 0;
        for (int i = 0; i < DRAWS; i++) {
            List<SRVRecord> drawn = order.order(records);
            if (drawn.get(0).getPort() == 1) {
                after1++;
                seconds[drawn.get(1).getPort() - 2]++;
            }
        }
        double expected = after1 * 31 / 51.0;
        double rest = after1 * 20 / 51.0;
        double chiSquare = Math.pow(seconds[0] - expected, 2) / expected + Math.pow(seconds[1] - rest, 2) / rest;
        // 1 degree of freedom
        assertThat(chiSquare).isLessThan(6.63);
    }

    @Test
    void weightZeroAmongZerosIsNoCatastrophe() {
        assertThat(Arrays.stream(firstPicks(0, 0)).sum()).isEqualTo(DRAWS);
    }

    @Test
    void lowerPriorityAlwaysGoesFirst() {
        SrvOrder order = new SrvOrder(new Random(1));
        List<SRVRecord> records = List.of(record(20, 65535, 2), record(10, 0, 1), record(30, 65535, 3));
        for (int i = 0; i < 100; i++) {
            assertThat(order.order(records)).extracting(SRVRecord::getPort).containsExactly(1, 2, 3);
        }
    }

    @Test
    void nothingIsLostOrDoubled() {
        SrvOrder order = new SrvOrder(new Random(2));
        List<SRVRecord> records = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            records.add(record(i % 3, i % 5 * 13, i));
        }
        assertThat(order.order(records)).containsExactlyInAnyOrderElementsOf(records);
    }
}
