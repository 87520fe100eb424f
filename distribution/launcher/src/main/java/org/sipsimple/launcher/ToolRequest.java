/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.launcher;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the launcher asks of the command line bundle. Only types of {@code java.*} cross, since the launcher lives outside
 * the framework: the bundle finds a service of type {@link CompletableFuture} with property {@code sip.tool.request},
 * the tool's name in {@code sip.tool.name}, its arguments in {@code sip.tool.arguments} and the interruption, another
 * future, in {@code sip.tool.interruption}; it completes the service with the exit code.
 */
record ToolRequest(
        String tool,
        List<String> arguments,
        CompletableFuture<Integer> exitCode,
        CompletableFuture<Void> interruption) {}
