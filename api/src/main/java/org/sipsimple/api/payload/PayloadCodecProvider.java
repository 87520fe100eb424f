/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.payload;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Requirement;

/**
 * Marks a {@link PayloadCodec} component. The build then lists it for {@link java.util.ServiceLoader} and makes the
 * bundle require a registry of payloads. The class needs a public constructor without parameters.
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
public @interface PayloadCodecProvider {}
