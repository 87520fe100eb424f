/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

/**
 * A message of which the first chunk has begun. Immutable.
 *
 * @param id the Message-ID
 * @param contentType MIME type with parameters
 * @param total bytes of the whole, or {@link ByteRange#UNKNOWN}
 * @param head the first chunk without its data
 */
public record IncomingMessage(String id, String contentType, long total, MsrpChunk head) {}
