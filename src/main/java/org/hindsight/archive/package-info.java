/** A whole incident out and in again: as one JSON file, or as a bundle with everything that belongs to it. */
@NullMarked
package org.hindsight.archive;

import org.jspecify.annotations.NullMarked;
