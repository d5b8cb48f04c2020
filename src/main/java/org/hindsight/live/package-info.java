@NullMarked
package org.hindsight.live;

import org.jspecify.annotations.NullMarked;
