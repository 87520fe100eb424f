/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.example.whiteboard;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrawingTest {
    private static final Shape A = new Shape.Stroke("alice-1", "red", 1, List.of(new Point(0, 0)));
    private static final Shape B = new Shape.Label("bob-1", "blue", new Point(1, 1), "hi");
    private static final Shape C = new Shape.Label("bob-2", "blue", new Point(1, 1), "on top");

    @Test
    void looksTheSameInWhateverOrderItWasTold() {
        assertThat(Drawing.EMPTY.with(A).with(B).with(C).shapes()).containsExactly(A, B, C);
        assertThat(Drawing.EMPTY.with(C).with(B).with(A).shapes()).containsExactly(A, B, C);
    }

    @Test
    void whatWasErasedDoesNotComeBack() {
        assertThat(Drawing.EMPTY.without("bob-1").with(B))
                .isEqualTo(Drawing.EMPTY.with(B).without("bob-1"));
    }

    @Test
    void isToldTwiceButDrawnOnce() {
        assertThat(Drawing.EMPTY.with(A).with(A).shapes()).containsExactly(A);
    }

    @Test
    void numbersGoOnAfterWhatWasErased() {
        assertThat(Drawing.EMPTY.with(A).with(C).without("bob-2").lastNumber()).isEqualTo(2);
    }
}
