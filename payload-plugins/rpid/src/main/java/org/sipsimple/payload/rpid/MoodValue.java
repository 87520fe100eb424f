/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * How a person feels (RFC 4480 section 3.4). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record MoodValue(XmlElement element) {
    public static final MoodValue AFRAID = of("afraid");
    public static final MoodValue AMAZED = of("amazed");
    public static final MoodValue ANGRY = of("angry");
    public static final MoodValue ANNOYED = of("annoyed");
    public static final MoodValue ANXIOUS = of("anxious");
    public static final MoodValue ASHAMED = of("ashamed");
    public static final MoodValue BORED = of("bored");
    public static final MoodValue BRAVE = of("brave");
    public static final MoodValue CALM = of("calm");
    public static final MoodValue COLD = of("cold");
    public static final MoodValue CONFUSED = of("confused");
    public static final MoodValue CONTENTED = of("contented");
    public static final MoodValue CRANKY = of("cranky");
    public static final MoodValue CURIOUS = of("curious");
    public static final MoodValue DEPRESSED = of("depressed");
    public static final MoodValue DISAPPOINTED = of("disappointed");
    public static final MoodValue DISGUSTED = of("disgusted");
    public static final MoodValue DISTRACTED = of("distracted");
    public static final MoodValue EMBARRASSED = of("embarrassed");
    public static final MoodValue EXCITED = of("excited");
    public static final MoodValue FLIRTATIOUS = of("flirtatious");
    public static final MoodValue FRUSTRATED = of("frustrated");
    public static final MoodValue GRUMPY = of("grumpy");
    public static final MoodValue GUILTY = of("guilty");
    public static final MoodValue HAPPY = of("happy");
    public static final MoodValue HOT = of("hot");
    public static final MoodValue HUMBLED = of("humbled");
    public static final MoodValue HUMILIATED = of("humiliated");
    public static final MoodValue HUNGRY = of("hungry");
    public static final MoodValue HURT = of("hurt");
    public static final MoodValue IMPRESSED = of("impressed");
    public static final MoodValue IN_AWE = of("in_awe");
    public static final MoodValue IN_LOVE = of("in_love");
    public static final MoodValue INDIGNANT = of("indignant");
    public static final MoodValue INTERESTED = of("interested");
    public static final MoodValue INVINCIBLE = of("invincible");
    public static final MoodValue JEALOUS = of("jealous");
    public static final MoodValue LONELY = of("lonely");
    public static final MoodValue MEAN = of("mean");
    public static final MoodValue MOODY = of("moody");
    public static final MoodValue NERVOUS = of("nervous");
    public static final MoodValue NEUTRAL = of("neutral");
    public static final MoodValue OFFENDED = of("offended");
    public static final MoodValue PLAYFUL = of("playful");
    public static final MoodValue PROUD = of("proud");
    public static final MoodValue RELIEVED = of("relieved");
    public static final MoodValue REMORSEFUL = of("remorseful");
    public static final MoodValue RESTLESS = of("restless");
    public static final MoodValue SAD = of("sad");
    public static final MoodValue SARCASTIC = of("sarcastic");
    public static final MoodValue SERIOUS = of("serious");
    public static final MoodValue SHOCKED = of("shocked");
    public static final MoodValue SHY = of("shy");
    public static final MoodValue SICK = of("sick");
    public static final MoodValue SLEEPY = of("sleepy");
    public static final MoodValue STRESSED = of("stressed");
    public static final MoodValue SURPRISED = of("surprised");
    public static final MoodValue THIRSTY = of("thirsty");
    public static final MoodValue WORRIED = of("worried");
    public static final MoodValue UNKNOWN = of("unknown");

    public MoodValue {
        Check.present(element, "element");
    }

    private static MoodValue of(String word) {
        return new MoodValue(XmlElement.of(Rpid.name(word), ""));
    }

    /** One that only the text names. */
    public static MoodValue other(String text) {
        return new MoodValue(XmlElement.of(Rpid.name("other"), text));
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
