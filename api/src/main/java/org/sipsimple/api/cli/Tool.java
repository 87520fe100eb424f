/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.cli;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A command line tool, for example {@code sip-audio-session}. Registered as an OSGi service; the launcher waits for the
 * tool of the asked name, runs it once and ends the process with its exit code.
 *
 * <p>Implementations keep no state between runs. Spec: Developer Guide, "Command Line Tools".
 */
@ConsumerType
public interface Tool {

    /** The name typed by the user: lower-case words joined by hyphens. */
    String name();

    /** One line for the list of tools. */
    String summary();

    /**
     * Runs the tool on the calling thread until it is done or {@link ToolContext#interruption()} completes.
     *
     * @return the process exit code: 0 success, 1 failure, 2 wrong usage, others as the tool documents
     */
    int run(ToolContext context);
}
