/** What comes from other systems: files to import now, webhooks later. */
@NullMarked
package org.hindsight.intake;

import org.jspecify.annotations.NullMarked;
