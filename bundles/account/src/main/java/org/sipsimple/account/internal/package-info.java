/** What an account is made of; {@code Registrar} is the policy of when to register where. */
@NullMarked
package org.sipsimple.account.internal;

import org.jspecify.annotations.NullMarked;
