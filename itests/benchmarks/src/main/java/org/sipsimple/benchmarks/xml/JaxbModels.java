/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.xml;

import java.util.List;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlValue;
import org.jspecify.annotations.NullUnmarked;

/**
 * The classes JAXB reads into: plain fields, as few as the benchmark's documents need. No {@code @XmlAnyElement}: it builds
 * a DOM for each element, which takes longer than all the rest.
 */
@NullUnmarked
final class JaxbModels {
    private static final String PIDF = "urn:ietf:params:xml:ns:pidf";
    private static final String MODEL = "urn:ietf:params:xml:ns:pidf:data-model";
    private static final String RPID = "urn:ietf:params:xml:ns:pidf:rpid";
    private static final String LISTS = "urn:ietf:params:xml:ns:resource-lists";
    private static final String WINFO = "urn:ietf:params:xml:ns:watcherinfo";
    private static final String CONFERENCE = "urn:ietf:params:xml:ns:conference-info";

    private JaxbModels() {}

    @XmlRootElement(namespace = PIDF, name = "presence")
    @XmlAccessorType(XmlAccessType.FIELD)
    static class Presence {
        @XmlAttribute
        String entity;

        @XmlElement(namespace = PIDF, name = "tuple")
        List<Tuple> tuples;

        @XmlElement(namespace = PIDF, name = "note")
        List<String> notes;

        @XmlElement(namespace = MODEL, name = "person")
        List<Person> persons;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class Tuple {
        @XmlAttribute
        String id;

        @XmlElement(namespace = PIDF)
        Status status;

        @XmlElement(namespace = RPID, name = "relationship")
        Relationship relationship;

        @XmlElement(namespace = RPID, name = "service-class")
        ServiceClass serviceClass;

        @XmlElement(namespace = PIDF)
        Contact contact;

        @XmlElement(namespace = PIDF, name = "note")
        List<String> notes;

        @XmlElement(namespace = PIDF)
        String timestamp;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class Status {
        @XmlElement(namespace = PIDF)
        String basic;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class Contact {
        @XmlAttribute
        String priority;

        @XmlValue
        String uri;
    }

    /** An element that says all by its name. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static class Word {}

    @XmlAccessorType(XmlAccessType.FIELD)
    static class Relationship {
        @XmlElement(namespace = RPID)
        Word associate;

        @XmlElement(namespace = RPID)
        Word family;

        @XmlElement(namespace = RPID)
        Word friend;

        @XmlElement(namespace = RPID)
        Word self;

        @XmlElement(namespace = RPID)
        String other;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class ServiceClass {
        @XmlElement(namespace = RPID)
        Word electronic;

        @XmlElement(namespace = RPID)
        Word postal;

        @XmlElement(namespace = RPID)
        String other;
    }

    /** What the parts of a person have in common. */
    @XmlAccessorType(XmlAccessType.FIELD)
    abstract static class Dated {
        @XmlAttribute
        String from;

        @XmlAttribute
        String until;

        @XmlElement(namespace = RPID, name = "note")
        List<String> notes;

        @XmlElement(namespace = RPID)
        String other;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class Activities extends Dated {
        @XmlElement(namespace = RPID)
        Word away;

        @XmlElement(namespace = RPID)
        Word busy;

        @XmlElement(namespace = RPID)
        Word meeting;

        @XmlElement(namespace = RPID, name = "on-the-phone")
        Word onThePhone;

        @XmlElement(namespace = RPID)
        Word travel;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class Mood extends Dated {
        @XmlElement(namespace = RPID)
        Word happy;

        @XmlElement(namespace = RPID)
        Word sad;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class PlaceType extends Dated {}

    @XmlAccessorType(XmlAccessType.FIELD)
    static class Person {
        @XmlAttribute
        String id;

        @XmlElement(namespace = RPID)
        Activities activities;

        @XmlElement(namespace = RPID)
        Mood mood;

        @XmlElement(namespace = RPID, name = "place-type")
        PlaceType placeType;

        @XmlElement(namespace = RPID, name = "time-offset")
        String timeOffset;

        @XmlElement(namespace = MODEL, name = "note")
        List<String> notes;

        @XmlElement(namespace = MODEL)
        String timestamp;
    }

    @XmlRootElement(namespace = LISTS, name = "resource-lists")
    @XmlAccessorType(XmlAccessType.FIELD)
    static class ResourceLists {
        @XmlElement(namespace = LISTS, name = "list")
        List<ResourceList> lists;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class ResourceList {
        @XmlAttribute
        String name;

        @XmlElement(namespace = LISTS, name = "entry")
        List<Entry> entries;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class Entry {
        @XmlAttribute
        String uri;

        @XmlElement(namespace = LISTS, name = "display-name")
        String displayName;
    }

    @XmlRootElement(namespace = WINFO, name = "watcherinfo")
    @XmlAccessorType(XmlAccessType.FIELD)
    static class WatcherInfo {
        @XmlAttribute
        long version;

        @XmlAttribute
        String state;

        @XmlElement(namespace = WINFO, name = "watcher-list")
        List<WatcherList> lists;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class WatcherList {
        @XmlAttribute
        String resource;

        @XmlAttribute(name = "package")
        String eventPackage;

        @XmlElement(namespace = WINFO, name = "watcher")
        List<Watcher> watchers;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class Watcher {
        @XmlAttribute
        String id;

        @XmlAttribute
        String status;

        @XmlAttribute
        String event;

        @XmlAttribute(name = "display-name")
        String displayName;

        @XmlAttribute(name = "duration-subscribed")
        long durationSubscribed;

        @XmlValue
        String uri;
    }

    @XmlRootElement(namespace = CONFERENCE, name = "conference-info")
    @XmlAccessorType(XmlAccessType.FIELD)
    static class ConferenceInfo {
        @XmlAttribute
        String entity;

        @XmlAttribute
        String state;

        @XmlAttribute
        long version;

        @XmlElement(namespace = CONFERENCE, name = "conference-description")
        Description description;

        @XmlElement(namespace = CONFERENCE, name = "conference-state")
        ConferenceState conferenceState;

        @XmlElementWrapper(namespace = CONFERENCE, name = "users")
        @XmlElement(namespace = CONFERENCE, name = "user")
        List<User> users;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class Description {
        @XmlElement(namespace = CONFERENCE)
        String subject;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class ConferenceState {
        @XmlElement(namespace = CONFERENCE, name = "user-count")
        long userCount;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class User {
        @XmlAttribute
        String entity;

        @XmlElement(namespace = CONFERENCE, name = "display-text")
        String displayText;

        @XmlElement(namespace = CONFERENCE, name = "endpoint")
        List<Endpoint> endpoints;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class Endpoint {
        @XmlAttribute
        String entity;

        @XmlElement(namespace = CONFERENCE)
        String status;

        @XmlElement(namespace = CONFERENCE, name = "joining-method")
        String joiningMethod;

        @XmlElement(namespace = CONFERENCE, name = "joining-info")
        JoiningInfo joiningInfo;

        @XmlElement(namespace = CONFERENCE)
        List<Media> media;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class JoiningInfo {
        @XmlElement(namespace = CONFERENCE)
        String when;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static class Media {
        @XmlAttribute
        String id;

        @XmlElement(namespace = CONFERENCE)
        String type;

        @XmlElement(namespace = CONFERENCE)
        String label;

        @XmlElement(namespace = CONFERENCE)
        String status;
    }
}
