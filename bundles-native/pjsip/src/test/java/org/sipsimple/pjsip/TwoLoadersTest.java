/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An updated bundle's class loader next to the old one's: each has a library, and with it an engine, of its own. */
class TwoLoadersTest {
    @Test
    void twoClassLoadersRunSideBySide() throws ReflectiveOperationException, IOException {
        URL classes = PjsipBorder.class.getProtectionDomain().getCodeSource().getLocation();
        try (NativeEngine ours = new NativeEngine(NativeEngine.Config.plain());
                URLClassLoader loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> border = loader.loadClass(PjsipBorder.class.getName());
            assertThat(border).isNotSameAs(PjsipBorder.class);
            Class<?> sinkType = loader.loadClass(EventSink.class.getName());
            InvocationHandler ignore = (proxy, method, args) -> null;
            Object sink = Proxy.newProxyInstance(loader, new Class<?>[] {sinkType}, ignore);
            byte[] answer = (byte[]) border.getMethod("start", byte[].class, sinkType)
                    .invoke(null, NativeEngine.Config.plain().toBytes(), sink);
            FieldReader fields = new FieldReader(answer);
            assertThat(fields.readInt()).isZero();
            fields.readText();
            fields.readText();
            int theirPort = fields.readInt();
            assertThat(theirPort).isPositive().isNotEqualTo(ours.udp);
            long id = NativeEngine.newId();
            ours.ask(Op.REQUEST, id, Calls.request("OPTIONS", "<sip:127.0.0.1:" + theirPort + ";lr>", null, 0));
            assertThat(ours.await(Event.RESPONSE, id).code()).isEqualTo(200);
            assertThat(border.getMethod("stop").invoke(null)).isEqualTo(0);
            assertThat(ours.counters()).containsEntry("objects", 0L);
        }
    }
}
