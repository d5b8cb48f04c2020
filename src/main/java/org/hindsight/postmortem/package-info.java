@NullMarked
package org.hindsight.postmortem;

import org.jspecify.annotations.NullMarked;
