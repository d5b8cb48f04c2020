/** The incident that an empty installation can bring along to be looked at. */
@NullMarked
package org.hindsight.demo;

import org.jspecify.annotations.NullMarked;
