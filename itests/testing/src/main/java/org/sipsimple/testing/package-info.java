/** What tests of all modules share: time that moves only when told, tones and how pure they are. Depends on the api alone. */
@NullMarked
package org.sipsimple.testing;

import org.jspecify.annotations.NullMarked;
