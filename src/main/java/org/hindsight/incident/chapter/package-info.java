/** What rooms keep of an incident, chapter by chapter: written into an archive, and restored from one without loss. */
@NullMarked
package org.hindsight.incident.chapter;

import org.jspecify.annotations.NullMarked;
