@NullMarked
package org.hindsight.platform.idempotency;

import org.jspecify.annotations.NullMarked;
