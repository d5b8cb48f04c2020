/** Comparing and merging texts that people write. */
@NullMarked
package org.hindsight.platform.text;

import org.jspecify.annotations.NullMarked;
