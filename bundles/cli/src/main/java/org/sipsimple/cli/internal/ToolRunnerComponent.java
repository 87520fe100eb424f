/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import org.sipsimple.api.cli.Tool;

/**
 * Runs the tool the launcher asks for. The launcher lives outside the framework, so it asks by a service of a plain Java
 * type: a future to be completed with the exit code, whose properties name the tool and its arguments.
 */
@Component(
        service = {},
        immediate = true)
public final class ToolRunnerComponent {
    private final Map<String, CompletableFuture<Tool>> tools = new ConcurrentHashMap<>();

    @Activate
    public ToolRunnerComponent() {}

    @Deactivate
    void close() {
        tools.values().forEach(tool -> tool.cancel(false));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTool(Tool tool) {
        await(tool.name()).complete(tool);
    }

    void removeTool(Tool tool) {
        tools.remove(tool.name());
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(sip.tool.request=true)")
    void addRequest(CompletableFuture<Integer> exitCode, Map<String, Object> properties) {
        ToolRun run = ToolRun.of(exitCode, properties);
        run.start(await(run.toolName()), tools.keySet());
    }

    void removeRequest(CompletableFuture<Integer> exitCode) {
        exitCode.cancel(false);
    }

    private CompletableFuture<Tool> await(String name) {
        return tools.computeIfAbsent(name, n -> new CompletableFuture<>());
    }
}
