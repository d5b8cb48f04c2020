@NullMarked
package org.hindsight.platform.json;

import org.jspecify.annotations.NullMarked;
