/* SPDX-License-Identifier: Apache-2.0 */
/** Audio legs and conferences through one mixer. */
@NullMarked
package org.sipsimple.benchmarks.audio;

import org.jspecify.annotations.NullMarked;
