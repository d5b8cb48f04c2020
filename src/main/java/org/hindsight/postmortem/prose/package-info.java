/** Reads the words of a post-mortem: what deserves a second look before others read it. Knows neither drafts nor records. */
@NullMarked
package org.hindsight.postmortem.prose;

import org.jspecify.annotations.NullMarked;
