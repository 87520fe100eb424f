/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import java.util.List;

import org.sipsimple.payload.pidf.Note;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * How a service delivers (RFC 4480 section 3.9).
 *
 * @param validity id and time span
 * @param notes in order
 * @param values what it says, in order
 */
public record ServiceClass(Validity validity, List<Note> notes, List<ServiceClassValue> values) implements Extension {
    public ServiceClass {
        Check.present(validity, "validity");
        notes = List.copyOf(notes);
        values = List.copyOf(values);
    }

    /** These and nothing else. */
    public static ServiceClass of(ServiceClassValue... values) {
        return new ServiceClass(Validity.NONE, List.of(), List.of(values));
    }

    @Override
    public void write(XmlWriter out) {
        Rpid.start("service-class", validity, notes, out);
        values.forEach(value -> value.element().write(out));
        out.end();
    }

    public ServiceClass withValidity(Validity changed) {
        return new ServiceClass(changed, notes, values);
    }

    public ServiceClass withNotes(List<Note> changed) {
        return new ServiceClass(validity, changed, values);
    }

    public ServiceClass withValues(List<ServiceClassValue> changed) {
        return new ServiceClass(validity, notes, changed);
    }
}
