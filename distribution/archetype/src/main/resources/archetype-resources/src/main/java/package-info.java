/** Media streams of type ${streamType}. */
@Export
@Version("1.0.0")
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
