/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * The capabilities of a service, inside a tuple (RFC 5196 section 3.2).
 *
 * @param actor who answers; null when not given
 * @param application null when not given
 * @param audio null when not given
 * @param automata whether a machine answers; null when not given
 * @param usageClass what for; null when not given
 * @param control null when not given
 * @param data null when not given
 * @param descriptions in order
 * @param duplex null when not given
 * @param eventPackages null when not given
 * @param extensionTags null when not given
 * @param isFocus whether a conference answers; null when not given
 * @param message null when not given
 * @param methods null when not given
 * @param languages tags; null when not given
 * @param priority null when not given
 * @param schemes of URIs; null when not given
 * @param text null when not given
 * @param types media types that are taken
 * @param video null when not given
 * @param extensions what other schemas add
 */
public record Servcaps(
        @Nullable Support<Actor> actor,
        @Nullable Boolean application,
        @Nullable Boolean audio,
        @Nullable Boolean automata,
        @Nullable Support<UsageClass> usageClass,
        @Nullable Boolean control,
        @Nullable Boolean data,
        List<Description> descriptions,
        @Nullable Support<DuplexMode> duplex,
        @Nullable Support<EventPackage> eventPackages,
        @Nullable Support<SipExtension> extensionTags,
        @Nullable Boolean isFocus,
        @Nullable Boolean message,
        @Nullable Support<SipMethod> methods,
        @Nullable Support<String> languages,
        @Nullable Priorities priority,
        @Nullable Support<String> schemes,
        @Nullable Boolean text,
        List<String> types,
        @Nullable Boolean video,
        Extensions extensions)
        implements Extension {
    public Servcaps {
        descriptions = List.copyOf(descriptions);
        types = List.copyOf(types);
    }

    /** A service of which nothing is said. */
    public static final Servcaps NONE = new Servcaps(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            null,
            Extensions.NONE);

    @Override
    public void write(XmlWriter out) {
        CapsWriter.servcaps(this, out);
    }

    public Servcaps withActor(@Nullable Support<Actor> changed) {
        return new Servcaps(
                changed,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withApplication(@Nullable Boolean changed) {
        return new Servcaps(
                actor,
                changed,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withAudio(@Nullable Boolean changed) {
        return new Servcaps(
                actor,
                application,
                changed,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withAutomata(@Nullable Boolean changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                changed,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withUsageClass(@Nullable Support<UsageClass> changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                changed,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withControl(@Nullable Boolean changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                changed,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withData(@Nullable Boolean changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                changed,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withDescriptions(List<Description> changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                changed,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withDuplex(@Nullable Support<DuplexMode> changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                changed,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withEventPackages(@Nullable Support<EventPackage> changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                changed,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withExtensionTags(@Nullable Support<SipExtension> changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                changed,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withIsFocus(@Nullable Boolean changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                changed,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withMessage(@Nullable Boolean changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                changed,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withMethods(@Nullable Support<SipMethod> changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                changed,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withLanguages(@Nullable Support<String> changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                changed,
                priority,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withPriority(@Nullable Priorities changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                changed,
                schemes,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withSchemes(@Nullable Support<String> changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                changed,
                text,
                types,
                video,
                extensions);
    }

    public Servcaps withText(@Nullable Boolean changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                changed,
                types,
                video,
                extensions);
    }

    public Servcaps withTypes(List<String> changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                changed,
                video,
                extensions);
    }

    public Servcaps withVideo(@Nullable Boolean changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                changed,
                extensions);
    }

    public Servcaps withExtensions(Extensions changed) {
        return new Servcaps(
                actor,
                application,
                audio,
                automata,
                usageClass,
                control,
                data,
                descriptions,
                duplex,
                eventPackages,
                extensionTags,
                isFocus,
                message,
                methods,
                languages,
                priority,
                schemes,
                text,
                types,
                video,
                changed);
    }
}
