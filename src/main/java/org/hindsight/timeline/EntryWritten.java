package org.hindsight.timeline;

/** An entry was logged, edited or retracted; observed in the same transaction. */
record EntryWritten(TimelineEntry entry) {}
