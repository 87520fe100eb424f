/** XML payloads: our codecs, a bare StAX pass and JAXB over the same documents. */
@NullMarked
package org.sipsimple.benchmarks.xml;

import org.jspecify.annotations.NullMarked;
