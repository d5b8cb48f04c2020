package org.hindsight.intake;

import java.util.List;

/**
 * Brings in files of one format: it tells what it would do, and does it. Each format has one, in the room that knows what
 * such a file holds.
 */
public interface Importer {

    /** The format that it reads. */
    ImportFormat format();

    /** What a run would do; nothing is written. A file that cannot be read is refused, with the place of the fault. */
    List<ImportView.Item> plan(Brought brought);

    /** Does it within the current transaction: all of it or nothing. A file that was taken before adds nothing. */
    List<ImportView.Item> take(Brought brought);
}
