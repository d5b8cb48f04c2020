@NullMarked
package org.hindsight.platform.problem;

import org.jspecify.annotations.NullMarked;
