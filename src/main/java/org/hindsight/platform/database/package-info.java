/** The embedded database's promise: what was acknowledged is on the disk. */
@NullMarked
package org.hindsight.platform.database;

import org.jspecify.annotations.NullMarked;
