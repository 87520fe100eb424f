/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.Scheduler;

/** What audio streams need from the SDK; the same for all. */
record AudioParts(MediaFactory media, AudioMixers mixers, NotificationCenter notifications, Scheduler scheduler) {}
