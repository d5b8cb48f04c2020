@NullMarked
package org.hindsight.postmortem.template;

import org.jspecify.annotations.NullMarked;
