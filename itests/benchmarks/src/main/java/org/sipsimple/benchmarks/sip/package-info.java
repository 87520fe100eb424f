/* SPDX-License-Identifier: Apache-2.0 */
/** SIP server side. */
@NullMarked
package org.sipsimple.benchmarks.sip;

import org.jspecify.annotations.NullMarked;
