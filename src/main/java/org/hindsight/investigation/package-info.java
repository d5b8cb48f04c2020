@NullMarked
package org.hindsight.investigation;

import org.jspecify.annotations.NullMarked;
