/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.stream;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.annotation.bundle.Requirement;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Put on the component that is a {@link MediaStreamFactory}: becomes the service property {@code sip.stream.type}, and
 * makes the resolver bring a session implementation.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@ComponentPropertyType
@Requirement(
        namespace = "osgi.implementation",
        name = "org.sipsimple.stream.host",
        version = "1.0.0",
        effective = "active")
public @interface StreamType {
    String PREFIX_ = "sip.stream.";

    /** The media type's name. */
    String type();
}
