/** Which host names are internal, as admins list them. */
@NullMarked
package org.hindsight.edition.host;

import org.jspecify.annotations.NullMarked;
