/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class DataQueueTest {
    private final DataQueue queue = new DataQueue(10);

    @Test
    void keepsTheOrderAndEndsWhenClosed() throws Exception {
        assertThat(queue.put(new byte[] {1})).isTrue();
        assertThat(queue.offer(new byte[] {2})).isTrue();
        queue.close();
        assertThat(queue.put(new byte[] {3})).isFalse();
        assertThat(queue.take()).containsExactly(1);
        assertThat(queue.take()).containsExactly(2);
        assertThat(queue.take()).isNull();
    }

    @Test
    void aWriterWaitsForSpace() throws Exception {
        queue.put(new byte[10]);
        assertThat(queue.hasSpace()).isFalse();
        CompletableFuture<Boolean> put = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.put(new byte[] {7});
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(queue.take()).hasSize(10);
        assertThat(put.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.take()).containsExactly(7);
    }

    @Test
    void aClosedQueueHoldsNobody() throws Exception {
        queue.put(new byte[10]);
        CompletableFuture<Boolean> put = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.put(new byte[] {7});
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        queue.close();
        assertThat(put.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void tellsWhenThereIsSpaceAgain() throws Exception {
        int[] told = {0};
        queue.onSpace(() -> told[0]++);
        assertThat(queue.offer(new byte[6])).isTrue();
        assertThat(queue.offer(new byte[6])).isFalse();
        queue.take();
        queue.take();
        assertThat(told[0]).isEqualTo(1);
    }
}
