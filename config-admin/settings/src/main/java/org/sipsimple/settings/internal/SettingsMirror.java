/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

/** Shows elsewhere what is stored. Called with the store's lock held, so in the order of the changes. */
interface SettingsMirror {

    /** What is stored for the object has changed, or it is new. */
    void changed(StoredObject object);

    /** There is no object of that id any more. */
    void removed(String id);
}
