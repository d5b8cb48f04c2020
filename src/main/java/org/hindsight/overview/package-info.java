@NullMarked
package org.hindsight.overview;

import org.jspecify.annotations.NullMarked;
