/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;

/**
 * The tools as commands of the OSGi shell: {@code sip:settings}, {@code sip:register}. The shell has put the console of
 * whoever typed in the place of the process's streams while a command runs.
 */
@Component(
        service = ShellCommands.class,
        property = {"osgi.command.scope=sip", "osgi.command.function=settings", "osgi.command.function=register"})
public final class ShellCommands {
    private final Map<String, Tool> tools = new ConcurrentHashMap<>();

    @Activate
    public ShellCommands() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTool(Tool tool) {
        tools.put(tool.name(), tool);
    }

    void removeTool(Tool tool) {
        tools.remove(tool.name(), tool);
    }

    /** {@code sip:settings}. */
    public int settings(String... arguments) {
        return run("sip-settings", arguments);
    }

    /** {@code sip:register}. */
    public int register(String... arguments) {
        return run("sip-register", arguments);
    }

    private int run(String name, String... arguments) {
        Tool tool = tools.get(name);
        if (tool == null) {
            System.err.println("there is no " + name + " at the moment");
            return 1;
        }
        return tool.run(
                new ToolContext(List.of(arguments), System.in, System.out, System.err, new CompletableFuture<>()));
    }
}
