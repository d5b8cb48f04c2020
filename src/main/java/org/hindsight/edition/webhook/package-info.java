/** Tells other machines of public editions, at addresses that an admin entered; after Standard Webhooks. */
@NullMarked
package org.hindsight.edition.webhook;

import org.jspecify.annotations.NullMarked;
