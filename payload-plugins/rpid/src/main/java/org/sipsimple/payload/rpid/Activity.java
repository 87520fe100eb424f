/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * Something a person does (RFC 4480 section 3.2). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record Activity(XmlElement element) {
    public static final Activity APPOINTMENT = of("appointment");
    public static final Activity AWAY = of("away");
    public static final Activity BREAKFAST = of("breakfast");
    public static final Activity BUSY = of("busy");
    public static final Activity DINNER = of("dinner");
    public static final Activity HOLIDAY = of("holiday");
    public static final Activity IN_TRANSIT = of("in-transit");
    public static final Activity LOOKING_FOR_WORK = of("looking-for-work");
    public static final Activity LUNCH = of("lunch");
    public static final Activity MEAL = of("meal");
    public static final Activity MEETING = of("meeting");
    public static final Activity ON_THE_PHONE = of("on-the-phone");
    public static final Activity PERFORMANCE = of("performance");
    public static final Activity PERMANENT_ABSENCE = of("permanent-absence");
    public static final Activity PLAYING = of("playing");
    public static final Activity PRESENTATION = of("presentation");
    public static final Activity SHOPPING = of("shopping");
    public static final Activity SLEEPING = of("sleeping");
    public static final Activity SPECTATOR = of("spectator");
    public static final Activity STEERING = of("steering");
    public static final Activity TRAVEL = of("travel");
    public static final Activity TV = of("tv");
    public static final Activity UNKNOWN = of("unknown");
    public static final Activity VACATION = of("vacation");
    public static final Activity WORKING = of("working");
    public static final Activity WORSHIP = of("worship");

    public Activity {
        Check.present(element, "element");
    }

    private static Activity of(String word) {
        return new Activity(XmlElement.of(Rpid.name(word), ""));
    }

    /** One that only the text names. */
    public static Activity other(String text) {
        return new Activity(XmlElement.of(Rpid.name("other"), text));
    }

    /** The text of one that has no element of its own. */
    public String text() {
        return element.text();
    }

    /** The local name of the element. */
    public String name() {
        return element.name().getLocalPart();
    }
}
