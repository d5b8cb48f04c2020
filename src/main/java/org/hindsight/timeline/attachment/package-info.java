/** The bytes of attachments: what they are, and where they lie. */
@NullMarked
package org.hindsight.timeline.attachment;

import org.jspecify.annotations.NullMarked;
