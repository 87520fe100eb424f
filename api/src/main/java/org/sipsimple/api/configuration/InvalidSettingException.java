/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

/** A setting that does not exist, or a value it cannot have. The message names the setting, and the file and line where known. */
public final class InvalidSettingException extends ConfigurationException {
    private static final long serialVersionUID = 1;

    private final String path;

    public InvalidSettingException(String path, String problem) {
        super(path + ": " + problem);
        this.path = path;
    }

    /** The dotted name of the setting. */
    public String path() {
        return path;
    }
}
