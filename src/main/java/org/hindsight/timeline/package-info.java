@NullMarked
package org.hindsight.timeline;

import org.jspecify.annotations.NullMarked;
