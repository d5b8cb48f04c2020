@NullMarked
package org.hindsight.followup;

import org.jspecify.annotations.NullMarked;
