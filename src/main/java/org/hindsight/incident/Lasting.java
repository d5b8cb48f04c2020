package org.hindsight.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import jakarta.inject.Singleton;

/** Writes views as JSON without what can be derived again (see {@link Derived}): for the journal and for archives. */
@Singleton
public class Lasting {

    private final ObjectMapper json;

    Lasting(ObjectMapper json) {
        this.json = json.copy()
                .setAnnotationIntrospector(new WithoutDerived())
                .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
    }

    private static final class WithoutDerived extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean hasIgnoreMarker(AnnotatedMember member) {
            return member.hasAnnotation(Derived.class) || super.hasIgnoreMarker(member);
        }
    }

    /** The mapper that does so; numbers keep their digits. */
    public ObjectMapper mapper() {
        return json;
    }

    /** A value as a tree. */
    public JsonNode tree(Object value) {
        return json.valueToTree(value);
    }
}
