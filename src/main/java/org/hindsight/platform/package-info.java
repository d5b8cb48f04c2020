/** What every room may use: clock, text, errors, the database. Knows no room itself. */
@NullMarked
package org.hindsight.platform;

import org.jspecify.annotations.NullMarked;
