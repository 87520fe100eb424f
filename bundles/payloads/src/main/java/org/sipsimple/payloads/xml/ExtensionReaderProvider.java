/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Requirement;

import org.sipsimple.api.payload.PayloadRegistry;

/**
 * Marks the class of an {@link ExtensionReader}, as {@code PayloadCodecProvider} marks codecs: in OSGi it becomes a
 * service, elsewhere {@link java.util.ServiceLoader} finds it. The class needs a public constructor without parameters.
 */
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
public @interface ExtensionReaderProvider {

    /** The {@code service.ranking} in OSGi: of two readers for one namespace the one with the higher ranking is asked. */
    @Attribute("service.ranking")
    int ranking() default 0;
}
