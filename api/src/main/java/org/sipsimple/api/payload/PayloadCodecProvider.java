/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.payload;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Requirement;

/**
 * Marks the class of a {@link PayloadCodec}, and is all it takes to have it found. In OSGi the bundle that brings the
 * {@link PayloadRegistry} registers the codec as a service, in the name of the codec's bundle and as long as that is
 * active, and makes it when it is first needed; outside OSGi {@link java.util.ServiceLoader} finds it. The class needs a
 * public constructor without parameters.
 *
 * <p>For a bundle that registers codecs itself, with a component or an activator, the annotation is not needed. If it is
 * there all the same, on a bundle whose manifest promises {@code osgi.service} of a codec as that of a component does,
 * what the bundle registers counts alone.
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
        name = "org.sipsimple.api.payload.PayloadCodec",
        attribute = "register:=${@class}")
public @interface PayloadCodecProvider {

    /**
     * The {@code service.ranking} of the service in OSGi: of two codecs for one media type the one with the higher ranking is
     * asked. Outside OSGi the order of the class path decides.
     */
    @Attribute("service.ranking")
    int ranking() default 0;
}
