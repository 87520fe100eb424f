/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.util.Map;
import java.util.Stack;

import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Lets the seconds of an option be left out before an address: {@code --auto-hangup user@domain}. */
public final class OptionalSeconds implements IParameterPreprocessor {

    @Override
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> details) {
        boolean attached = "=".equals(details.get("separator")); // a space, or nothing, when it is not
        if (!attached && (words.isEmpty() || !words.peek().matches("[0-9.]+"))) {
            words.push("0");
        }
        return false; // the value is then read as always
    }
}
