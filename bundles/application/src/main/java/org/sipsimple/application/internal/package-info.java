/** The application as a service, and how the engine follows the settings. */
@NullMarked
package org.sipsimple.application.internal;

import org.jspecify.annotations.NullMarked;
