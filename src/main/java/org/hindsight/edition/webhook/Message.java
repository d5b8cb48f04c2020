package org.hindsight.edition.webhook;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.UUID;
import org.hindsight.edition.Edition;
import org.jspecify.annotations.Nullable;

/** What is told: the same bytes to everybody and at each try. */
record Message(
        String id, Topic topic, String body, @Nullable Edition edition) {

    /** The shape that Standard Webhooks recommends. */
    @JsonPropertyOrder({"type", "timestamp", "data"})
    record Payload(String type, Instant timestamp, Object data) {}

    static Message of(Topic topic, Instant at, Object data, @Nullable Edition edition, ObjectMapper json) {
        try {
            String body = json.writeValueAsString(new Payload(topic.word, at, data));
            return new Message("msg_" + UUID.randomUUID().toString().replace("-", ""), topic, body, edition);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A message that cannot be written", impossible);
        }
    }
}
