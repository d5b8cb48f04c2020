/** Times as people write them, read: time phrases, zones by their everyday names, how exactly a moment is known. */
@NullMarked
package org.hindsight.platform.time;

import org.jspecify.annotations.NullMarked;
