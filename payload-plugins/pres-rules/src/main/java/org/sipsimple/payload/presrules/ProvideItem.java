/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import org.sipsimple.payloads.xml.Extension;

/**
 * What a service, person or device is matched by.
 */
public interface ProvideItem extends Extension {}
