package org.hindsight.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hindsight.incident.chapter.Content;

/**
 * An incident as it leaves: its record, and the bytes that the record speaks of by their SHA-256. The same record gives the
 * same archive wherever it stands.
 *
 * @param record in the order of its fields
 * @param contents each of them once
 */
record Archive(ObjectNode record, List<Content> contents) {

    /** What the field {@code format} says. */
    static final String FORMAT = "hindsight-record-1";

    /** The field that a file in JSON holds its contents in; a bundle has them as files of their own. */
    static final String CONTENTS = "contents";

    /** The file of a bundle that holds the record. */
    static final String RECORD_FILE = "record.json";
}
