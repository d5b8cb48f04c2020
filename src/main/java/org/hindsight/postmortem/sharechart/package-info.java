/** How user reports divide by platform, region and symptom, drawn as bars. */
@NullMarked
package org.hindsight.postmortem.sharechart;

import org.jspecify.annotations.NullMarked;
