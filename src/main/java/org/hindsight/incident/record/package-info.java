/** What every numbered part of an incident's record shares: its number, its trail, its way of being taken back. */
@NullMarked
package org.hindsight.incident.record;

import org.jspecify.annotations.NullMarked;
