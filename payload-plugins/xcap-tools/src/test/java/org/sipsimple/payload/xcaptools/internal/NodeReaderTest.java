/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcaptools.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.xcap.NodeSelector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NodeReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resource-lists",
                "resource-lists/list[@name=\"friends\"]/entry[2]/@uri",
                "a/*[1]/b[3][@c='a \"b\"']",
                "a/b[@c=\"x/y [z] @w\"]/d",
                "a/namespace::*",
                "\u00e4/b[@c=\"\u6f22\"]"
            })
    void whatIsReadIsWrittenTheSame(String text) throws ToolFailure {
        assertThat(NodeReader.read(text)).hasToString(text);
        assertThat(NodeReader.read('/' + text)).hasToString(text);
    }

    @Test
    void kindsAreTold() throws ToolFailure {
        assertThat(NodeReader.read("a/@b").kind()).isEqualTo(NodeSelector.Kind.ATTRIBUTE);
        assertThat(NodeReader.read("a/namespace::*").kind()).isEqualTo(NodeSelector.Kind.NAMESPACES);
        assertThat(NodeReader.read("a/b").kind()).isEqualTo(NodeSelector.Kind.ELEMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                "a//b",
                "*",
                "@a",
                "a[",
                "a[0]",
                "a[1",
                "a[@b]",
                "a[@b=c]",
                "a[@b=\"c]",
                "a/@b/c",
                "a b",
                "a:b"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> NodeReader.read(text))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("no node");
    }
}
