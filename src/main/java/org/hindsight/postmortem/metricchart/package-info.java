/** The picture of the samples behind an impact metric, from plain values: drawings, words and a table. */
@NullMarked
package org.hindsight.postmortem.metricchart;

import org.jspecify.annotations.NullMarked;
