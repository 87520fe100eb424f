/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.filebackend.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigNode.Group;
import org.sipsimple.api.configuration.ConfigNode.Items;
import org.sipsimple.api.configuration.ConfigNode.None;
import org.sipsimple.api.configuration.ConfigNode.Text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FormatTest {

    @Test
    void readsTheExampleOfTheDeveloperGuide() throws FormatException {
        Group data = read("Accounts:\n  user@domain:\n    display_name = User\n    tls:\n      certificate =\n");
        Group account = data.group("Accounts").group("user@domain");
        assertThat(account.children().get("display_name")).isEqualTo(new Text("User"));
        assertThat(account.group("tls").children()).isEqualTo(Map.of("certificate", new None()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "value                | value",
                "value with spaces    | value with spaces",
                "`\"  kept  \"`       | `  kept  `",
                "`'it \"is\"'`        | `it \"is\"`",
                "feed\\n              | `feed\n`",
                "a\\'b                | a'b",
                "\\x                  | x",
                "one # remark         | one",
                "`\"one # two\"`      | one # two",
                "a=b:c                | a=b:c",
                "`\"\"`               | ``",
            })
    void readsTexts(String written, String value) throws FormatException {
        assertThat(read("setting = " + written).children().get("setting")).isEqualTo(new Text(value));
    }

    @Test
    void readsLists() throws FormatException {
        assertThat(read("s = a, b , c").children().get("s")).isEqualTo(new Items(List.of("a", "b", "c")));
        assertThat(read("s = a,").children().get("s")).isEqualTo(new Items(List.of("a")));
        assertThat(read("s = ,").children().get("s")).isEqualTo(new Items(List.of()));
        assertThat(read("s = a,, b").children().get("s")).isEqualTo(new Items(List.of("a", "", "b")));
        assertThat(read("s = \"a, b\", c").children().get("s")).isEqualTo(new Items(List.of("a, b", "c")));
    }

    @Test
    void indentationNeedNotBeConsistent() throws FormatException {
        Group data = read("# remark\n\na:\n      x = 1\n   y = 2\n\tb:\n\t\tz = 3\n\n  c:\nw = 4");
        assertThat(data.group("a").children()).containsOnlyKeys("x", "y", "b", "c");
        assertThat(data.group("a").group("b").children()).containsOnlyKeys("z");
        assertThat(data.children()).containsOnlyKeys("a", "w");
    }

    @Test
    void writesSettingsBeforeGroupsBothSorted() {
        Group data = new Group(Map.of(
                "b", new Text("x y"),
                "a", new None(),
                "G", new Group(Map.of("l", new Items(List.of("tls", "tcp")), "i", new Items(List.of("one")))),
                "C", new Group(Map.of("D", new Group(Map.of("e", new Text("")))))));
        assertThat(FormatWriter.write(data))
                .isEqualTo(
                        """
                        a =
                        b = "x y"
                        C:
                            D:
                                e = ""


                        G:
                            i = one,
                            l = tls, tcp

                        """);
    }

    @Test
    void readsBackWhateverItWrites() throws FormatException {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            Group data = randomGroup(random, 3);
            assertThat(read(FormatWriter.write(data))).isEqualTo(data);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "= 1", ": ", "a = \"open", "a = 'open", "a = \\", "a: b", "\"\" = 1", "a = 1\na = 2"})
    void namesTheLineThatCannotBeUnderstood(String bad) {
        assertThatThrownBy(() -> read("good = 1\n\n" + bad))
                .isInstanceOf(FormatException.class)
                .satisfies(e -> assertThat(((FormatException) e).line()).isGreaterThanOrEqualTo(3));
    }

    @Test
    void refusesAnAccountThatIsThereTwice() {
        assertThatThrownBy(() -> read("Accounts:\n  a@b:\n    x = 1\n  a@b:\n    x = 2\n"))
                .hasMessage("\"Accounts a@b\" is there twice, first on line 2");
    }

    @Test
    void endlessNestingIsRefused() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append(" ".repeat(i)).append("g:\n");
        }
        assertThatThrownBy(() -> read(text.toString())).hasMessageContaining("nested more than");
    }

    @Test
    void leavesOutOnlyWhatIsBroken() {
        List<FormatException> problems = new ArrayList<>();
        Group data = new FormatReader()
                .readWhatCanBe("a = 1\nbroken\n  lost = 1\ng:\n  oops\n  kept = 2\nz = 3", problems::add);
        assertThat(data)
                .isEqualTo(new Group(Map.of(
                        "a", new Text("1"),
                        "g", new Group(Map.of("kept", new Text("2"))),
                        "z", new Text("3"))));
        assertThat(problems).extracting(FormatException::line).containsExactly(2, 5);
    }

    private static Group read(String text) throws FormatException {
        return new FormatReader().read(text);
    }

    private static Group randomGroup(Random random, int depth) {
        Map<String, ConfigNode> children = new java.util.HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            children.put("n" + randomText(random), randomNode(random, depth));
        }
        return new Group(children);
    }

    private static ConfigNode randomNode(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 4 : 3)) {
            case 0 -> new None();
            case 1 -> new Text(randomText(random));
            case 2 ->
                new Items(random.ints(random.nextInt(4))
                        .mapToObj(i -> randomText(random))
                        .toList());
            default -> randomGroup(random, depth - 1);
        };
    }

    private static String randomText(Random random) {
        String alphabet = "ab ,\"'=:#\\\t\u000b\f\n\r\u00e9\u20ac\u0085\u2028\ud83d\ude00";
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(6), 0, alphabet.codePointCount(0, alphabet.length()))
                .map(i -> alphabet.codePointAt(alphabet.offsetByCodePoints(0, i)))
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
