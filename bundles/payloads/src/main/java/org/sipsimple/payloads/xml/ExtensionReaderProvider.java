/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Requirement;

import org.sipsimple.api.payload.PayloadRegistry;

/** Marks an {@link ExtensionReader} component, as {@code PayloadCodecProvider} marks codecs. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Requirement(
        namespace = "osgi.implementation",
        name = PayloadRegistry.IMPLEMENTATION,
        version = "1.0.0",
        effective = "active")
@Capability(
        namespace = "osgi.serviceloader",
        name = "org.sipsimple.payloads.xml.ExtensionReader",
        attribute = "register:=${@class}")
public @interface ExtensionReaderProvider {}
