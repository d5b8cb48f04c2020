/** The picture of a service's user reports over time, from plain values: drawings, words and a table. */
@NullMarked
package org.hindsight.pulse.curve;

import org.jspecify.annotations.NullMarked;
