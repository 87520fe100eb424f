/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Large files that take no room. */
final class Sparse {
    private Sparse() {}

    static FileChannel file(Path path, long size) throws IOException {
        FileChannel file = FileChannel.open(
                path,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        file.write(ByteBuffer.wrap(new byte[1]), size - 1);
        return file;
    }
}
