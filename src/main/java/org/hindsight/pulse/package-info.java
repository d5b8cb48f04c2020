/** What the users of a service report, counted: how many, how many are usual, and what is out of the ordinary. */
@NullMarked
package org.hindsight.pulse;

import org.jspecify.annotations.NullMarked;
