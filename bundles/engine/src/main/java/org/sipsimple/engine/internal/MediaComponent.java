/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.engine.DefaultMedia;

/** Publishes the media of the engine; what they made ends with the engine. */
@Component(service = {MediaFactory.class, AudioMixers.class})
public final class MediaComponent extends DefaultMedia {

    @Activate
    public MediaComponent(@Reference DefaultEngine engine) {
        super(engine);
    }
}
