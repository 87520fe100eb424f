/** Accounts: who we are towards a SIP provider, and how we reach it. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.account;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
