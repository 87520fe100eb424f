/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

/** What stands inside an {@link XmlElement}. */
public sealed interface XmlNode permits XmlElement, XmlText {}
