/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

import org.sipsimple.api.sip.Transport;

/** The types of settings the SDK has, to be used by extensions too. Spec: Developer Guide, "Setting". */
public final class SettingTypes {
    public static final SettingType<String> TEXT =
            new TextType<>("Text", String.class, Function.identity(), Function.identity());

    public static final SettingType<Password> PASSWORD =
            new TextType<>("Password", Password.class, Password::new, Password::secret);

    /** Reads yes, true, on, 1, no, false, off, 0 in any case; writes true and false. */
    public static final SettingType<Boolean> BOOLEAN =
            new TextType<>("Boolean", Boolean.class, SettingTypes::bool, String::valueOf, List.of());

    public static final SettingType<Integer> INTEGER = integer("Integer", "a whole number", number -> true);

    public static final SettingType<Integer> NON_NEGATIVE_INTEGER =
            integer("NonNegativeInteger", "a whole number, 0 or more", number -> number >= 0);

    /** 0 lets the system choose. */
    public static final SettingType<Integer> PORT =
            integer("Port", "a port, 0 to 65535", number -> number >= 0 && number <= 65535);

    /** In hertz. */
    public static final SettingType<Integer> SAMPLE_RATE =
            integer("SampleRate", "a sample rate, 8000 to 192000 Hz", number -> number >= 8000 && number <= 192000);

    public static final SettingType<SipAddress> SIP_ADDRESS = parsed("SIPAddress", SipAddress.class, SipAddress::parse);
    public static final SettingType<PortRange> PORT_RANGE = parsed("PortRange", PortRange.class, PortRange::parse);
    public static final SettingType<SipProxyAddress> SIP_PROXY_ADDRESS =
            parsed("SIPProxyAddress", SipProxyAddress.class, SipProxyAddress::parse);
    public static final SettingType<MsrpRelayAddress> MSRP_RELAY_ADDRESS =
            parsed("MSRPRelayAddress", MsrpRelayAddress.class, MsrpRelayAddress::parse);
    public static final SettingType<XcapRoot> XCAP_ROOT = parsed("XCAPRoot", XcapRoot.class, XcapRoot::parse);

    /** Any path; see {@link FilePath#normalized}. */
    public static final SettingType<FilePath> PATH = parsed("Path", FilePath.class, FilePath::new);

    /** A path that begins with / or ~. */
    public static final SettingType<FilePath> ABSOLUTE_PATH =
            parsed("AbsolutePath", FilePath.class, SettingTypes::absolute);

    /** A path that is taken below the user data directory unless absolute; see {@link FilePath#in}. */
    public static final SettingType<FilePath> DATA_PATH = parsed("DataPath", FilePath.class, FilePath::new);

    public static final SettingType<List<StunServerAddress>> STUN_SERVER_ADDRESS_LIST =
            list("StunServerAddressList", StunServerAddress::parse, StunServerAddress::toString);

    /** In the order of preference, none twice. */
    public static final SettingType<List<Transport>> SIP_TRANSPORT_LIST =
            list("SIPTransportList", SettingTypes::transport, Transport::parameter);

    /**
     * Names of codecs as in SDP, in the order of preference, none twice. Case does not matter for the seeds' codecs;
     * {@code g711} is read as PCMU and PCMA.
     */
    public static final SettingType<List<String>> AUDIO_CODEC_LIST = new CodecList();

    /** Reads {@code TLSv1} of old files as TLS 1.2, as nothing older is safe to speak. */
    public static final SettingType<TlsProtocol> TLS_PROTOCOL = new TextType<>(
            "TLSProtocol",
            TlsProtocol.class,
            SettingTypes::tlsProtocol,
            TlsProtocol::label,
            Arrays.stream(TlsProtocol.values()).map(TlsProtocol::label).toList());

    private SettingTypes() {}

    /** The constants of an enum, written in lower case. */
    public static <E extends Enum<E>> SettingType<E> choice(String name, Class<E> type) {
        List<String> options = Arrays.stream(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        return new TextType<>(
                name,
                type,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(value -> value.name().equalsIgnoreCase(text.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "\"" + text + "\" is not one of " + String.join(", ", options))),
                value -> value.name().toLowerCase(Locale.ROOT),
                options);
    }

    /** A type whose values have a text form: {@code parse} reads what {@code toString} writes. */
    public static <T> SettingType<T> parsed(String name, Class<T> type, Function<String, T> parse) {
        return new TextType<>(name, type, parse, Object::toString);
    }

    /** Lists without repetition. A text is read as items between commas. */
    public static <T> SettingType<List<T>> list(String name, Function<String, T> parse, Function<T, String> print) {
        return new ListType<>(name, text -> List.of(parse.apply(text)), print);
    }

    private static SettingType<Integer> integer(String name, String expected, IntPredicate allowed) {
        return new TextType<>(
                name,
                Integer.class,
                text -> {
                    int number;
                    try {
                        number = Integer.parseInt(text.strip());
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException("\"" + text + "\" is not " + expected, e);
                    }
                    if (!allowed.test(number)) {
                        throw new IllegalArgumentException(number + " is not " + expected);
                    }
                    return number;
                },
                String::valueOf);
    }

    private static boolean bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on", "1" -> true;
            case "no", "false", "off", "0" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
        };
    }

    private static FilePath absolute(String text) {
        FilePath path = new FilePath(text);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("\"" + text + "\" is not an absolute path");
        }
        return path;
    }

    private static Transport transport(String text) {
        return Transport.find(text)
                .orElseThrow(() ->
                        new IllegalArgumentException("\"" + text + "\" is no transport: udp, tcp or tls is expected"));
    }

    private static TlsProtocol tlsProtocol(String text) {
        if (text.equalsIgnoreCase("TLSv1")) {
            return TlsProtocol.TLS_1_2;
        }
        return Arrays.stream(TlsProtocol.values())
                .filter(protocol -> protocol.label().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is neither TLSv1.2 nor TLSv1.3"));
    }

    private record TextType<T>(
            String name,
            Class<T> valueClass,
            Function<String, T> parse,
            Function<T, String> print,
            List<String> options)
            implements SettingType<T> {

        TextType(String name, Class<T> valueClass, Function<String, T> parse, Function<T, String> print) {
            this(name, valueClass, parse, print, List.of());
        }

        @Override
        public T read(ConfigNode node) {
            if (node instanceof ConfigNode.Text text) {
                return parse.apply(text.value());
            }
            throw new IllegalArgumentException("one " + name + " is expected, not a list or a group");
        }

        @Override
        public ConfigNode write(T value) {
            return new ConfigNode.Text(print.apply(value));
        }
    }

    private static class ListType<T> implements SettingType<List<T>> {
        private final String name;
        private final Function<String, List<T>> parse;
        private final Function<T, String> print;

        ListType(String name, Function<String, List<T>> parse, Function<T, String> print) {
            this.name = name;
            this.parse = parse;
            this.print = print;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Class<List> valueClass() {
            return List.class;
        }

        @Override
        public List<T> read(ConfigNode node) {
            List<T> values = new ArrayList<>();
            for (String item : items(node)) {
                for (T value : parse.apply(item)) {
                    if (values.contains(value)) {
                        throw new IllegalArgumentException("\"" + item + "\" is there twice");
                    }
                    values.add(value);
                }
            }
            return List.copyOf(values);
        }

        private List<String> items(ConfigNode node) {
            if (node instanceof ConfigNode.Items items) {
                return items.values();
            }
            if (node instanceof ConfigNode.Text text) {
                return Arrays.stream(text.value().split(","))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
            }
            throw new IllegalArgumentException("a " + name + " is expected, not a group");
        }

        @Override
        public ConfigNode write(List<T> value) {
            return new ConfigNode.Items(value.stream().map(print).collect(Collectors.toList()));
        }
    }

    private static final class CodecList extends ListType<String> {
        private static final Map<String, List<String>> KNOWN = Map.of(
                "speex", List.of("speex"),
                "g722", List.of("G722"),
                "pcmu", List.of("PCMU"),
                "pcma", List.of("PCMA"),
                "ilbc", List.of("iLBC"),
                "gsm", List.of("GSM"),
                "opus", List.of("opus"),
                "g711", List.of("PCMU", "PCMA"));

        CodecList() {
            super("AudioCodecList", CodecList::codecs, Function.identity());
        }

        private static List<String> codecs(String text) {
            if (!text.matches("[A-Za-z0-9._-]+")) {
                throw new IllegalArgumentException("\"" + text + "\" is no name of a codec");
            }
            return KNOWN.getOrDefault(text.toLowerCase(Locale.ROOT), List.of(text));
        }
    }
}
