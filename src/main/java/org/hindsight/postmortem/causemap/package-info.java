/** The picture of causes and what they explain, drawn on the server: boxes in rows, and arrows between them. */
@NullMarked
package org.hindsight.postmortem.causemap;

import org.jspecify.annotations.NullMarked;
