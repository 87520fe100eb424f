/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;

/** {@code tools}: lists the tools there are. */
@Component(service = Tool.class)
public final class ToolsTool implements Tool {
    private final List<Tool> others = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTool(Tool tool) {
        others.add(tool);
    }

    void removeTool(Tool tool) {
        others.remove(tool);
    }

    @Override
    public String name() {
        return "tools";
    }

    @Override
    public String summary() {
        return "lists the tools";
    }

    @Override
    public int run(ToolContext context) {
        others.stream().sorted(Comparator.comparing(Tool::name)).forEach(tool -> context.out()
                .printf("%-24s %s%n", tool.name(), tool.summary()));
        return 0;
    }
}
