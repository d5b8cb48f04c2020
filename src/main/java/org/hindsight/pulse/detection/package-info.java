/** What is normal for the user reports of one service, and what is an outage: arithmetic on counts, without a clock or a database. */
@NullMarked
package org.hindsight.pulse.detection;

import org.jspecify.annotations.NullMarked;
