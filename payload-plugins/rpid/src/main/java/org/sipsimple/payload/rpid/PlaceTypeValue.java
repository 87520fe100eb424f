/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * A kind of place, with the words of RFC 4589 (RFC 4480 section 3.6). The set is open: elements of other schemas are kept as they are.
 *
 * @param element the element that stands for it
 */
public record PlaceTypeValue(XmlElement element) {
    public static final PlaceTypeValue AIRCRAFT = of("aircraft");
    public static final PlaceTypeValue AIRPORT = of("airport");
    public static final PlaceTypeValue ARENA = of("arena");
    public static final PlaceTypeValue AUTOMOBILE = of("automobile");
    public static final PlaceTypeValue BANK = of("bank");
    public static final PlaceTypeValue BAR = of("bar");
    public static final PlaceTypeValue BICYCLE = of("bicycle");
    public static final PlaceTypeValue BUS = of("bus");
    public static final PlaceTypeValue BUS_STATION = of("bus-station");
    public static final PlaceTypeValue CAFE = of("cafe");
    public static final PlaceTypeValue CLASSROOM = of("classroom");
    public static final PlaceTypeValue CLUB = of("club");
    public static final PlaceTypeValue CONSTRUCTION = of("construction");
    public static final PlaceTypeValue CONVENTION_CENTER = of("convention-center");
    public static final PlaceTypeValue GOVERNMENT = of("government");
    public static final PlaceTypeValue HOSPITAL = of("hospital");
    public static final PlaceTypeValue HOTEL = of("hotel");
    public static final PlaceTypeValue INDUSTRIAL = of("industrial");
    public static final PlaceTypeValue LIBRARY = of("library");
    public static final PlaceTypeValue MOTORCYCLE = of("motorcycle");
    public static final PlaceTypeValue OFFICE = of("office");
    public static final PlaceTypeValue OTHER = of("other");
    public static final PlaceTypeValue OUTDOORS = of("outdoors");
    public static final PlaceTypeValue PARKING = of("parking");
    public static final PlaceTypeValue PLACE_OF_WORSHIP = of("place-of-worship");
    public static final PlaceTypeValue PRISON = of("prison");
    public static final PlaceTypeValue PUBLIC = of("public");
    public static final PlaceTypeValue PUBLIC_TRANSPORT = of("public-transport");
    public static final PlaceTypeValue RESIDENCE = of("residence");
    public static final PlaceTypeValue RESTAURANT = of("restaurant");
    public static final PlaceTypeValue SCHOOL = of("school");
    public static final PlaceTypeValue SHOPPING_AREA = of("shopping-area");
    public static final PlaceTypeValue STADIUM = of("stadium");
    public static final PlaceTypeValue STORE = of("store");
    public static final PlaceTypeValue STREET = of("street");
    public static final PlaceTypeValue THEATER = of("theater");
    public static final PlaceTypeValue TRAIN = of("train");
    public static final PlaceTypeValue TRAIN_STATION = of("train-station");
    public static final PlaceTypeValue TRUCK = of("truck");
    public static final PlaceTypeValue UNDERWAY = of("underway");
    public static final PlaceTypeValue UNKNOWN = of("unknown");
    public static final PlaceTypeValue WAREHOUSE = of("warehouse");
    public static final PlaceTypeValue WATER = of("water");
    public static final PlaceTypeValue WATERCRAFT = of("watercraft");

    public PlaceTypeValue {
        Check.present(element, "element");
    }

    private static PlaceTypeValue of(String word) {
        return new PlaceTypeValue(XmlElement.of(Rpid.placeName(word), ""));
    }

    /** One that only the text names: the element {@code other} of rich presence. */
    public static PlaceTypeValue other(String text) {
        return new PlaceTypeValue(XmlElement.of(Rpid.name("other"), text));
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
