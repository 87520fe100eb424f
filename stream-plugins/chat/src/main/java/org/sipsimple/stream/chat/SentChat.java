/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat;

import java.util.concurrent.CompletionStage;

/**
 * A message that was handed to a chat stream.
 *
 * @param messageId its MSRP Message-ID, by which notifications name it
 * @param delivered completes when the peer has reported that it has the message; fails with {@link ChatStreamException}
 *     when that is not going to happen
 */
public record SentChat(String messageId, CompletionStage<Void> delivered) {}
