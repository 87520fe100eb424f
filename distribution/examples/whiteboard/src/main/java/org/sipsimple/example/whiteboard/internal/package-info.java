/** How a board is negotiated ({@code WhiteboardSdp}), carried ({@code BoardConnection}) and kept the same on both ends. */
@NullMarked
package org.sipsimple.example.whiteboard.internal;

import org.jspecify.annotations.NullMarked;
