/**
 * What pictures share: how SVG is written, how wide text is, where moments stand on a time axis, and how what is pointed
 * at keeps out of each other's way.
 */
@NullMarked
package org.hindsight.platform.drawing;

import org.jspecify.annotations.NullMarked;
