/** What pictures share: how SVG is written, how wide text is, where the ticks of a time axis stand. */
@NullMarked
package org.hindsight.platform.drawing;

import org.jspecify.annotations.NullMarked;
