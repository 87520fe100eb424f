/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.notify;

import java.time.Instant;

import org.sipsimple.api.notification.Notification;

/** @param increment what an observer adds to its count */
record BenchNotification(Object sender, Instant timestamp, int increment) implements Notification {

    @Override
    public String name() {
        return "BenchDidPost";
    }
}
