@NullMarked
package org.sipsimple.stream.filetransfer.internal;

import org.jspecify.annotations.NullMarked;
