/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.xml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;

/** Writes the documents that the XML cases read: as others would write them, with line breaks and indents. */
public final class XmlDocumentsCase implements BenchCase {

    @Override
    public String name() {
        return "xml-documents";
    }

    @Override
    public String usage() {
        return "DIRECTORY";
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException(usage());
        }
        Path directory = Path.of(arguments.get(0));
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("pidf.xml"), pidf());
            Files.writeString(directory.resolve("resource-lists.xml"), resourceLists());
            Files.writeString(directory.resolve("watcherinfo.xml"), watcherInfo());
            Files.writeString(directory.resolve("conference-info.xml"), conferenceInfo());
        } catch (IOException e) {
            throw new BenchFailure("cannot write to " + directory + ": " + e.getMessage(), e);
        }
        return "{\"documents\":4}";
    }

    private static String repeated(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
    }

    private static String pidf() {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="pres:someone@example.com">
            %s  <note>I'll be in Tokyo next week</note>
              <dm:person id="p1">
                <rpid:activities from="2026-11-20T12:00:00Z" until="2026-11-20T17:00:00Z"><rpid:note>Far away</rpid:note><rpid:away/><rpid:travel/></rpid:activities>
                <rpid:mood><rpid:happy/></rpid:mood>
                <rpid:place-type><rpid:other>igloo</rpid:other></rpid:place-type>
                <rpid:time-offset>-240</rpid:time-offset>
                <dm:note>Scoring 120</dm:note>
                <dm:timestamp>2026-11-20T16:09:44Z</dm:timestamp>
              </dm:person>
            </presence>
            """
                .formatted(repeated(
                        5,
                        i ->
                                """
                      <tuple id="t%1$d">
                        <status><basic>open</basic></status>
                        <rpid:relationship><rpid:self/></rpid:relationship>
                        <rpid:service-class><rpid:electronic/></rpid:service-class>
                        <contact priority="0.%1$d">sip:someone%1$d@example.com</contact>
                        <note>Device %1$d</note>
                        <timestamp>2026-11-20T16:49:2%1$dZ</timestamp>
                      </tuple>
                    """
                                        .formatted(i)));
    }

    private static String resourceLists() {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
              <list name="friends">
            %s  </list>
            </resource-lists>
            """
                .formatted(repeated(
                        1000,
                        i ->
                                """
                    <entry uri="sip:user%1$d@example.com">
                      <display-name>User Number %1$d</display-name>
                    </entry>
                """
                                        .formatted(i)));
    }

    private static String watcherInfo() {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <watcherinfo xmlns="urn:ietf:params:xml:ns:watcherinfo" version="0" state="full">
              <watcher-list resource="sip:professor@example.net" package="presence">
            %s  </watcher-list>
            </watcherinfo>
            """
                .formatted(repeated(
                        500,
                        i ->
                                """
                    <watcher status="active" id="8ajksjda7s%1$d" duration-subscribed="%1$d" event="approved" display-name="Watcher %1$d">sip:watcher%1$d@example.net</watcher>
                """
                                        .formatted(i)));
    }

    private static String conferenceInfo() {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="sip:room@example.com" state="full" version="1">
              <conference-description>
                <subject>Agenda: This month's goals</subject>
              </conference-description>
              <conference-state>
                <user-count>200</user-count>
              </conference-state>
              <users>
            %s  </users>
            </conference-info>
            """
                .formatted(repeated(
                        200,
                        i ->
                                """
                    <user entity="sip:user%1$d@example.com">
                      <display-text>User %1$d</display-text>
                      <endpoint entity="sip:user%1$d@192.0.2.1">
                        <status>connected</status>
                        <joining-method>dialed-in</joining-method>
                        <joining-info>
                          <when>2026-11-20T10:00:00Z</when>
                        </joining-info>
                        <media id="1">
                          <type>audio</type>
                          <label>34567</label>
                          <status>sendrecv</status>
                        </media>
                      </endpoint>
                    </user>
                """
                                        .formatted(i)));
    }
}
