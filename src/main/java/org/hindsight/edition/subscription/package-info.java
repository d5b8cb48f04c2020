/** New public reports by mail: asking for them, confirming, the mails, and their end. */
@NullMarked
package org.hindsight.edition.subscription;

import org.jspecify.annotations.NullMarked;
