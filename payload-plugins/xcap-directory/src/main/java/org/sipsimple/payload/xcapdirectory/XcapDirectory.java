/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdirectory;

import java.util.List;
import java.util.Optional;

import org.sipsimple.payloads.xml.Extensions;

/**
 * The documents of a user, by application.
 *
 * @param folders in order
 * @param extensions what other schemas add
 */
public record XcapDirectory(List<Folder> folders, Extensions extensions) {
    public XcapDirectory {
        folders = List.copyOf(folders);
    }

    /** A directory of these folders. */
    public static XcapDirectory of(List<Folder> folders) {
        return new XcapDirectory(folders, Extensions.NONE);
    }

    /** The folder of an application; empty when there is none. */
    public Optional<Folder> folder(String auid) {
        return folders.stream().filter(folder -> folder.auid().equals(auid)).findFirst();
    }

    public XcapDirectory withFolders(List<Folder> changed) {
        return new XcapDirectory(changed, extensions);
    }

    public XcapDirectory withExtensions(Extensions changed) {
        return new XcapDirectory(folders, changed);
    }
}
