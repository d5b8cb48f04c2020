@NullMarked
package org.hindsight.incident;

import org.jspecify.annotations.NullMarked;
